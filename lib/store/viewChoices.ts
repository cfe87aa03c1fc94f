/** What the bar under each layer of the lane shows. */
export type LaneMeasure = "time" | "parameters" | "cache";

/** Accuracy columns of the frontier plot: published averages, and the figures that can be predicted. */
export type FrontierY = "average" | "cr6" | "mmlu" | "math" | "code" | "recall" | "loss";

/** Cost columns of the frontier plot. */
export type FrontierX = "latencyMs" | "tokensPerSecond" | "memoryBytes" | "params";

/** How published models are drawn: as published, as predicted, or both joined by a line. */
export type PublishedAs = "published" | "predicted" | "both";

/** How the page is looked at: saved and shared with a document, but not part of its history. */
export interface ViewChoices {
  readonly laneMeasure: LaneMeasure;
  /** Show repeated stages once under their repeat count, or every layer in full. */
  readonly foldStages: boolean;
  readonly frontierX: FrontierX;
  readonly frontierY: FrontierY;
  readonly publishedAs: PublishedAs;
  readonly showDominated: boolean;
  /** The open tab of the drawer, or null when it is closed. */
  readonly drawerTab: string | null;
}

export const defaultView: ViewChoices = {
  laneMeasure: "time",
  foldStages: true,
  frontierX: "latencyMs",
  frontierY: "cr6",
  publishedAs: "both",
  showDominated: true,
  drawerTab: null,
};
