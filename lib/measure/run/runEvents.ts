import type { CaseRole } from "../plan/plan";
import type { CheckFigure } from "../runtime/checkBlock";

/** Where a run stands. */
export type RunStage = "loading" | "checking" | "timing" | "done";

/** Raw times of one case. */
export interface CaseSamples {
  readonly id: string;
  readonly name: string;
  readonly role: CaseRole;
  /** Synchronised wall times of single runs, ms, in the order they were taken. */
  readonly samplesMs: readonly number[];
  /** Creation of the session with its weights, ms. */
  readonly createMs: number;
  /** First run, ms: compilation of shaders and first touch of memory; never part of the samples. */
  readonly firstRunMs: number;
  readonly weightBytes: number;
  /** Distinct weight copies it was timed with. */
  readonly copies: number;
  /** Rounds that other work on the machine disturbed and that were dropped, most of them replaced. */
  readonly reruns: number;
  /** The spread is wide even so, which the page says. */
  readonly noisy: boolean;
}

/** What a run tells while it goes on. */
export type RunEvent =
  | {
      readonly kind: "progress";
      readonly stage: RunStage;
      readonly done: number;
      readonly total: number;
      readonly label: string;
    }
  | { readonly kind: "checked"; readonly name: string; readonly figure: CheckFigure; readonly limit: number }
  | { readonly kind: "opening"; readonly id: string }
  | { readonly kind: "skipped"; readonly id: string; readonly name: string; readonly reason: string }
  /** Samples of one visit; a case of a plan with several groups is visited twice. */
  | { readonly kind: "samples"; readonly samples: CaseSamples }
  | { readonly kind: "reference"; readonly ms: number };
