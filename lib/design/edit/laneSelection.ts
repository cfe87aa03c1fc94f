import type { Stage } from "../design";
import { allPositions, type LayerPosition, samePosition } from "./laneEdit";

/** The positions from one layer to another, both included, in lane order. */
export function selectionRange(
  stages: readonly Stage[],
  from: LayerPosition,
  to: LayerPosition,
): readonly LayerPosition[] {
  const all = allPositions(stages);
  const ends = [from, to].map((end) => all.findIndex((position) => samePosition(position, end)));
  return all.slice(Math.min(...ends), Math.max(...ends) + 1);
}

/** Adds a layer to a selection, or takes it out. */
export function toggleSelected(
  selected: readonly LayerPosition[],
  position: LayerPosition,
): readonly LayerPosition[] {
  return selected.some((other) => samePosition(other, position))
    ? selected.filter((other) => !samePosition(other, position))
    : [...selected, position];
}

/** The layer `steps` further along the lane, stopping at its ends. */
export function neighbour(stages: readonly Stage[], from: LayerPosition, steps: number): LayerPosition {
  const all = allPositions(stages);
  const here = all.findIndex((position) => samePosition(position, from));
  return all[Math.min(all.length - 1, Math.max(0, here + steps))] ?? from;
}
