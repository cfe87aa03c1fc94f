import { createStore, type StoreApi } from "zustand/vanilla";
import type { LayerRef } from "../design/operatorKinds";

/** What the pointer or the focus rests on, so that all views of one thing light up together. */
export type Hover =
  | { readonly kind: "operator"; readonly operator: LayerRef | string }
  | { readonly kind: "point"; readonly id: string }
  | null;

export interface HoverState {
  readonly on: Hover;
}

export type HoverStore = StoreApi<HoverState>;

/**
 * A store of its own: the pointer changes it many times a second, and whoever listens to the document need not be asked
 * each time.
 */
export function createHover(): HoverStore {
  return createStore<HoverState>()(() => ({ on: null }));
}

/** The id of the hovered point, null where something else or nothing is hovered. */
export function hoveredPoint({ on }: HoverState): string | null {
  return on?.kind === "point" ? on.id : null;
}

/** The hovered operator or part, null where something else or nothing is hovered. */
export function hoveredOperator({ on }: HoverState): LayerRef | string | null {
  return on?.kind === "operator" ? on.operator : null;
}
