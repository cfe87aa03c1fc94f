import type { Estimate, Unit } from "../base/estimate";
import { fail, ok, type Problem, type Result } from "../base/result";
import { memoryTerms } from "../cost/memory";
import { formatsOf } from "../cost/precision";
import { finalContext, generatedTokens, type Workload } from "../cost/workload";
import type { Design } from "../design/design";
import { breakdowns } from "./breakdowns";
import { combineErrors } from "./combineErrors";
import type { DeviceProfile } from "./deviceProfile";
import { LookupTable } from "./lookupTable";
import { batchThatFits, memoryFigures } from "./memoryFigures";
import type { TimedWorkload, TimeTable } from "./operatorTime";
import type { LatencyPrediction } from "./prediction";
import type { RuntimeStack } from "./runtimeStack";
import { type StackedPhase, stackPhase } from "./stackTime";
import { workloadTimes } from "./workloadTimes";

const tables = new WeakMap<DeviceProfile, TimeTable>();

/** The look-up table of a profile; predictions of every design on that profile share it. */
export function tableOf(profile: DeviceProfile): TimeTable {
  const known = tables.get(profile);
  if (known !== undefined) return known;
  const table: TimeTable = new LookupTable(profile);
  tables.set(profile, table);
  return table;
}

/**
 * Latency, throughput and memory of a design for a workload on a device with a runtime stack (the profile's default when
 * absent). A step is the sum of its kernels, as the stack reaches them, plus the stack's overhead for each layer and step;
 * decode is integrated over the growing context. Refuses workloads that make no sense, and asking for the largest batch where
 * none fits; a stated batch that does not fit is predicted with a warning.
 */
export function predictLatency(
  design: Design,
  workload: Workload,
  profile: DeviceProfile,
  stackId: string = defaultStackFor(profile, workload),
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
  const context = finalContext(workload);
  const terms = memoryTerms(design, context, workload);
  const fits = batchThatFits(terms, profile);
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
    new: generatedTokens(workload),
    formats: formatsOf(workload),
  };
  const { prefill, decode, layers } = workloadTimes(tableOf(profile), design, timed);
  const phases = {
    prefill: stackPhase(stack, prefill, layers),
    decode: stackPhase(stack, decode, layers),
  };
  return ok({
    ...figures(profile, stack, timed, phases),
    ...breakdowns([phases.prefill, phases.decode]),
    ...memoryFigures(terms, batch, profile),
    batch,
    misfit: misfitOf(profile, batch, fits),
    warnings: warnings(design, workload, profile, stack, { batch, fits, context }, phases),
  });
}

/** The profile's default stack; among stacks fitted by precision, the one of the workload's. */
export function defaultStackFor(profile: DeviceProfile, { precision }: Pick<Workload, "precision">): string {
  const usual = profile.stacks.find(({ id }) => id === profile.defaultStack);
  if (usual?.precision === undefined || usual.precision === precision) return profile.defaultStack;
  return profile.stacks.find((stack) => stack.precision === precision)?.id ?? profile.defaultStack;
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

interface Phases {
  readonly prefill: StackedPhase;
  readonly decode: StackedPhase;
}

type Figures = Pick<LatencyPrediction, "latencyMs" | "prefillMs" | "msPerToken" | "tokensPerSecond">;

function figures(
  profile: DeviceProfile,
  stack: RuntimeStack,
  timed: TimedWorkload,
  { prefill, decode }: Phases,
): Figures {
  const whole = judged(profile, stack, [prefill, decode]);
  const tokens = timed.batch * (timed.phase === "prefill" ? timed.prompt : timed.new);
  return {
    latencyMs: whole("ms", (ms) => ms),
    prefillMs: timed.phase === "decode" ? null : judged(profile, stack, [prefill])("ms", (ms) => ms),
    msPerToken:
      timed.phase === "prefill"
        ? null
        : (timed.phase === "decode" ? whole : judged(profile, stack, [decode]))(
            "ms/token",
            (ms) => ms / timed.new,
          ),
    tokensPerSecond: whole("tokens/s", (ms) => (1000 * tokens) / ms),
  };
}

/** Largest share of the kernel time that uncalibrated kernels may take while the whole still counts as calibrated. */
const modelledShare = 0.05;

/** Time of the phases with interval, source and provenance, ready to be stated in any unit that follows from it. */
function judged(profile: DeviceProfile, stack: RuntimeStack, phases: readonly StackedPhase[]) {
  let us = 0;
  let kernelUs = 0;
  let modelledUs = 0;
  for (const phase of phases) {
    us += phase.us;
    for (const kernel of phase.kernels) {
      kernelUs += kernel.us;
      if (!kernel.total.calibrated) modelledUs += kernel.us;
    }
  }
  const modelled = kernelUs > 0 ? modelledUs / kernelUs : 0;
  const halfWidth = combineErrors(
    profile,
    stack,
    us,
    phases.flatMap(({ kernels }) => kernels),
  );
  const source = stack.calibrated && modelled <= modelledShare ? "calibrated" : "modelled";
  const provenance = `Kernel models of ${profile.name}, runtime stack ${stack.name}; ${Math.round(100 * modelled)} % of the kernel time is not calibrated. ${stack.origin}`;
  return (unit: Unit, state: (ms: number) => number): Estimate => {
    const low = state((us / 1000) * Math.exp(-halfWidth));
    const high = state((us / 1000) * Math.exp(halfWidth));
    return {
      value: state(us / 1000),
      unit,
      lo: Math.min(low, high),
      hi: Math.max(low, high),
      source,
      provenance,
    };
  };
}

/** Whether matrix products were measured (or are known) in 16-bit formats, from which fp32 has to be derived. */
function measuredIn16Bits({ models }: DeviceProfile): boolean {
  return models.gemm_bf16.formats?.activations !== "fp32";
}

function misfitOf({ name }: DeviceProfile, batch: number, fits: number): string | null {
  if (batch <= fits) return null;
  return `A batch of ${batch} does not fit the memory of ${name}; ${fits === 0 ? "none" : fits} would.`;
}

function warnings(
  design: Design,
  { precision }: Workload,
  profile: DeviceProfile,
  stack: RuntimeStack,
  size: { readonly batch: number; readonly fits: number; readonly context: number },
  phases: Phases,
): readonly string[] {
  const notes = new Set<string>();
  const misfit = misfitOf(profile, size.batch, size.fits);
  if (misfit !== null) notes.add(misfit);
  if (design.maxPositions !== undefined && size.context > design.maxPositions)
    notes.add(
      `The context of ${size.context} goes beyond the ${design.maxPositions} positions the design states.`,
    );
  if ((precision === "int4" || precision === "int8") && stack.precision !== precision)
    notes.add(
      `${precision} times are bytes over bandwidth: no runtime's ${precision} kernels were calibrated.`,
    );
  if (precision === "fp32" && stack.precision !== "fp32" && measuredIn16Bits(profile))
    notes.add(
      "fp32 arithmetic was not measured: it runs at a half (TF32) to a fifteenth (CUDA cores) of the bf16 rate, whichever the runtime chooses; the middle is predicted, and the band reaches both.",
    );
  for (const { kernels } of [phases.prefill, phases.decode])
    for (const { total } of kernels) for (const note of total.notes) notes.add(note);
  return [...notes];
}
