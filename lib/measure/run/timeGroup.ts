import type { Random } from "../../base/random";
import type { BlockGraph } from "../graph/graphBuilder";
import type { CaseGroup, RingedCase } from "../plan/groupCases";
import type { Protocol } from "../plan/plan";
import { isNoisy, sampleStatistics } from "../plan/sampleStatistics";
import { type Bench, BrokenRuntimeError, isFatal, type TimedSession } from "./bench";
import type { CaseSamples, RunEvent } from "./runEvents";

/** What a running group needs around it. */
export interface GroupContext {
  readonly bench: Bench;
  readonly protocol: Protocol;
  readonly random: Random;
  readonly graphOf: (caseId: string) => BlockGraph;
  readonly emit: (event: RunEvent) => void;
  /** Resolves at once, or when a pause ends. */
  readonly gate: () => Promise<void>;
  /** Moves progress by a number of cases. */
  readonly advance: (label: string, cases: number) => void;
}

/** What is gathered of a case while its group runs. */
interface CaseState {
  readonly ringed: RingedCase;
  copies: number;
  createMs: number;
  firstRunMs: number;
  samplesMs: number[];
  reruns: number;
}

/** An open copy of a case. */
interface Copy {
  readonly session: TimedSession;
  readonly state: CaseState;
}

/**
 * Opens the cases of a group, times them in turns, and repeats those that scatter too much.
 * @param seconds time for the counted rounds.
 * @throws BrokenRuntimeError when the device or the runtime is gone.
 */
export async function timeGroup(group: CaseGroup, seconds: number, context: GroupContext): Promise<void> {
  const { protocol, emit } = context;
  const copies: Copy[] = [];
  try {
    for (const ringed of group.cases) {
      copies.push(...(await openCase(ringed, context)));
      context.advance(ringed.timed.name, 0.5);
    }
    const states = [...new Set(copies.map(({ state }) => state))];
    await timeInTurns(copies, seconds, context);
    context.advance("", 0.5 * group.cases.length);
    for (let rerun = 0; rerun < protocol.reruns; rerun++) {
      const noisy = states.filter(({ samplesMs }) => isNoisy(sampleStatistics(samplesMs)));
      if (noisy.length === 0) break;
      for (const state of noisy) {
        state.samplesMs = [];
        state.reruns += 1;
      }
      const again = withColdNeighbours(copies, noisy, protocol.coldBytes);
      await timeInTurns(again, (seconds * noisy.length) / states.length, context, noisy);
    }
    for (const state of states) emit({ kind: "samples", samples: finished(state) });
  } finally {
    for (const { session } of copies) await session.release().catch(() => {});
  }
}

/** Opens all copies of a case and runs each once. A case that does not fit is skipped; the others go on. */
async function openCase(ringed: RingedCase, context: GroupContext): Promise<readonly Copy[]> {
  const { bench, emit, gate, graphOf } = context;
  const { id, name } = ringed.timed;
  const state: CaseState = { ringed, copies: 0, createMs: 0, firstRunMs: 0, samplesMs: [], reruns: 0 };
  const copies: Copy[] = [];
  await gate();
  emit({ kind: "opening", id });
  while (copies.length < ringed.copies)
    try {
      const start = bench.now();
      const session = await bench.open(graphOf(id), 1000 * copies.length + 7);
      const createMs = bench.now() - start;
      copies.push({ session, state });
      const firstRunMs = await session.run();
      if (copies.length === 1) Object.assign(state, { createMs, firstRunMs });
    } catch (error) {
      if (isFatal(error)) throw new BrokenRuntimeError(id, error);
      // A ring may be shorter than planned; a case without any session is skipped.
      if (copies.length > 1) break;
      const reason = error instanceof Error ? error.message : String(error);
      emit({ kind: "skipped", id, name, reason: `It did not run: ${reason}` });
      for (const { session } of copies) await session.release().catch(() => {});
      return [];
    }
  state.copies = copies.length;
  return copies;
}

/** Decode steps are short and disturbed the most; prompts take long and vary little. */
function decodes({ state }: Copy): boolean {
  return state.ringed.timed.block.phase === "decode";
}

/**
 * Rounds over all copies in random order, warm-ups first, until there are enough or the time is up. Prompts take part in
 * every second round. The copies are dealt into two halves once, and each half is shuffled every round: half of all weights
 * pass through the cache between any two runs of one copy, where a free order would now and then bring it back hot.
 */
async function timeInTurns(
  copies: readonly Copy[],
  seconds: number,
  context: GroupContext,
  counted?: readonly CaseState[],
): Promise<void> {
  const { bench, protocol, random, gate } = context;
  if (copies.length === 0) return;
  const fewestCopies = Math.min(...copies.map(({ state }) => state.copies));
  const wanted = Math.ceil(protocol.rounds / fewestCopies);
  const fewest = Math.ceil(protocol.fewestRounds / fewestCopies);
  const mixed = shuffled(copies, random);
  const middle = Math.ceil(mixed.length / 2);
  const halves = [mixed.slice(0, middle), mixed.slice(middle)];
  let start = bench.now();
  for (let round = -protocol.warmUps; round < wanted; round++) {
    if (round === 0) start = bench.now();
    if (round >= fewest && bench.now() - start > seconds * 1000) return;
    const turn = halves.flatMap((half) => shuffled(round % 2 === 0 ? half : half.filter(decodes), random));
    for (const { session, state } of turn) {
      await gate();
      const ms = await session.run().catch((error: unknown) => {
        throw new BrokenRuntimeError(state.ringed.timed.id, error);
      });
      if (round >= 0 && (counted?.includes(state) ?? true)) state.samplesMs.push(ms);
    }
  }
}

/**
 * The copies of the noisy cases, and so many others that as many weights as before pass through the cache between two
 * runs: decode blocks first, which read the most weights in the least time.
 */
function withColdNeighbours(
  copies: readonly Copy[],
  noisy: readonly CaseState[],
  coldBytes: number,
): readonly Copy[] {
  const chosen = copies.filter(({ state }) => noisy.includes(state));
  let bytes = chosen.reduce((sum, { state }) => sum + state.ringed.weightBytes, 0);
  const neighbours = copies
    .filter((copy) => !noisy.includes(copy.state) && decodes(copy))
    .sort((a, b) => b.state.ringed.weightBytes - a.state.ringed.weightBytes);
  for (const neighbour of neighbours) {
    if (bytes >= coldBytes) break;
    chosen.push(neighbour);
    bytes += neighbour.state.ringed.weightBytes;
  }
  return chosen;
}

function finished(state: CaseState): CaseSamples {
  const { timed, weightBytes } = state.ringed;
  const { samplesMs, createMs, firstRunMs, copies, reruns } = state;
  return {
    id: timed.id,
    name: timed.name,
    role: timed.role,
    samplesMs,
    createMs,
    firstRunMs,
    weightBytes,
    copies,
    reruns,
    noisy: isNoisy(sampleStatistics(samplesMs)),
  };
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}
