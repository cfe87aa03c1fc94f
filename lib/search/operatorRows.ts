import { type MemoryTerms, memoryTerms } from "../cost/memory";
import { parameterTable, sumParameters } from "../cost/parameters";
import { formatsOf } from "../cost/precision";
import { finalContext, generatedTokens, type Workload } from "../cost/workload";
import { type Design, designSchema, type OperatorTable } from "../design/design";
import { kindOf, type LayerRef } from "../design/operatorKinds";
import { operators } from "../design/operators/registry";
import type { DeviceProfile } from "../latency/deviceProfile";
import {
  type KernelTotal,
  operatorTotals,
  prefillStepCount,
  type TimedWorkload,
} from "../latency/operatorTime";
import { tableOf } from "../latency/predictLatency";
import { layerGroup, type RuntimeStack } from "../latency/runtimeStack";
import { reachedUs } from "../latency/stackTime";
import type { QualityOptions } from "../quality/qualityOptions";
import { qualityShape } from "../quality/qualityShape";
import { candidateSettings, type SettingChoices } from "./candidateSettings";
import type { SearchSpace } from "./space";

/** The question a search asks of every candidate. */
export interface SearchConditions {
  readonly workload: Workload;
  readonly profile: DeviceProfile;
  readonly stack: RuntimeStack;
  /** One anchor for all candidates, so that their scores share an axis. */
  readonly quality: QualityOptions;
}

/** What one layer adds to a design at one hidden size, or what a design has outside its layers. */
export interface OperatorRow {
  readonly params: number;
  readonly nonEmbedding: number;
  readonly activeNonEmbedding: number;
  readonly weightBytes: number;
  readonly cacheEach: number;
  readonly stateEach: number;
  /** Activation bytes of a token in flight where this layer is the widest. */
  readonly perToken: number;
  /** Window of sliding-window attention, 0 for others. */
  readonly window: number;
}

/** What a layer adds to the time of a workload at a batch, kernels as the runtime stack reaches them. */
export interface TimeRow {
  readonly prefillKernelsUs: number;
  readonly decodeKernelsUs: number;
  readonly prefillOverheadUs: number;
  readonly decodeOverheadUs: number;
  readonly kernels: readonly KernelTotal[];
}

/** A design of the given layers with a candidate's settings: what the owners of the formulas are asked about. */
export function probeDesign(
  space: SearchSpace,
  refs: readonly LayerRef[],
  hiddenSize: number,
  choices: SettingChoices,
): Design {
  const { shareLayers: _unshared, ...base } = space.base;
  return {
    ...base,
    schema: designSchema,
    hiddenSize,
    stages: refs.length === 0 ? [] : [{ repeat: 1, layers: refs }],
    operators: Object.fromEntries(
      refs.map((ref) => [ref, candidateSettings(space, ref, hiddenSize, choices)]),
    ) as OperatorTable,
  };
}

/** What a design has outside its layers: embedding, head, final norm, meta tokens. */
export function baseRow(empty: Design, conditions: SearchConditions): OperatorRow & { terms: MemoryTerms } {
  const { workload } = conditions;
  const terms = memoryTerms(empty, finalContext(workload), workload);
  const shape = qualityShape(empty);
  return {
    params: sumParameters(parameterTable(empty)).total,
    nonEmbedding: shape.nonEmbedding,
    activeNonEmbedding: shape.activeNonEmbedding,
    weightBytes: terms.weights,
    cacheEach: terms.cacheEach,
    stateEach: terms.stateEach,
    perToken: terms.perToken,
    window: 0,
    terms,
  };
}

/** What one layer adds: a design of this layer alone, less one of none. */
export function layerRow(alone: Design, base: OperatorRow, conditions: SearchConditions): OperatorRow {
  const { workload } = conditions;
  const terms = memoryTerms(alone, finalContext(workload), workload);
  const shape = qualityShape(alone);
  return {
    params: sumParameters(parameterTable(alone)).total - base.params,
    nonEmbedding: shape.nonEmbedding - base.nonEmbedding,
    activeNonEmbedding: shape.activeNonEmbedding - base.activeNonEmbedding,
    weightBytes: terms.weights - base.weightBytes,
    cacheEach: terms.cacheEach - base.cacheEach,
    stateEach: terms.stateEach - base.stateEach,
    perToken: terms.perToken,
    window: shape.window ?? 0,
  };
}

/** A workload with its batch resolved, as operators are timed. */
export function timedWorkload({ workload }: SearchConditions, batch: number): TimedWorkload {
  return {
    phase: workload.phase,
    batch,
    prompt: workload.prompt,
    new: generatedTokens(workload),
    formats: formatsOf(workload),
  };
}

/** Time of one layer, with the stack's overhead for its kind. */
export function layerTime(
  alone: Design,
  ref: LayerRef,
  conditions: SearchConditions,
  batch: number,
): TimeRow {
  const timed = timedWorkload(conditions, batch);
  const totals = operatorTotals(tableOf(conditions.profile), alone, ref, timed);
  const overheadUs = conditions.stack.perLayerUs[layerGroup(operators[kindOf(ref)].family)];
  return {
    prefillKernelsUs: reachedSum(conditions.stack, totals.prefill),
    decodeKernelsUs: reachedSum(conditions.stack, totals.decode),
    prefillOverheadUs: overheadUs * prefillStepCount(timed),
    decodeOverheadUs: overheadUs * timed.new,
    kernels: [...totals.prefill, ...totals.decode],
  };
}

/** Time outside the layers: embedding, head, sampling, and the stack's overhead of a step. */
export function baseTime(empty: Design, conditions: SearchConditions, batch: number): TimeRow {
  const timed = timedWorkload(conditions, batch);
  const totals = (["embedding", "head", "sampling"] as const).map((part) =>
    operatorTotals(tableOf(conditions.profile), empty, part, timed),
  );
  const prefill = totals.flatMap((total) => total.prefill);
  const decode = totals.flatMap((total) => total.decode);
  return {
    prefillKernelsUs: reachedSum(conditions.stack, prefill),
    decodeKernelsUs: reachedSum(conditions.stack, decode),
    prefillOverheadUs: conditions.stack.perStepUs * prefillStepCount(timed),
    decodeOverheadUs: conditions.stack.perStepUs * timed.new,
    kernels: [...prefill, ...decode],
  };
}

/** Time of kernels as the stack reaches them. */
function reachedSum(stack: RuntimeStack, kernels: readonly KernelTotal[]): number {
  let sum = 0;
  for (const total of kernels) sum += reachedUs(stack, total);
  return sum;
}
