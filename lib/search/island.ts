import { seededRandom } from "../base/random";
import {
  type Algorithm,
  type AlgorithmRun,
  type AlgorithmState,
  type Individual,
  type Origin,
  startState,
  type Trials,
} from "./algorithm";
import type { CompiledSpace } from "./compileSpace";
import type { Evaluator } from "./evaluator";
import { FingerprintSet } from "./fingerprintSet";
import { emptyUnrolled, fingerprint, type Genome, unroll } from "./genome";
import { type CompiledGoal, excess, figureCount, scoresOf } from "./goal";
import { changeCode } from "./mutate";
import { idsPerIsland, type RecordChunk, RecordWriter } from "./records";
import { WidthChooser } from "./widthChooser";

/** What an island works with; the same for all islands of a run. */
export interface IslandSetting {
  readonly space: CompiledSpace;
  readonly goal: CompiledGoal;
  readonly evaluator: Evaluator;
  readonly algorithm: Algorithm;
  readonly seed: number;
  readonly seeds: readonly Genome[];
  /** Candidates an island is expected to evaluate in all. */
  readonly expected: number;
}

/** Where an island stands between epochs; with the fingerprints of its records, enough to go on elsewhere. */
export interface IslandState {
  readonly algorithm: AlgorithmState;
  readonly evaluated: number;
  readonly exhausted: boolean;
}

/** What one epoch of an island yields. */
export interface EpochResult {
  readonly records: RecordChunk;
  readonly state: IslandState;
  readonly emigrants: readonly Individual[];
}

export const freshIsland: IslandState = { algorithm: startState, evaluated: 0, exhausted: false };

/** Attempts in a row that lead to designs tried before or too shallow, after which nothing new is expected. */
const patience = 20_000;

/**
 * One population with its own random streams. An epoch depends on the run's seed, the island, the epoch and the state
 * alone, so that islands may be worked on by any thread in any order with the same result.
 */
export class Island implements Trials {
  readonly space: CompiledSpace;
  readonly seeds: readonly Genome[];
  private readonly seen: FingerprintSet;
  private readonly unrolled;
  private readonly figures = new Float64Array(figureCount);
  private readonly run: AlgorithmRun;
  private readonly width: WidthChooser | null;
  private writer: RecordWriter;
  private evaluated: number;
  private exhausted: boolean;
  private repeats = 0;

  constructor(
    private readonly setting: IslandSetting,
    private readonly index: number,
    state: IslandState,
    known: readonly Float64Array[],
  ) {
    this.space = setting.space;
    this.seeds = index === 0 ? setting.seeds : [];
    this.unrolled = emptyUnrolled(setting.space);
    const { space, goal, evaluator } = setting;
    this.width =
      space.space.hiddenRule === "largest" && goal.latencyLimit !== null
        ? new WidthChooser(space, evaluator, goal.latencyLimit)
        : null;
    this.evaluated = state.evaluated;
    this.exhausted = state.exhausted;
    this.seen = new FingerprintSet(setting.expected);
    for (const fingerprints of known) for (const print of fingerprints) this.seen.add(print);
    this.writer = new RecordWriter(setting.space.radices.length, 0);
    this.run = setting.algorithm.start(this, state.algorithm);
  }

  get finished(): boolean {
    return this.exhausted || this.writer.size >= this.writer.capacity;
  }

  /** Works off one epoch of at most `quota` candidates, after taking in the immigrants. */
  runEpoch(epoch: number, quota: number, immigrants: readonly Individual[]): EpochResult {
    const random = seededRandom(streamSeed(this.setting.seed, this.index, epoch));
    this.writer = new RecordWriter(this.space.radices.length, quota);
    this.repeats = 0;
    if (immigrants.length > 0) this.run.admit(immigrants);
    if (!this.exhausted) this.run.advance(random);
    if (this.writer.size < quota) this.exhausted = true;
    return {
      records: this.writer.finish(),
      state: { algorithm: this.run.state(), evaluated: this.evaluated, exhausted: this.exhausted },
      emigrants: this.run.emigrants(),
    };
  }

  attempt(genome: Genome, origin: Origin): Individual | null {
    const { setting, unrolled, figures } = this;
    unroll(setting.space, genome, unrolled);
    if (unrolled.length < setting.space.space.layers.min) return this.turnDown();
    this.width?.choose(genome, unrolled);
    const print = fingerprint(genome, unrolled);
    if (!this.seen.add(print)) return this.turnDown();
    this.repeats = 0;
    setting.evaluator.evaluate(genome, unrolled, figures);
    const violation = Math.fround(this.structuralExcess() + excess(setting.goal, figures));
    if (this.writer.size >= this.writer.capacity) throw new Error("attempt after the trials were finished");
    this.writer.add(
      genome,
      figures,
      violation,
      changeCode(origin.change),
      origin.parent,
      origin.secondParent,
      print,
    );
    this.evaluated++;
    const id = this.index * idsPerIsland + (this.evaluated - 1);
    return { id, genome, scores: scoresOf(setting.goal, figures), violation };
  }

  /** Counts an attempt that led nowhere; after too many in a row nothing new is expected. */
  private turnDown(): null {
    this.repeats++;
    if (this.repeats > patience && !this.setting.algorithm.enumerates) this.exhausted = true;
    return null;
  }

  /** How far the required repeats and the full-attention layers fall short. */
  private structuralExcess(): number {
    const { space, codes } = this.setting.space;
    const { counts, missingRepeats } = this.unrolled;
    let sum = missingRepeats;
    if (space.minFullAttention > 0) {
      let full = 0;
      for (let code = 0; code < counts.length; code++)
        if (codes[code]!.isFullAttention) full += counts[code]!;
      sum += Math.max(0, space.minFullAttention - full) / space.minFullAttention;
    }
    return sum;
  }
}

/** A seed of its own for each island and epoch of a run. */
function streamSeed(seed: number, island: number, epoch: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15) ^ (island + 1), 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 13) ^ (epoch + 1), 0x27d4eb2f);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
