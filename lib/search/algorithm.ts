import type { Random } from "../base/random";
import type { CompiledSpace } from "./compileSpace";
import type { Genome } from "./genome";
import type { ChangeKind } from "./mutate";

/** A candidate that was evaluated, as algorithms see it. */
export interface Individual {
  /** Place among all records of the run. */
  readonly id: number;
  readonly genome: Genome;
  /** Objectives, all to be minimised. */
  readonly scores: readonly number[];
  /** Sum of relative excesses over the limits; 0 when all are met. */
  readonly violation: number;
}

/** How a candidate came to be. */
export interface Origin {
  readonly change: ChangeKind;
  /** Ids of the candidates it was made from, -1 for none. */
  readonly parent: number;
  readonly secondParent: number;
}

/** Where an algorithm tries candidates. */
export interface Trials {
  readonly space: CompiledSpace;
  /** Candidates to start from, before random ones. */
  readonly seeds: readonly Genome[];
  /** True when the current portion of work is done, or nothing new is left to try. */
  readonly finished: boolean;
  /** Evaluates a genome, which is brought to its normal form in place; null when its design was tried before or is too shallow. */
  attempt(genome: Genome, origin: Origin): Individual | null;
}

/** What an algorithm must keep between portions of work. */
export interface AlgorithmState {
  readonly population: readonly Individual[];
  /** Progress through an enumeration or through the seeds. */
  readonly cursor: number;
}

export const startState: AlgorithmState = { population: [], cursor: 0 };

/** One algorithm at work on one island. All randomness comes from the stream it is given. */
export interface AlgorithmRun {
  /** Tries candidates until the trials are finished. */
  advance(random: Random): void;
  state(): AlgorithmState;
  /** Its best, to be offered to the next island. */
  emigrants(): readonly Individual[];
  /** Takes in individuals from another island. */
  admit(individuals: readonly Individual[]): void;
}

export const algorithmIds = ["aging", "nsga2", "random", "exhaustive"] as const;

export type AlgorithmId = (typeof algorithmIds)[number];

/** A search algorithm: one file that exports one of these, and one line in the registry. */
export interface Algorithm {
  readonly id: AlgorithmId;
  readonly label: string;
  /** The publication it follows, and which parameters are ours. */
  readonly source: string;
  /** Objectives it ranks by; further ones take part in the front of all candidates only. */
  readonly objectives: "first" | "all";
  /** True when it visits every genome once, so that running into known designs is no sign of an exhausted space. */
  readonly enumerates: boolean;
  readonly start: (trials: Trials, state: AlgorithmState) => AlgorithmRun;
}

/** The origin of a candidate without parents. */
export function orphan(change: "sampled" | "seed"): Origin {
  return { change, parent: -1, secondParent: -1 };
}

/** True when `a` is feasible and `b` is not, or violates less, or has the lower first score. */
export function ranksBefore(a: Individual, b: Individual): boolean {
  if (a.violation !== b.violation) return a.violation < b.violation;
  return a.scores[0]! < b.scores[0]!;
}
