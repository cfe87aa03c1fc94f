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
  /** Times it was measured again because the spread was too wide. */
  readonly reruns: number;
  /** The spread stayed too wide: shown, but no fit uses it. */
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
  | { readonly kind: "samples"; readonly samples: CaseSamples }
  | { readonly kind: "reference"; readonly ms: number };
