import type { Stage } from "../design";
import type { LayerRef } from "../operatorKinds";

/** A layer by its stage and its place in that stage's list, both from 0. */
export interface LayerPosition {
  readonly stage: number;
  readonly index: number;
}

/** Where layers can be put: inside a stage before its layer `index` (or at its end), or as a new stage before `stage`. */
export type InsertionPoint =
  | { readonly kind: "inside"; readonly stage: number; readonly index: number }
  | { readonly kind: "between"; readonly stage: number };

/** Stages after an edit, and the layers the edit was about, in order: they stay selected and focused. */
export interface LaneEdit {
  readonly stages: readonly Stage[];
  readonly selected: readonly LayerPosition[];
}

/** Orders positions as they are read. */
export function byPosition(a: LayerPosition, b: LayerPosition): number {
  return a.stage - b.stage || a.index - b.index;
}

export function samePosition(a: LayerPosition, b: LayerPosition): boolean {
  return a.stage === b.stage && a.index === b.index;
}

/** The layers at these positions, in lane order; positions that do not exist are left out. */
export function layersAt(stages: readonly Stage[], positions: readonly LayerPosition[]): readonly LayerRef[] {
  return [...positions].sort(byPosition).flatMap(({ stage, index }) => stages[stage]?.layers[index] ?? []);
}

/** Every position of the lane, in order. */
export function allPositions(stages: readonly Stage[]): readonly LayerPosition[] {
  return stages.flatMap(({ layers }, stage) => layers.map((_, index) => ({ stage, index })));
}

/** A layer on its way through an edit: `mark` tells the layers the edit is about from the rest. */
export interface MarkedLayer {
  readonly ref: LayerRef;
  readonly mark: boolean;
}

/** A stage whose layers carry marks. */
export interface MarkedStage {
  readonly repeat: number;
  readonly layers: readonly MarkedLayer[];
}

/** Marks the layers at these positions. */
export function markLayers(
  stages: readonly Stage[],
  positions: readonly LayerPosition[],
): readonly MarkedStage[] {
  return stages.map(({ repeat, layers }, stage) => ({
    repeat,
    layers: layers.map((ref, index) => ({
      ref,
      mark: positions.some((position) => position.stage === stage && position.index === index),
    })),
  }));
}

/** Drops stages that lost all layers, and reads the marks back as the selection. */
export function unmarkLayers(stages: readonly MarkedStage[]): LaneEdit {
  const kept = stages.filter(({ layers }) => layers.length > 0);
  return {
    stages: kept.map(({ repeat, layers }) => ({ repeat, layers: layers.map(({ ref }) => ref) })),
    selected: kept.flatMap(({ layers }, stage) =>
      layers.flatMap(({ mark }, index) => (mark ? [{ stage, index }] : [])),
    ),
  };
}
