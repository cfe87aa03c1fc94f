import type { Stage } from "../design";
import type { LayerRef } from "../operatorKinds";
import {
  allPositions,
  byPosition,
  type InsertionPoint,
  type LaneEdit,
  type LayerPosition,
  layersAt,
  type MarkedLayer,
  type MarkedStage,
  markLayers,
  samePosition,
  unmarkLayers,
} from "./laneEdit";

/** Puts layers at an insertion point; they are selected afterwards. */
export function insertLayers(
  stages: readonly Stage[],
  refs: readonly LayerRef[],
  point: InsertionPoint,
): LaneEdit {
  const added = refs.map((ref) => ({ ref, mark: true }));
  return unmarkLayers(insertMarked(markLayers(stages, []), added, point));
}

/** Takes layers out. The layer after the first of them (or the new last one) is selected, so that work can go on. */
export function removeLayers(stages: readonly Stage[], positions: readonly LayerPosition[]): LaneEdit {
  const first = [...positions].sort(byPosition)[0];
  const marked = markLayers(stages, positions);
  const { stages: rest } = unmarkLayers(
    marked.map(({ repeat, layers }) => ({ repeat, layers: layers.filter(({ mark }) => !mark) })),
  );
  if (first === undefined) return { stages, selected: [] };
  const before = allPositions(stages).findIndex((position) => samePosition(position, first));
  const left = allPositions(rest);
  const next = left[Math.min(before, left.length - 1)];
  return { stages: rest, selected: next === undefined ? [] : [next] };
}

/** Moves layers to an insertion point, keeping their order. */
export function moveLayers(
  stages: readonly Stage[],
  positions: readonly LayerPosition[],
  point: InsertionPoint,
): LaneEdit {
  const marked = markLayers(stages, positions);
  const carried = marked.flatMap(({ layers }) => layers.filter(({ mark }) => mark));
  const left = marked.map(({ repeat, layers }) => ({ repeat, layers: layers.filter(({ mark }) => !mark) }));
  return unmarkLayers(insertMarked(left, carried, afterRemoval(point, positions)));
}

/** Puts copies of layers at an insertion point. */
export function copyLayers(
  stages: readonly Stage[],
  positions: readonly LayerPosition[],
  point: InsertionPoint,
): LaneEdit {
  return insertLayers(stages, layersAt(stages, positions), point);
}

/** Copies layers to just behind the last of them. */
export function duplicateLayersInPlace(
  stages: readonly Stage[],
  positions: readonly LayerPosition[],
): LaneEdit {
  const last = [...positions].sort(byPosition).at(-1);
  if (last === undefined) return { stages, selected: [] };
  return copyLayers(stages, positions, { kind: "inside", stage: last.stage, index: last.index + 1 });
}

/** Gives layers another operator (or variant). */
export function changeLayers(
  stages: readonly Stage[],
  positions: readonly LayerPosition[],
  ref: LayerRef,
): LaneEdit {
  const marked = markLayers(stages, positions);
  return unmarkLayers(
    marked.map(({ repeat, layers }) => ({
      repeat,
      layers: layers.map((layer) => (layer.mark ? { ...layer, ref } : layer)),
    })),
  );
}

/**
 * Moves layers one place earlier or later. At the edge of a stage they pass into the neighbouring stage, so that
 * every place of the lane can be reached by repeating the step.
 */
export function shiftLayers(
  stages: readonly Stage[],
  positions: readonly LayerPosition[],
  direction: -1 | 1,
): LaneEdit {
  const ordered = [...positions].sort(byPosition);
  const lead = direction < 0 ? ordered[0] : ordered.at(-1);
  if (lead === undefined) return { stages, selected: [] };
  const length = stages[lead.stage]?.layers.length ?? 0;
  if (direction < 0) {
    if (lead.index > 0)
      return moveLayers(stages, positions, { kind: "inside", stage: lead.stage, index: lead.index - 1 });
    const before = stages[lead.stage - 1];
    if (before === undefined) return { stages, selected: ordered };
    return moveLayers(stages, positions, {
      kind: "inside",
      stage: lead.stage - 1,
      index: before.layers.length,
    });
  }
  if (lead.index < length - 1)
    return moveLayers(stages, positions, { kind: "inside", stage: lead.stage, index: lead.index + 2 });
  if (stages[lead.stage + 1] === undefined) return { stages, selected: ordered };
  return moveLayers(stages, positions, { kind: "inside", stage: lead.stage + 1, index: 0 });
}

function insertMarked(
  stages: readonly MarkedStage[],
  added: readonly MarkedLayer[],
  point: InsertionPoint,
): readonly MarkedStage[] {
  switch (point.kind) {
    case "inside":
      return stages.map((stage, place) =>
        place === point.stage
          ? {
              repeat: stage.repeat,
              layers: [...stage.layers.slice(0, point.index), ...added, ...stage.layers.slice(point.index)],
            }
          : stage,
      );
    case "between":
      return [...stages.slice(0, point.stage), { repeat: 1, layers: added }, ...stages.slice(point.stage)];
  }
}

/** The same place once the layers at `positions` are gone. Stages are still all there, empty ones included. */
function afterRemoval(point: InsertionPoint, positions: readonly LayerPosition[]): InsertionPoint {
  switch (point.kind) {
    case "between":
      return point;
    case "inside": {
      const gone = positions.filter(({ stage, index }) => stage === point.stage && index < point.index);
      return { ...point, index: point.index - gone.length };
    }
  }
}
