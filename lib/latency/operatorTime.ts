import { lowerStep, type StepPart } from "../cost/lower";
import { prefillChunkTokens } from "../cost/memory";
import type { Formats } from "../cost/precision";
import type { Workload } from "../cost/workload";
import type { Design } from "../design/design";
import type { Kernel } from "../design/kernel";
import type { LayerRef } from "../design/operatorKinds";
import { settingsOf } from "../design/settingsOf";
import type { Step } from "../design/step";
import { sumOverContexts } from "./contextIntegral";
import type { KernelClass } from "./kernel/kernelClass";
import { type KernelTime, timeCauses } from "./kernelTime";
import { kernelKey, type LookupTable } from "./lookupTable";

/** One kernel of an operator over a whole phase of a workload. */
export interface KernelTotal {
  /** Tells equal shapes apart from different ones: errors of equal shapes are one error. */
  readonly shape: string;
  readonly kernelClass: KernelClass;
  /** Microseconds over all steps of the phase, one layer. */
  readonly us: number;
  readonly halfWidth: number;
  readonly calibrated: boolean;
  readonly causes: readonly number[];
  readonly notes: readonly string[];
}

/** Kernels of one layer of an operator (or of a part outside the layers), by phase. */
export interface OperatorTotals {
  readonly prefill: readonly KernelTotal[];
  readonly decode: readonly KernelTotal[];
}

export type TimeTable = LookupTable<OperatorTotals>;

/** The parts of a workload an operator's time depends on, the batch resolved. */
export interface TimedWorkload {
  readonly phase: Workload["phase"];
  readonly batch: number;
  readonly prompt: number;
  readonly new: number;
  readonly formats: Formats;
}

/** A prefill pass: how many sequences and tokens at once, after which context, and how often. */
interface Pass {
  readonly step: Step;
  readonly times: number;
}

/**
 * Chunks of a very long prompt are timed in groups of a sixteenth of what came before, each by its middle: time grows linearly
 * with the context there, and a prompt of a billion tokens must not stop the page.
 */
const chunksPerGroup = 16;

/** Prompts run through in passes of at most the runtime's chunk of tokens: several sequences at once, or a long one in chunks. */
export function prefillPasses(batch: number, prompt: number): readonly Pass[] {
  if (prompt <= 0) return [];
  if (prompt <= prefillChunkTokens) {
    const together = Math.min(batch, Math.max(1, Math.floor(prefillChunkTokens / prompt)));
    const full = Math.floor(batch / together);
    const rest = batch - full * together;
    const pass = (sequences: number, times: number): Pass => ({
      step: { phase: "prefill", batch: sequences, tokens: prompt, context: 0 },
      times,
    });
    return rest > 0 ? [pass(together, full), pass(rest, 1)] : [pass(together, full)];
  }
  const chunks = Math.ceil(prompt / prefillChunkTokens);
  const passes: Pass[] = [];
  for (let chunk = 0; chunk < chunks - 1; ) {
    const alike = Math.min(chunks - 1 - chunk, Math.max(1, Math.floor(chunk / chunksPerGroup)));
    const middle = Math.round((chunk + (alike - 1) / 2) * prefillChunkTokens);
    passes.push({
      step: { phase: "prefill", batch: 1, tokens: prefillChunkTokens, context: middle },
      times: batch * alike,
    });
    chunk += alike;
  }
  const context = (chunks - 1) * prefillChunkTokens;
  passes.push({ step: { phase: "prefill", batch: 1, tokens: prompt - context, context }, times: batch });
  return passes;
}

/** Number of forward passes of a workload's prefill. */
export function prefillStepCount(workload: TimedWorkload): number {
  return workload.phase === "decode"
    ? 0
    : prefillPasses(workload.batch, workload.prompt).reduce((sum, pass) => sum + pass.times, 0);
}

