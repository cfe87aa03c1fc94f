import { createStore, type StoreApi } from "zustand/vanilla";
import type { PointSet } from "../pareto/pointSet";

/** Sets of points on the plot beside the published models: search candidates, and tables people brought. */
export interface PointSetsState {
  readonly sets: readonly PointSet[];
  /** Adds a set, or replaces the one with its id, which keeps its place. */
  readonly put: (set: PointSet) => void;
  readonly remove: (id: string) => void;
}

/** A store of point sets. They are results and inputs of work, not part of the document or its history. */
export function createPointSets(): StoreApi<PointSetsState> {
  return createStore<PointSetsState>()((set) => ({
    sets: [],
    put: (added) =>
      set(({ sets }) => ({
        sets: sets.some(({ id }) => id === added.id)
          ? sets.map((known) => (known.id === added.id ? added : known))
          : [...sets, added],
      })),
    remove: (id) => set(({ sets }) => ({ sets: sets.filter((known) => known.id !== id) })),
  }));
}
