import { seededRandom } from "../../base/random";
import type { MeasuredPart } from "../graph/blockCase";
import type { BlockGraph } from "../graph/blockGraph";
import { buildGraph } from "../graph/buildGraph";
import { weightFileBytes } from "../graph/weights";
import { checkCases } from "../plan/checkCases";
import { type CaseGroup, groupCases } from "../plan/groupCases";
import type { Plan, Protocol, TimedCase } from "../plan/plan";
import { roundSeconds } from "../plan/roundSeconds";
import { sampleStatistics } from "../plan/sampleStatistics";
import { visitsOf } from "../plan/visits";
import { errorLimit } from "../runtime/checkBlock";
import { type Bench, BrokenRuntimeError, DisagreementError, isFatal } from "./bench";
import type { RunEvent } from "./runEvents";
import { timeGroup } from "./timeGroup";

export interface RunHooks {
  emit(event: RunEvent): void;
  /** Resolves at once, or when a pause ends. */
  gate(): Promise<void>;
}

type PartKind = MeasuredPart["kind"];

/** A plan case with its graph. */
interface Prepared {
  readonly timed: TimedCase;
  readonly graph: BlockGraph;
  readonly weightBytes: number;
}

/**
 * Runs a plan on a back end: correctness first, then groups of cases in interleaved rounds of random order, with a
 * reference block before, between and after.
 * @throws DisagreementError when the back end is wrong, BrokenRuntimeError when the device or runtime is gone.
 */
export async function runPlan(bench: Bench, plan: Plan, hooks: RunHooks): Promise<void> {
  const unable = await checkOperators(bench, plan, hooks);
  const prepared = prepare(bench, plan.cases, unable, hooks);
  const reference = prepared.find(({ timed }) => timed.role === "reference");
  const timed = prepared.filter((one) => one !== reference);
  const groups = groupCases(timed, plan.protocol);
  const visits = visitsOf(groups);
  const graphs = new Map(prepared.map(({ timed: { id }, graph }) => [id, graph]));
  const total = timed.length;
  let done = 0;
  const visitReference = async () => {
    if (reference !== undefined) await timeReference(bench, reference, plan.protocol, hooks);
  };
  const random = seededRandom(plan.cases.length);
  // Time goes to groups by the length of their rounds, so that all of them get about as many.
  const weightOf = ({ cases }: CaseGroup) =>
    cases.reduce((sum, { timed: { block }, copies }) => sum + copies * roundSeconds(block, "wasm"), 0);
  const weight = groups.reduce((sum, group) => sum + weightOf(group), 0);
  hooks.emit({ kind: "progress", stage: "timing", done, total, label: "" });
  for (const { group, share } of visits) {
    await visitReference();
    await timeGroup(group, share, (share * plan.protocol.seconds * weightOf(group)) / weight, {
      bench,
      protocol: plan.protocol,
      random,
      graphOf: (id) => graphs.get(id) as BlockGraph,
      emit: hooks.emit,
      gate: hooks.gate,
      halfway: visits.length === 1 ? visitReference : async () => {},
      advance: (label, cases) => {
        done += share * cases;
        hooks.emit({ kind: "progress", stage: "timing", done, total, label });
      },
    });
  }
  await visitReference();
  hooks.emit({ kind: "progress", stage: "done", done: total, total, label: "" });
}

/**
 * Checks every kind of part the plan times, at the plan's number formats.
 * @returns the kinds of which this back end cannot run a graph, with its reason.
 */
async function checkOperators(
  bench: Bench,
  plan: Plan,
  hooks: RunHooks,
): Promise<ReadonlyMap<PartKind, string>> {
  const unable = new Map<PartKind, string>();
  const kinds = new Set(plan.cases.flatMap(({ block }) => block.parts.map(({ kind }) => kind)));
  const formats = new Map(plan.cases.map(({ block }) => [JSON.stringify(block.precision), block.precision]));
  const cases = [...formats.values()].flatMap((precision) =>
    checkCases(precision).filter(({ block }) => block.parts.some(({ kind }) => kinds.has(kind))),
  );
  for (const [index, { name, block }] of cases.entries()) {
    await hooks.gate();
    hooks.emit({ kind: "progress", stage: "checking", done: index, total: cases.length, label: name });
    const graph = buildGraph(block);
    if (!graph.ok) continue;
    const limit = errorLimit(block.precision.activations);
    const kind = block.parts[0]?.kind ?? "norm";
    const figure = await bench.check(block, graph.value, index + 1).catch((error: unknown) => {
      if (isFatal(error)) throw new BrokenRuntimeError("", error);
      unable.set(kind, error instanceof Error ? error.message : String(error));
      return null;
    });
    if (figure === null) continue;
    hooks.emit({ kind: "checked", name, figure, limit });
    if (!(figure.largestError <= limit)) throw new DisagreementError(name, figure, limit);
  }
  return unable;
}

/** Builds every graph; what cannot be built or run, or would exceed the device, is skipped with its reason. */
function prepare(
  bench: Bench,
  cases: readonly TimedCase[],
  unable: ReadonlyMap<PartKind, string>,
  hooks: RunHooks,
): readonly Prepared[] {
  return cases.flatMap((timed) => {
    const skip = (reason: string) => {
      hooks.emit({ kind: "skipped", id: timed.id, name: timed.name, reason });
      return [];
    };
    const lacking = timed.block.parts.find(({ kind }) => unable.has(kind));
    if (lacking !== undefined)
      return skip(`This back end does not run ${lacking.kind}: ${unable.get(lacking.kind)}`);
    const graph = buildGraph(timed.block);
    if (!graph.ok) return skip(graph.problems[0]?.message ?? "");
    const refusal = bench.refusal(graph.value);
    if (refusal !== null) return skip(refusal);
    return [{ timed, graph: graph.value, weightBytes: weightFileBytes(graph.value.weights) }];
  });
}

/** Runs of the reference block before it is timed, in ms: processors raise their clocks and engines their code in it. */
const referenceWarmUpMs = 300;

/** Times the reference block once more. */
async function timeReference(
  bench: Bench,
  { timed, graph }: Prepared,
  protocol: Protocol,
  hooks: RunHooks,
): Promise<void> {
  const broken = (error: unknown): never => {
    throw new BrokenRuntimeError(timed.id, error);
  };
  hooks.emit({ kind: "opening", id: timed.id });
  const session = await bench.open(graph, 3).catch(broken);
  const samples: number[] = [];
  try {
    const start = bench.now();
    while (bench.now() - start < referenceWarmUpMs) {
      await hooks.gate();
      await session.run().catch(broken);
    }
    for (let run = 0; run < protocol.rounds; run++) {
      await hooks.gate();
      samples.push(await session.run().catch(broken));
    }
  } finally {
    await session.release().catch(() => {});
  }
  hooks.emit({ kind: "reference", ms: sampleStatistics(samples).undisturbed });
}
