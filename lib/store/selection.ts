import type { LayerPosition } from "../design/edit/laneEdit";

/** What is picked, shared by lane, plot, tables and drawer. */
export interface Selection {
  readonly layers: readonly LayerPosition[];
  /** Ids of marks on the frontier plot. */
  readonly points: readonly string[];
}

export const emptySelection: Selection = { layers: [], points: [] };
