import type { Kernel, RecurrenceRule } from "../../design/kernel";
import type { DataSheet } from "../../latency/dataSheet";
import type { DeviceProfile } from "../../latency/deviceProfile";
import { readDimensions } from "../../latency/kernel/dimensions";
import { classOf, type KernelClass, kernelClasses } from "../../latency/kernel/kernelClass";
import type { KernelModel } from "../../latency/kernel/kernelModel";
import type { Roofline } from "../../latency/kernel/roofline";
import { evenFactors, type RuntimeStack } from "../../latency/runtimeStack";
import { wasmLimits } from "../backend/graphRefusal";
import type { Measurement } from "../record/measurement";
import { onSoftwareAdapter } from "../record/measurement";
import { formatsOfGraph, kernelsOfBlock } from "./blockKernels";
import type { ClassCost } from "./blockModel";
import type { MeasurementFit } from "./fitMeasurement";

/** A rate per microsecond that never binds: the fit found no cost of that kind. */
const unboundRate = 1e12;

/** Least launch a roofline may have, microseconds. */
const leastLaunch = 1e-3;

/** Half-width of the 90 % interval, in log latency, of a class that was not timed. */
const unmeasuredHalfWidth = 0.9;

/** Memory of a device whose browser tells none, in GiB. */
const unknownMemoryGib = 8;

/** Classes that borrow the fitted cost of another when they were not timed. */
const lenders: Partial<Record<KernelClass, KernelClass>> = {
  gemm_fp8: "gemm_bf16",
  moe: "gemm_bf16",
  kda_decode: "delta_decode",
  delta_prefill: "ssd_prefill",
  kda_prefill: "delta_prefill",
  ssd_prefill: "delta_prefill",
  conv_prefill: "conv_decode",
  prefill_attention: "gemm_bf16",
  embedding: "gemm_bf16",
  sampling: "elementwise",
};

/**
 * A fitted measurement as a device profile like the shipped ones: rooflines whose compute and traffic add (sharpness 1)
 * in one memory tier, because weights were cold, and the runtime's time a step as the stack's overhead.
 */
export function measuredProfile(measurement: Measurement, fit: MeasurementFit): DeviceProfile {
  const sheet = measuredSheet(measurement, fit);
  const models = Object.fromEntries(
    kernelClasses.map((kernelClass) => [kernelClass, modelOf(kernelClass, measurement, fit, sheet)]),
  ) as Record<KernelClass, KernelModel>;
  const stack = runtimeStack(measurement, fit);
  return {
    id: measurement.id,
    name: measurement.name,
    sheet,
    reserveBytes: 0,
    models,
    stacks: [stack],
    defaultStack: stack.id,
    ...assumptions(measurement, fit),
    evaluation: [],
    provenance: {
      note: noteOf(measurement, fit),
      sources: [{ name: `Measured here on ${measurement.createdAt}`, licence: "your own" }],
      notice: "",
    },
  };
}

function noteOf(measurement: Measurement, fit: MeasurementFit): string {
  const error = fit.validationError === null ? "unknown" : `${(100 * fit.validationError).toFixed(1)} %`;
  const software = onSoftwareAdapter(measurement)
    ? " It ran on a software adapter: the times say nothing about a GPU."
    : "";
  return `Fitted in the browser to ${fit.parity.filter(({ role }) => role === "fit").length} timed blocks; error on stacks outside the fit at most ${error}.${software}`;
}

function runtimeStack(measurement: Measurement, fit: MeasurementFit): RuntimeStack {
  const worst = fit.validationError ?? unmeasuredHalfWidth;
  return {
    id: "onnxruntime-web",
    name: `onnxruntime-web ${measurement.findings.runtimeVersion}`.trim(),
    factors: evenFactors(1),
    perLayerUs: { attention: 0, linear: 0, feedForward: 0 },
    perStepUs: fit.model.stepUs,
    hostBound: false,
    halfWidth: Math.log(1 + worst),
    calibrated: true,
    origin: "Time of one call of the runtime, fitted with the blocks.",
  };
}

