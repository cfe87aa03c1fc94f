import type { Random } from "../../base/random";
import type { RingedCase } from "../plan/groupCases";
import { type Protocol, promptEvery } from "../plan/plan";
import { quietRounds } from "../plan/quietRounds";
import { type Bench, BrokenRuntimeError, type TimedSession } from "./bench";

/** An open copy of a case. */
export interface Copy {
  readonly session: TimedSession;
  readonly ringed: RingedCase;
}

/** What timing in rounds needs around it. */
export interface RoundContext {
  readonly bench: Bench;
  readonly protocol: Protocol;
  readonly random: Random;
  /** Resolves at once, or when a pause ends. */
  readonly gate: () => Promise<void>;
  /** Called once when half of the rounds are through. */
  readonly halfway: () => Promise<void>;
  /** Told after each counted round how much of the rounds is through, 0 to 1. */
  readonly onRound: (progress: number) => void;
}

/** Times of each case by its id, ms, in the order they were taken, and how many rounds were dropped as disturbed. */
export interface RoundTimes {
  readonly samplesMs: ReadonlyMap<string, readonly number[]>;
  readonly dropped: number;
}

/** One pass over the copies. */
interface Round {
  /** Time of the decode steps together, ms: they take part in every round, so rounds can be compared by it. */
  readonly decodeMs: number;
  readonly times: readonly { readonly id: string; readonly ms: number }[];
}

/**
 * Times all copies side by side in rounds of random order, warm-ups first, until there are enough quiet rounds or the time
 * is up. Every case lives through the same disturbances in this way: what slows the machine for a second slows a stack
 * and its blocks alike. Rounds that other work disturbed are dropped as a whole and replaced.
 *
 * The copies are dealt into two halves once, and each half is shuffled every round: half of all weights pass through the
 * cache between any two runs of one copy, where a free order would now and then bring it back hot.
 * @param share of the protocol's rounds to do here.
 * @param seconds time for the counted rounds; replacing disturbed ones may take as long again.
 * @throws BrokenRuntimeError when the device or the runtime is gone.
 */
export async function timeInRounds(
  copies: readonly Copy[],
  share: number,
  seconds: number,
  context: RoundContext,
): Promise<RoundTimes> {
  const { bench, protocol, random } = context;
  const fewestCopies = Math.min(...copies.map(({ ringed }) => ringed.copies));
  const wanted = Math.ceil((share * protocol.rounds) / fewestCopies);
  const fewest = Math.ceil((share * protocol.fewestRounds) / fewestCopies);
  const mixed = shuffled(copies, random);
  const middle = Math.ceil(mixed.length / 2);
  const halves = [mixed.slice(0, middle), mixed.slice(middle)];
  const turn = (place: number) =>
    halves.flatMap((half) => shuffled(place % promptEvery === 0 ? half : half.filter(decodes), random));

  for (let warmUp = 0; warmUp < protocol.warmUps; warmUp++) await runRound(turn(warmUp), context);
  const rounds: Round[] = [];
  const start = bench.now();
  let quiet = 0;
  while (quiet < wanted && rounds.length < wanted * (1 + protocol.reruns)) {
    const elapsed = (bench.now() - start) / 1000;
    if (rounds.length >= fewest && elapsed > (quiet < fewest ? 2 : 1) * seconds) break;
    rounds.push(await runRound(turn(rounds.length), context));
    quiet = quietRounds(rounds.map(({ decodeMs }) => decodeMs)).filter(Boolean).length;
    context.onRound(Math.min(1, Math.max(quiet / wanted, (bench.now() - start) / 1000 / seconds)));
    if (rounds.length === Math.ceil(wanted / 2)) await context.halfway();
  }
  return keepQuiet(rounds, copies);
}

async function runRound(turn: readonly Copy[], { gate }: RoundContext): Promise<Round> {
  const times: { id: string; ms: number }[] = [];
  let decodeMs = 0;
  for (const copy of turn) {
    const { id } = copy.ringed.timed;
    await gate();
    const ms = await copy.session.run().catch((error: unknown) => {
      throw new BrokenRuntimeError(id, error);
    });
    times.push({ id, ms });
    if (decodes(copy)) decodeMs += ms;
  }
  return { decodeMs, times };
}

/** The times of the quiet rounds; a case that was in none of them keeps those of all. */
function keepQuiet(rounds: readonly Round[], copies: readonly Copy[]): RoundTimes {
  const quiet = quietRounds(rounds.map(({ decodeMs }) => decodeMs));
  const kept = rounds.filter((_, place) => quiet[place]);
  const timesOf = (from: readonly Round[], wanted: string) =>
    from.flatMap(({ times }) => times.flatMap(({ id, ms }) => (id === wanted ? [ms] : [])));
  const samplesMs = new Map<string, readonly number[]>();
  for (const { ringed } of copies) {
    const { id } = ringed.timed;
    const found = timesOf(kept, id);
    samplesMs.set(id, found.length > 0 ? found : timesOf(rounds, id));
  }
  return { samplesMs, dropped: rounds.length - kept.length };
}

function decodes({ ringed }: Copy): boolean {
  return ringed.timed.block.phase === "decode";
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