/** Times of a layer of this reference under a workload, remembered by settings and workload. */
export function operatorTotals(
  table: TimeTable,
  design: Design,
  operator: LayerRef | StepPart,
  workload: TimedWorkload,
): OperatorTotals {
  return table.operator(operatorKey(design, operator, workload), () => {
    const alone: Design = isPart(operator)
      ? { ...design, stages: [] }
      : { ...design, stages: [{ repeat: 1, layers: [operator] }] };
    return {
      prefill: workload.phase === "decode" ? [] : prefillTotals(table, alone, operator, workload),
      decode: workload.phase === "prefill" ? [] : decodeTotals(table, alone, operator, workload),
    };
  });
}

function isPart(operator: LayerRef | StepPart): operator is StepPart {
  return operator === "embedding" || operator === "head" || operator === "sampling";
}

function operatorKey(design: Design, operator: LayerRef | StepPart, workload: TimedWorkload): string {
  const settings = isPart(operator) ? design.vocabSize : settingsKey(settingsOf(design, operator));
  const { formats } = workload;
  return `${operator}|${settings}|${design.hiddenSize}|${design.metaTokens ?? 0}|${settingsKey(design.norm ?? noNorm)}|${workload.phase},${workload.batch},${workload.prompt},${workload.new}|${formats.weights},${formats.cache},${formats.activations}`;
}

const noNorm = {};
const keysOfSettings = new WeakMap<object, string>();

/** JSON of a settings object, written once per object: documents are immutable. */
function settingsKey(settings: object): string {
  const known = keysOfSettings.get(settings);
  if (known !== undefined) return known;
  const text = JSON.stringify(settings);
  keysOfSettings.set(settings, text);
  return text;
}

function kernelsOf(design: Design, operator: LayerRef | StepPart, step: Step): readonly Kernel[] {
  return lowerStep(design, step).find((group) => group.operator === operator)?.kernels ?? [];
}

function prefillTotals(
  table: TimeTable,
  design: Design,
  operator: LayerRef | StepPart,
  workload: TimedWorkload,
): readonly KernelTotal[] {
  return prefillPasses(workload.batch, workload.prompt).flatMap(({ step, times }) =>
    kernelsOf(design, operator, step).map((kernel) =>
      total(kernelKey(kernel, workload.formats), table.kernel(kernel, workload.formats), times),
    ),
  );
}

function total(shape: string, time: KernelTime, times: number): KernelTotal {
  return { shape, ...time, us: time.us * times };
}

/** Kernels that do not see the context count once for every step; attention is integrated over the growing context. */
function decodeTotals(
  table: TimeTable,
  design: Design,
  operator: LayerRef | StepPart,
  workload: TimedWorkload,
): readonly KernelTotal[] {
  const { batch, prompt, formats } = workload;
  const start = workload.phase === "both" || workload.phase === "decode" ? prompt : 0;
  const kernels = kernelsOf(design, operator, { phase: "decode", batch, tokens: 1, context: 0 });
  return kernels.map((kernel) => {
    if (kernel.op !== "attention")
      return total(kernelKey(kernel, formats), table.kernel(kernel, formats), workload.new);
    return attentionTotal(table, kernel, kernel.context + start, workload);
  });
}

function attentionTotal(
  table: TimeTable,
  kernel: Extract<Kernel, { op: "attention" }>,
  start: number,
  { new: steps, formats }: TimedWorkload,
): KernelTotal {
  const at = (context: number) => table.kernel({ ...kernel, context: Math.round(context) }, formats);
  const us = sumOverContexts((context) => at(context).us, start, steps, kernel.window);
  const middle = at(start + steps / 2);
  const last = at(start + Math.max(0, steps - 1));
  return {
    shape: kernelKey({ ...kernel, context: 0 }, formats),
    kernelClass: middle.kernelClass,
    us,
    halfWidth: Math.max(middle.halfWidth, last.halfWidth),
    calibrated: middle.calibrated && last.calibrated,
    causes: timeCauses.map((_, index) => (middle.causes[index]! + last.causes[index]!) / 2),
    notes: last.notes,
  };
}
