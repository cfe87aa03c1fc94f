import type { Constraints } from "../pareto/constraints";
import type { MetricId } from "../pareto/metrics";

/** What the bar under each layer of the lane shows. */
export type LaneMeasure = "time" | "parameters" | "cache";

/** Any metric may stand on either axis of the frontier plot. */
export type FrontierY = MetricId;
export type FrontierX = MetricId;

export type ScaleChoice = "linear" | "log";

/** How published models are drawn: as published, as predicted, or both joined by a line. */
export type PublishedAs = "published" | "predicted" | "both";

/** How the page is looked at: saved and shared with a document, but not part of its history. */
export interface ViewChoices {
  readonly laneMeasure: LaneMeasure;
  readonly frontierX: FrontierX;
  readonly frontierY: FrontierY;
  readonly publishedAs: PublishedAs;
  readonly showDominated: boolean;
  readonly frontierXScale: ScaleChoice;
  readonly frontierYScale: ScaleChoice;
  /** Limits that filter every view of candidates and models. */
  readonly constraints: Constraints;
  /** Designs and models pinned for comparison, in the order they were pinned. */
  readonly pinned: readonly string[];
  /** The open tab of the drawer, or null when it is closed. */
  readonly drawerTab: string | null;
}

export const defaultView: ViewChoices = {
  laneMeasure: "time",
  frontierX: "latencyMs",
  frontierY: "cr6",
  publishedAs: "both",
  showDominated: true,
  frontierXScale: "log",
  frontierYScale: "linear",
  constraints: {},
  pinned: [],
  drawerTab: null,
};