function modelOf(
  kernelClass: KernelClass,
  measurement: Measurement,
  fit: MeasurementFit,
  sheet: DataSheet,
): KernelModel {
  const own = fit.model.classes.get(kernelClass);
  const lender = lenders[kernelClass];
  const cost = own ?? (lender === undefined ? undefined : fit.model.classes.get(lender));
  const halfWidth = own === undefined ? unmeasuredHalfWidth : fit.halfWidth;
  const format = measurement.plan.cases[0]?.block.precision;
  return {
    kernelClass,
    roofline: rooflineOf(cost ?? { launchUs: 0, usPerFlop: 0, usPerByte: 1e6 / sheet.bandwidth }),
    trees: null,
    code: null,
    sms: sheet.sms,
    ranges: own === undefined ? null : rangesOf(kernelClass, measurement),
    band: { splitUs: 0, small: halfWidth, large: halfWidth },
    // Errors of one fit to few sizes go the same way.
    correlation: 1,
    formats: format === undefined ? undefined : formatsOfGraph(format),
    rules: own === undefined ? undefined : rulesOf(kernelClass, measurement),
    origin:
      own === undefined ? "No block with this kernel was timed." : "Fitted to blocks timed on this device.",
  };
}

function rooflineOf({ launchUs, usPerFlop, usPerByte }: ClassCost): Roofline {
  const rate = (cost: number) => (cost > 0 ? Math.min(unboundRate, 1 / cost) : unboundRate);
  const dram = rate(usPerByte);
  return {
    launch: Math.max(leastLaunch, launchUs),
    peak: rate(usPerFlop),
    cache: dram,
    dram,
    turn: 1,
    width: 1,
    sharpness: 1,
    halfUnits: 1e-9,
  };
}

/** Recurrences whose kernels of this class were timed. */
function rulesOf(kernelClass: KernelClass, measurement: Measurement): readonly RecurrenceRule[] {
  const kernels = fittedKernels(kernelClass, measurement);
  return [...new Set(kernels.flatMap((kernel) => (kernel.op === "recurrence" ? [kernel.rule] : [])))];
}

/** The kernels of one class in the fitted blocks. */
function fittedKernels(kernelClass: KernelClass, { plan, findings }: Measurement): readonly Kernel[] {
  const timed = new Set(findings.samples.map(({ id }) => id));
  return plan.cases
    .filter(({ id, role }) => role === "fit" && timed.has(id))
    .flatMap(({ block }) => {
      const formats = formatsOfGraph(block.precision);
      return kernelsOfBlock(block).filter((kernel) => classOf(kernel, formats).kernelClass === kernelClass);
    });
}

/** Smallest and largest of each dimension over the fitted blocks. */
function rangesOf(kernelClass: KernelClass, measurement: Measurement): KernelModel["ranges"] {
  const dimensions = fittedKernels(kernelClass, measurement).map(readDimensions);
  const [first] = dimensions;
  if (first === undefined) return null;
  return first.map((_, index) => {
    const values = dimensions.map((row) => row[index] ?? 0);
    return [Math.min(...values), Math.max(...values)] as const;
  });
}

/**
 * What a data sheet would say, from the fit: rates that matrix products reach, and the memory the browser tells of. No browser
 * tells a GPU's memory, nor any cache or number of compute units; `assumptions` names those for the reader.
 */
function measuredSheet({ backend, findings }: Measurement, fit: MeasurementFit): DataSheet {
  const gemm = fit.model.classes.get("gemm_bf16");
  const perSecond = (cost: number | undefined) => 1e6 / Math.max(cost ?? 0, 1 / unboundRate);
  const gib = 2 ** 30;
  const memoryBytes =
    backend.kind === "wasm" ? wasmLimits.weights : (findings.probe?.memoryGib ?? unknownMemoryGib) * gib;
  return {
    memoryBytes,
    bandwidth: perSecond(gemm?.usPerByte),
    peakBf16: perSecond(gemm?.usPerFlop),
    peakFp8: null,
    cacheBytes: 1,
    sms: 1,
  };
}

/** The figures of the sheet that nothing was measured for: a rate that never bound leaves no cost in the fit. */
function assumptions(
  { backend }: Measurement,
  fit: MeasurementFit,
): Pick<DeviceProfile, "memoryAssumed" | "assumedFigures"> {
  const gemm = fit.model.classes.get("gemm_bf16");
  const unseen = (cost: number | undefined) => cost === undefined || cost <= 0;
  return {
    ...(backend.kind !== "wasm" && { memoryAssumed: true as const }),
    assumedFigures: [
      ...(unseen(gemm?.usPerByte) ? (["bandwidth"] as const) : []),
      ...(unseen(gemm?.usPerFlop) ? (["peakBf16"] as const) : []),
      "cacheBytes",
      "sms",
    ],
  };
}
