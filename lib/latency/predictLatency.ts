import type { Estimate, Unit } from "../base/estimate";
import { exact } from "../base/estimate";
import { fail, ok, type Problem, type Result } from "../base/result";
import type { StepPart } from "../cost/lower";
import { largestBatch, memoryOf } from "../cost/memory";
import { formatsOf } from "../cost/precision";
import type { Workload } from "../cost/workload";
import type { Design } from "../design/design";
import { countLayers } from "../design/flatten";
import type { LayerRef } from "../design/operatorKinds";
import { bindOperator } from "../design/settingsOf";
import { combineErrors } from "./combineErrors";
import type { DeviceProfile } from "./deviceProfile";
import { type KernelClass, kernelClasses, kernelClassLabels } from "./kernel/kernelClass";
import { timeCauses } from "./kernelTime";
import { LookupTable } from "./lookupTable";
import {
  type KernelTotal,
  operatorTotals,
  prefillStepCount,
  type TimedWorkload,
  type TimeTable,
} from "./operatorTime";
import type { LatencyPrediction, ModelPart, OperatorTime } from "./prediction";
import { layerGroup, phaseUs, type RuntimeStack } from "./runtimeStack";

const tables = new WeakMap<DeviceProfile, TimeTable>();

/** The look-up table of a profile; predictions of every design on that profile share it. */
export function tableOf(profile: DeviceProfile): TimeTable {
  const known = tables.get(profile);
  if (known !== undefined) return known;
  const table: TimeTable = new LookupTable(profile);
  tables.set(profile, table);
  return table;
}

/** Largest share of the time that uncalibrated kernels may take while the whole still counts as calibrated. */
const modelledShare = 0.05;

/**
 * Latency, throughput and memory of a design for a workload on a device with a runtime stack (the profile's default when
 * absent). A step is the sum of its kernels, as the stack reaches them, plus the stack's overhead for each layer and step;
 * decode is integrated over the growing context. Refuses workloads that make no sense and models that do not fit.
 */
export function predictLatency(
  design: Design,
  workload: Workload,
  profile: DeviceProfile,
  stackId: string = profile.defaultStack,
): Result<LatencyPrediction> {
  const stack = profile.stacks.find(({ id }) => id === stackId);
  if (stack === undefined)
    return fail({
      field: "stack",
      message: `${profile.name} has no stack ${stackId}.`,
      mend: `It has ${profile.stacks.map(({ id }) => id).join(", ")}.`,
    });
  const problems = workloadProblems(workload);
  if (problems.length > 0) return { ok: false, problems };
  const context = workload.prompt + workload.new;
  const availableBytes = profile.sheet.memoryBytes - profile.reserveBytes;
  const fits = largestBatch(design, { context, workload, availableBytes });
  if (workload.batch === "max" && fits === 0)
    return fail({
      field: "batch",
      message: `Not even one sequence of ${context} positions fits the memory of ${profile.name}.`,
    });
  const batch = workload.batch === "max" ? fits : workload.batch;
  const timed: TimedWorkload = {
    phase: workload.phase,
    batch,
    prompt: workload.prompt,
    new: workload.phase === "prefill" ? 0 : workload.new,
    formats: formatsOf(workload),
  };
  const memory = memoryOf(design, { batch, context, workload });
  const parts = gather(tableOf(profile), design, timed, stack);
  const warnings = [
    ...notesOf(parts.kernels),
    ...(batch > fits
      ? [`A batch of ${batch} does not fit the memory of ${profile.name}; ${fits} would.`]
      : []),
    ...(design.maxPositions !== undefined && context > design.maxPositions
      ? [`The context of ${context} goes beyond the design's ${design.maxPositions} positions.`]
      : []),
    ...formatNote(workload),
  ];
  return ok({
    ...timesOf(profile, stack, timed, parts),
    maxBatch: exact(
      fits,
      "sequences",
      "Weights, caches, states and activations against the device's memory less its reserve.",
    ),
    memoryBytes: exact(
      memory.totalBytes,
      "B",
      "Weights, caches at the final context, states and activations of the batch.",
    ),
    batch,
    warnings,
  });
}

function workloadProblems(workload: Workload): readonly Problem[] {
  const problems: Problem[] = [];
  const whole = (field: "prompt" | "new" | "batch", value: number, least: number) => {
    if (!Number.isInteger(value) || value < least)
      problems.push({ field, message: `must be a whole number of at least ${least}, but is ${value}.` });
  };
  if (workload.batch !== "max") whole("batch", workload.batch, 1);
  whole("prompt", workload.prompt, workload.phase === "decode" ? 0 : 1);
  whole("new", workload.new, workload.phase === "prefill" ? 0 : 1);
  return problems;
}

