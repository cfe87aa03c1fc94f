import type { BlockCase } from "../graph/blockCase";

/** What a timed case is for. */
export type CaseRole =
  /** The profile is fitted to it. */
  | "fit"
  /** A stack of layers that the fit never sees, to validate it. */
  | "validate"
  /** A small block timed before each group and at the end, to notice a busy machine. */
  | "reference";

/** One thing to time. */
export interface TimedCase {
  readonly id: string;
  /** What a person reads, such as `FFN, hidden 1,024, decode`. */
  readonly name: string;
  readonly role: CaseRole;
  readonly block: BlockCase;
}

/** How long and how coldly to measure. */
export interface Protocol {
  /** Counted runs of each decode step; prompts run a third as often. */
  readonly rounds: number;
  /** Fewer runs than this make no median. */
  readonly fewestRounds: number;
  /** Rounds before the first counted one, after the first run; they bring clocks and allocators to rest. */
  readonly warmUps: number;
  /** Distinct weights touched between two runs of one case, in bytes: more than the last-level cache holds. */
  readonly coldBytes: number;
  /** Weights kept open at once, in bytes. */
  readonly memoryBytes: number;
  /** Time for the counted rounds of the whole plan, in seconds. */
  readonly seconds: number;
  /** Times as many rounds again, at most, to replace those that other work disturbed. */
  readonly reruns: number;
}

export type PlanId = "quick" | "full" | "design" | "custom";

export interface Plan {
  readonly id: PlanId;
  readonly name: string;
  readonly cases: readonly TimedCase[];
  readonly protocol: Protocol;
}

/** A spread p90 / p10 above this is other work on the machine. */
export const noisySpread = 1.5;

/** Change of the reference block between two visits above which a device counts as busy. */
export const driftLimit = 0.1;

/** Prompts take long and scatter little: they take part in every third round. */
export const promptEvery = 3;
