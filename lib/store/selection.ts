import type { LayerPosition } from "../design/edit/laneEdit";
import type { LayerRef } from "../design/operatorKinds";

/** What is picked, shared by lane, plot, tables and drawer. */
export interface Selection {
  readonly layers: readonly LayerPosition[];
  /** Ids of marks on the frontier plot. */
  readonly points: readonly string[];
}

/** What the pointer or the focus rests on, so that all views of one thing light up together. */
export type Hover =
  | { readonly kind: "operator"; readonly operator: LayerRef | string }
  | { readonly kind: "point"; readonly id: string }
  | null;

export const emptySelection: Selection = { layers: [], points: [] };