/** A kernel of one operator with how many layers run it. */
interface CountedKernel {
  readonly total: KernelTotal;
  readonly count: number;
}

interface PhaseParts {
  readonly kernels: CountedKernel[];
  kernelsUs: number;
  overheadUs: number;
}

interface Parts {
  readonly kernels: readonly CountedKernel[];
  readonly prefill: PhaseParts;
  readonly decode: PhaseParts;
  /** Kernel time and layer overhead by operator, prefill and decode. */
  readonly operators: readonly {
    readonly operator: LayerRef | StepPart;
    readonly prefillUs: number;
    readonly decodeUs: number;
    readonly prefillOverheadUs: number;
    readonly decodeOverheadUs: number;
  }[];
}

function gather(table: TimeTable, design: Design, timed: TimedWorkload, stack: RuntimeStack): Parts {
  const prefill: PhaseParts = { kernels: [], kernelsUs: 0, overheadUs: 0 };
  const decode: PhaseParts = { kernels: [], kernelsUs: 0, overheadUs: 0 };
  const prefillSteps = prefillStepCount(timed);
  const operators: Parts["operators"][number][] = [];
  const add = (operator: LayerRef | StepPart, count: number, overheadUs: number) => {
    const totals = operatorTotals(table, design, operator, timed);
    const sum = (phase: PhaseParts, kernels: readonly KernelTotal[]) => {
      let us = 0;
      for (const total of kernels) {
        us += count * total.us;
        phase.kernels.push({ total, count });
      }
      phase.kernelsUs += us;
      return us;
    };
    const prefillOverheadUs = overheadUs * prefillSteps;
    const decodeOverheadUs = overheadUs * timed.new;
    prefill.overheadUs += prefillOverheadUs;
    decode.overheadUs += decodeOverheadUs;
    operators.push({
      operator,
      prefillUs: sum(prefill, totals.prefill),
      decodeUs: sum(decode, totals.decode),
      prefillOverheadUs,
      decodeOverheadUs,
    });
  };
  add("embedding", 1, 0);
  for (const [ref, count] of countLayers(design.stages))
    add(ref, count, count * stack.perLayerUs[layerGroup(bindOperator(design, ref).family)]);
  add("head", 1, 0);
  add("sampling", 1, 0);
  prefill.overheadUs += stack.perStepUs * prefillSteps;
  decode.overheadUs += stack.perStepUs * timed.new;
  return { kernels: [...prefill.kernels, ...decode.kernels], prefill, decode, operators };
}

type Times = Omit<LatencyPrediction, "maxBatch" | "memoryBytes" | "batch" | "warnings">;

function timesOf(profile: DeviceProfile, stack: RuntimeStack, timed: TimedWorkload, parts: Parts): Times {
  const prefillUs = phaseUs(stack, parts.prefill.kernelsUs, parts.prefill.overheadUs);
  const decodeUs = phaseUs(stack, parts.decode.kernelsUs, parts.decode.overheadUs);
  const totalUs = prefillUs + decodeUs;
  const estimate = (
    us: number,
    kernels: readonly CountedKernel[],
    scale: (ms: number) => number,
    unit: Unit,
  ) => estimateOf(profile, stack, us, kernels, scale, unit);
  const ms = (value: number) => value;
  const generated = timed.batch * (timed.phase === "prefill" ? timed.prompt : timed.new);
  return {
    latencyMs: estimate(totalUs, parts.kernels, ms, "ms"),
    prefillMs: timed.phase === "decode" ? null : estimate(prefillUs, parts.prefill.kernels, ms, "ms"),
    msPerToken:
      timed.phase === "prefill"
        ? null
        : estimate(decodeUs, parts.decode.kernels, (value) => value / timed.new, "ms/token"),
    tokensPerSecond: estimate(totalUs, parts.kernels, (value) => (1000 * generated) / value, "tokens/s"),
    ...breakdowns(stack, parts, prefillUs, decodeUs),
  };
}

