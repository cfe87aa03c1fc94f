import type { Formats } from "../../cost/precision";
import type { Kernel, RecurrenceRule } from "../../design/kernel";
import { type Borrowed, borrowedResidual } from "./borrowedResidual";
import { dimensionNames, readDimensions } from "./dimensions";
import { features } from "./features";
import type { KernelClass } from "./kernelClass";
import { kernelWork } from "./kernelWork";
import { type Roofline, rooflineUs } from "./roofline";
import type { TreeCode } from "./treeCode";
import { type CompiledTrees, evaluateTrees } from "./treeEnsemble";

/** Half-widths of the 90 % interval in log latency, below and above a roofline time that parts small kernels from large. */
export interface Band {
  readonly splitUs: number;
  readonly small: number;
  readonly large: number;
}

/** The model of one kernel class on one device. */
export interface KernelModel {
  readonly kernelClass: KernelClass;
  readonly roofline: Roofline;
  /** What other devices' models know of the residual, for devices with few rows; absent: nothing is borrowed. */
  readonly borrowed?: Borrowed | undefined;
  /** Residual on the logarithm (of what is borrowed, too), null where there is none. */
  readonly trees: CompiledTrees | null;
  /** The same trees as a file holds them. */
  readonly code: TreeCode | null;
  /** Streaming multiprocessors of the device, for wave counts. */
  readonly sms: number;
  /** Measured range of each dimension, in the order of `dimensionNames`; null where nothing was measured. */
  readonly ranges: readonly (readonly [number, number])[] | null;
  readonly band: Band;
  /** Correlation of the errors of two different shapes of this class, 0 to 1. */
  readonly correlation: number;
  /** Number formats the class was measured at; absent: bf16, weights of fp8 products fp8. */
  readonly formats?: Formats | undefined;
  /** Recurrences that were measured themselves, for which no other stands in; absent: the class's own alone. */
  readonly rules?: readonly RecurrenceRule[] | undefined;
  /** What the model rests on, as one sentence. */
  readonly origin: string;
}

/** One predicted kernel. */
export interface KernelPrediction {
  readonly us: number;
  /** Half-width of the 90 % interval in log latency: the interval is us·exp(±halfWidth). */
  readonly halfWidth: number;
  /** Dimensions outside the measured range; empty inside. */
  readonly outside: readonly string[];
  readonly calibrated: boolean;
}

/** Doublings outside the range after which the residual has fallen to 1/e: trees know nothing there. */
const fadeDoublings = 0.5;
/** Half-width added for each doubling outside the measured range. */
const widthPerDoubling = 0.12;

/** The formats a class was measured at; other formats scale by the ratio of rooflines. */
function measuredFormats({ kernelClass, formats }: KernelModel): Formats {
  return (
    formats ?? { weights: kernelClass === "gemm_fp8" ? "fp8" : "bf16", cache: "bf16", activations: "bf16" }
  );
}

/** 16-bit floats run alike; anything else was not measured. */
const sameSpeed = (format: string) => (format === "fp16" ? "bf16" : format);

/**
 * Predicts one kernel: the roofline, times the residual inside the measured range. Outside, the residual fades
 * smoothly to nothing and the interval widens with every doubling. In number formats that were not measured, the time
 * scales as the roofline does with the bytes moved, and fp32 with its own arithmetic rate.
 */
export function predictWithModel(model: KernelModel, kernel: Kernel, formats: Formats): KernelPrediction {
  const base = measuredFormats(model);
  const work = kernelWork(kernel, base);
  const rooflineTime = rooflineUs(model.roofline, work);
  const { doublings, outside } = outsideRange(model, kernel);
  let residual =
    model.borrowed === undefined ? 0 : borrowedResidual(model.borrowed, kernel, work, rooflineTime);
  if (model.trees !== null)
    residual += evaluateTrees(model.trees, features(kernel, work, rooflineTime, model.sms));
  let us = rooflineTime * Math.exp(residual * Math.exp(-doublings / fadeDoublings));
  let halfWidth = rooflineTime < model.band.splitUs ? model.band.small : model.band.large;
  halfWidth += widthPerDoubling * doublings;
  const measured =
    sameSpeed(formats.weights) === sameSpeed(base.weights) || (kernel.op !== "gemm" && kernel.op !== "moe");
  const sameCache = kernel.op !== "attention" || sameSpeed(formats.cache) === sameSpeed(base.cache);
  const sameActivations = sameSpeed(formats.activations) === sameSpeed(base.activations);
  const asMeasured = measured && sameCache && sameActivations;
  if (!asMeasured) {
    const asked = kernelWork(kernel, formats);
    const time = rooflineUs(rooflineIn(model, formats), asked);
    us *= time / rooflineTime;
    halfWidth += unmeasuredFormatWidth;
    if (derivesFp32(model, formats)) {
      const at = (share: number) => rooflineUs(scaledPeak(model.roofline, share), asked);
      halfWidth += Math.max(Math.log(at(cudaCoreShare) / time), Math.log(time / at(tf32Share)));
    }
  }
  return {
    us,
    halfWidth,
    outside,
    calibrated: model.ranges !== null && outside.length === 0 && asMeasured,
  };
}

/** Half-width added for a number format nobody measured on this class: bytes over bandwidth may miss unpacking costs. */
const unmeasuredFormatWidth = 0.25;

/**
 * Arithmetic of fp32 as a share of the bf16 matrix rate, dense, by NVIDIA's data sheets. Tensor cores at TF32: a half (H100 SXM 494.7
 * of 989.4 TFLOP/s, A100 156 of 312). CUDA cores, which PyTorch uses for fp32 products unless TF32 is allowed: a fifteenth (H100
 * SXM 67 of 989.4, A100 19.5 of 312; consumer cards more). Which of them runs is the runtime's choice, so that the middle of both
 * is predicted and the band reaches both.
 */
const tf32Share = 1 / 2;
const cudaCoreShare = 1 / 15;
const fp32Share = Math.sqrt(tf32Share * cudaCoreShare);

function derivesFp32(model: KernelModel, formats: Formats): boolean {
  return formats.activations === "fp32" && measuredFormats(model).activations !== "fp32";
}

/** A class's roofline as it holds in the given formats: fp32 that was not measured computes at a share of the 16-bit rate. */
export function rooflineIn(model: KernelModel, formats: Formats): Roofline {
  return derivesFp32(model, formats) ? scaledPeak(model.roofline, fp32Share) : model.roofline;
}

function scaledPeak(roofline: Roofline, share: number): Roofline {
  return { ...roofline, peak: roofline.peak * share };
}

function outsideRange(
  model: KernelModel,
  kernel: Kernel,
): { readonly doublings: number; readonly outside: readonly string[] } {
  if (model.ranges === null) return { doublings: 0, outside: noDimensions };
  const dimensions = readDimensions(kernel);
  let doublings = 0;
  let outside: string[] | null = null;
  for (let index = 0; index < model.ranges.length; index++) {
    const [low, high] = model.ranges[index]!;
    const value = dimensions[index]!;
    if (value >= low && value <= high) continue;
    const edge = value < low ? low : high;
    doublings += Math.abs(Math.log2(Math.max(1, value) / Math.max(1, edge)));
    outside ??= [];
    outside.push(dimensionNames[model.kernelClass][index]!);
  }
  return { doublings, outside: outside ?? noDimensions };
}

const noDimensions: readonly string[] = [];
