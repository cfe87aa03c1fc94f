import { kernelCost } from "../cost/kernelCost";
import type { Formats } from "../cost/precision";
import type { Kernel } from "../design/kernel";
import type { DeviceProfile } from "./deviceProfile";
import { classOf, type KernelClass } from "./kernel/kernelClass";
import { type KernelModel, predictWithModel, rooflineIn } from "./kernel/kernelModel";
import { kernelWork } from "./kernel/kernelWork";
import { rooflineParts, rooflineUs } from "./kernel/roofline";
import type { TimeCause } from "./prediction";

/** Causes of time, in the order of `KernelTime.causes`. */
export const timeCauses = [
  "compute",
  "weight traffic",
  "cache traffic",
  "state traffic",
  "activation traffic",
  "overhead",
] as const satisfies readonly TimeCause[];

/** Time of one kernel with its uncertainty and what binds it. */
export interface KernelTime {
  readonly kernelClass: KernelClass;
  readonly us: number;
  /** Half-width of the 90 % interval in log latency. */
  readonly halfWidth: number;
  readonly calibrated: boolean;
  /** What is outside the measured range or stands in, one sentence each. */
  readonly notes: readonly string[];
  /** Shares of the time by cause, in the order of `timeCauses`; they add up to 1. */
  readonly causes: readonly number[];
}

/** Half-width added where the model of another kernel stands in: the law carries over, the implementation does not. */
const standInWidth = 0.3;

/** Predicts a kernel on a device: by its own class's model, or by the one that stands in for it. */
export function kernelTime(profile: DeviceProfile, kernel: Kernel, formats: Formats): KernelTime {
  const { kernelClass, standsIn: borrowed } = classOf(kernel, formats);
  const model = profile.models[kernelClass];
  const standsIn =
    kernel.op === "recurrence" && model.rules !== undefined ? !model.rules.includes(kernel.rule) : borrowed;
  const causes = causesOf(model, kernel, formats);
  if (standsIn) return standInTime(model, kernel, formats, causes);
  const { us, halfWidth, outside, calibrated } = predictWithModel(model, kernel, formats);
  const notes =
    model.ranges === null
      ? [`${nameOf(kernel)}: ${model.origin}`]
      : outside.map((dimension) => `${nameOf(kernel)}: ${dimension} lies outside the measured range.`);
  return { kernelClass, us, halfWidth, calibrated, notes, causes };
}

/**
 * Stand-ins. Decode of a recurrence moves its state: the law (roofline) of the measured state update holds for all. A
 * prefill chunk after cached context scales the whole prefill's time with its work. Other prefills borrow the kernel of
 * the nearest measured recurrence.
 */
function standInTime(
  model: KernelModel,
  kernel: Kernel,
  formats: Formats,
  causes: readonly number[],
): KernelTime {
  const { kernelClass } = model;
  const own = rooflineUs(model.roofline, kernelWork(kernel, formats));
  const halfWidth = model.band.large + standInWidth;
  const standing = standInKernel(kernel);
  const notes = [`${nameOf(kernel)} was not measured: ${standing.because}`];
  if (standing.kernel === null) return { kernelClass, us: own, halfWidth, calibrated: false, notes, causes };
  const measured = predictWithModel(model, standing.kernel, formats);
  const ratio = own / rooflineUs(model.roofline, kernelWork(standing.kernel, formats));
  return {
    kernelClass,
    us: measured.us * ratio,
    halfWidth: halfWidth + measured.halfWidth - model.band.large,
    calibrated: false,
    notes,
    causes,
  };
}

function standInKernel(kernel: Kernel): { readonly kernel: Kernel | null; readonly because: string } {
  if (kernel.op === "attention")
    return {
      kernel: { ...kernel, tokens: kernel.tokens + kernel.context, context: 0 },
      because: "the whole prompt's time is scaled by the chunk's share of the work.",
    };
  if (kernel.op === "recurrence" && kernel.phase === "prefill" && kernel.rule !== "mamba")
    return {
      kernel: { ...kernel, rule: "gated-delta" },
      because: "the nearest measured chunked scan stands in, scaled by work.",
    };
  return { kernel: null, because: "its state traffic over the measured memory rate." };
}

function nameOf(kernel: Kernel): string {
  switch (kernel.op) {
    case "gemm":
      return "GEMM";
    case "attention":
      return kernel.phase === "prefill"
        ? kernel.context > 0
          ? "Chunked prefill attention"
          : "Prefill attention"
        : "Decode attention";
    case "recurrence":
      return `${recurrenceNames[kernel.rule]} ${kernel.phase}`;
    case "conv":
      return "Short convolution";
    case "moe":
      return "Mixture of experts";
    case "elementwise":
      return "Norms and elementwise kernels";
    case "embedding":
      return "Embedding";
    case "sampling":
      return "Sampling";
  }
}

const recurrenceNames = {
  delta: "DeltaNet",
  "gated-delta": "Gated DeltaNet",
  gla: "GLA",
  mamba2: "Mamba2",
  mamba: "Mamba",
  rwkv7: "RWKV-7",
} as const;

/** Launch is overhead; what is left goes to compute and traffic as the power mean weighs them, traffic by kind of bytes. */
function causesOf(model: KernelModel, kernel: Kernel, formats: Formats): readonly number[] {
  const cost = kernelCost(kernel, formats);
  const work = kernelWork(kernel, formats);
  const roofline = rooflineIn(model, formats);
  const { launch, compute, traffic } = rooflineParts(roofline, work);
  const total = rooflineUs(roofline, work);
  const overhead = total > 0 ? launch / total : 1;
  const p = roofline.sharpness;
  const computeWeight = compute > 0 ? 1 / (1 + (traffic / compute) ** p) : 0;
  const bytes = Math.max(1, work.bytes);
  const moved = (1 - overhead) * (1 - computeWeight);
  return [
    (1 - overhead) * computeWeight,
    (moved * cost.weightBytes) / bytes,
    (moved * cost.cacheBytes) / bytes,
    (moved * cost.stateBytes) / bytes,
    (moved * cost.activationBytes) / bytes,
    overhead,
  ];
}
