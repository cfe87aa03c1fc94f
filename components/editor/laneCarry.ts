import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { LayerPosition } from "@/lib/design/edit/laneEdit";
import type { LayerRef } from "@/lib/design/operatorKinds";

/** What is on its way into the lane: layers that are in it already, or a new one from the palette. */
export type Carried =
  | { readonly kind: "layers"; readonly positions: readonly LayerPosition[] }
  | { readonly kind: "operator"; readonly operator: LayerRef };

interface LaneCarry {
  readonly carried: Carried | null;
  /** `drag` follows a pointer; `place` waits for an insertion point to be pressed, by touch, click or keyboard. */
  readonly mode: "drag" | "place" | null;
  /** What assistive technology is told: what moved where. */
  readonly announcement: string;
  /** The layer to focus once the lane has been drawn again. */
  readonly focusNext: LayerPosition | null;
}

/** The lane's carrying state: of this page alone, never saved. */
export const laneCarry = createStore<LaneCarry>()(() => ({
  carried: null,
  mode: null,
  announcement: "",
  focusNext: null,
}));

export function useLaneCarry<T>(selector: (state: LaneCarry) => T): T {
  return useStore(laneCarry, selector);
}

export function pickUp(carried: Carried, mode: "drag" | "place"): void {
  laneCarry.setState({ carried, mode });
}

export function putDown(): void {
  laneCarry.setState({ carried: null, mode: null });
}

export function announce(announcement: string): void {
  laneCarry.setState({ announcement });
}