function estimateOf(
  profile: DeviceProfile,
  stack: RuntimeStack,
  us: number,
  kernels: readonly CountedKernel[],
  scale: (ms: number) => number,
  unit: Unit,
): Estimate {
  let kernelUs = 0;
  let modelledUs = 0;
  for (const { total, count } of kernels) {
    kernelUs += count * total.us;
    if (!total.calibrated) modelledUs += count * total.us;
  }
  const modelled = kernelUs > 0 ? modelledUs / kernelUs : 0;
  const halfWidth = combineErrors(profile, stack, us, kernels);
  const ends = [scale((us / 1000) * Math.exp(-halfWidth)), scale((us / 1000) * Math.exp(halfWidth))];
  return {
    value: scale(us / 1000),
    unit,
    lo: Math.min(...ends),
    hi: Math.max(...ends),
    source: stack.calibrated && modelled <= modelledShare ? "calibrated" : "modelled",
    provenance: `Kernel models of ${profile.name}, runtime stack ${stack.name}; ${Math.round(100 * modelled)} % of the kernel time is not calibrated. ${stack.origin}`,
  };
}

/** Times by operator, kernel class and cause; each adds up to the whole. */
function breakdowns(
  stack: RuntimeStack,
  parts: Parts,
  prefillUs: number,
  decodeUs: number,
): Pick<Times, "breakdown" | "byKernelClass" | "byCause"> {
  const totalUs = prefillUs + decodeUs;
  const scale = {
    prefill: scaleOf(parts.prefill, stack, prefillUs),
    decode: scaleOf(parts.decode, stack, decodeUs),
  };
  const operators = new Map<LayerRef | ModelPart, number>();
  let layerOverheadUs = 0;
  for (const part of parts.operators) {
    const overhead =
      part.prefillOverheadUs * scale.prefill.overhead + part.decodeOverheadUs * scale.decode.overhead;
    layerOverheadUs += overhead;
    operators.set(
      part.operator,
      part.prefillUs * scale.prefill.kernels + part.decodeUs * scale.decode.kernels + overhead,
    );
  }
  const overheadUs =
    parts.prefill.overheadUs * scale.prefill.overhead + parts.decode.overheadUs * scale.decode.overhead;
  operators.set("runtime", Math.max(0, overheadUs - layerOverheadUs));
  const classUs = new Map<KernelClass, number>();
  const causeUs = new Float64Array(timeCauses.length);
  for (const phase of ["prefill", "decode"] as const)
    for (const { total, count } of parts[phase].kernels) {
      const us = count * total.us * scale[phase].kernels;
      classUs.set(total.kernelClass, (classUs.get(total.kernelClass) ?? 0) + us);
      for (let cause = 0; cause < causeUs.length; cause++) causeUs[cause]! += us * total.causes[cause]!;
    }
  causeUs[timeCauses.length - 1]! += overheadUs;
  const share = (us: number) => (totalUs > 0 ? us / totalUs : 0);
  return {
    breakdown: [...operators]
      .filter(([, us]) => us > 0)
      .map(([operator, us]): OperatorTime => ({ operator, ms: us / 1000, share: share(us) }))
      .sort((a, b) => b.ms - a.ms),
    byKernelClass: [
      ...kernelClasses
        .filter((kernelClass) => (classUs.get(kernelClass) ?? 0) > 0)
        .map((kernelClass) => {
          const us = classUs.get(kernelClass)!;
          return { kernelClass: kernelClassLabels[kernelClass], ms: us / 1000, share: share(us) };
        }),
      ...(overheadUs > 0
        ? [{ kernelClass: "Runtime overhead", ms: overheadUs / 1000, share: share(overheadUs) }]
        : []),
    ].sort((a, b) => b.ms - a.ms),
    byCause: timeCauses
      .map((cause, index) => ({ cause, ms: causeUs[index]! / 1000, share: share(causeUs[index]!) }))
      .filter(({ ms }) => ms > 0)
      .sort((a, b) => b.ms - a.ms),
  };
}

/** Factors that bring kernels and overhead to the phase's time: both show in full in a graph, in part where they overlap. */
function scaleOf(
  phase: PhaseParts,
  stack: RuntimeStack,
  us: number,
): { readonly kernels: number; readonly overhead: number } {
  const sum = stack.factor * phase.kernelsUs + phase.overheadUs;
  const shown = sum > 0 ? us / sum : 0;
  return { kernels: shown * stack.factor, overhead: shown };
}

/** Notes of the kernels, each once. */
function notesOf(kernels: readonly CountedKernel[]): readonly string[] {
  const notes = new Set<string>();
  for (const { total } of kernels) for (const note of total.notes) notes.add(note);
  return [...notes];
}

function formatNote({ precision }: Workload): readonly string[] {
  return precision === "int4" || precision === "int8"
    ? [`${precision} times are bytes over bandwidth: no runtime's ${precision} kernels were calibrated here.`]
    : [];
}
