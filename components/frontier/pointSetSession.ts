import { useStore } from "zustand";
import { createPointSets, type PointSetsState } from "@/lib/store/pointSets";

/** The page's one collection of point sets. */
export const pointSets = createPointSets();

/** Reads the point sets; the component renders again when what it selects changes. */
export function usePointSets<T>(selector: (state: PointSetsState) => T): T {
  return useStore(pointSets, selector);
}
