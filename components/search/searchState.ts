import type { Problem } from "@/lib/base/result";
import type { ProgressPoint } from "@/lib/search/archive";
import type { ChangeCount } from "@/lib/search/changeStatistics";
import type { SearchRun } from "@/lib/search/searchRun";
import type { InvalidFields } from "@/lib/store/invalidFields";
import type { SearchChoices } from "@/lib/store/searchChoices";
import type { SearchPoints } from "@/lib/store/searchPoints";

export type SearchStatus = "idle" | "preparing" | "running" | "paused" | "finished" | "cancelled" | "failed";

/** How far a run is, for showing. */
export interface RunDigest {
  readonly evaluated: number;
  readonly distinct: number;
  readonly feasible: number;
  readonly budget: number;
  readonly frontSize: number;
  /** Different designs a second of work, pauses left out. */
  readonly perSecond: number;
  readonly progress: readonly ProgressPoint[];
  readonly changes: readonly ChangeCount[];
}

export interface SearchState {
  readonly choices: SearchChoices;
  /** Fields of the goal and the space that hold something unusable; no run starts until they are mended. */
  readonly invalid: InvalidFields;
  readonly status: SearchStatus;
  /** What the last run could not do, and what to relax. */
  readonly problems: readonly Problem[];
  readonly run: SearchRun | null;
  /** Null before the first epoch. Replaced whenever the run has news, so that views follow it. */
  readonly digest: RunDigest | null;
  readonly points: SearchPoints | null;
  /** Why a reload would not bring the run back; null when it would. */
  readonly unsaved: string | null;
}
