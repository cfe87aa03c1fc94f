import type { Stage } from "../design";
import { flattenLayers } from "../flatten";
import { foldLayers } from "../foldLayers";
import { byPosition, type LaneEdit, type LayerPosition } from "./laneEdit";

/** The unbroken run of layers that a selection spans within one stage, or null when it spans several stages. */
export function selectedRun(
  positions: readonly LayerPosition[],
): { readonly stage: number; readonly from: number; readonly to: number } | null {
  const ordered = [...positions].sort(byPosition);
  const first = ordered[0];
  const last = ordered.at(-1);
  if (first === undefined || last === undefined || first.stage !== last.stage) return null;
  if (last.index - first.index + 1 !== ordered.length) return null;
  return { stage: first.stage, from: first.index, to: last.index + 1 };
}

/**
 * Makes a stage of its own of an unbroken run of layers, repeated `repeat` times. A stage that repeats is unrolled
 * first, and the run of its first turn is meant: groups do not nest.
 * @returns null when the selection is no unbroken run within one stage.
 */
export function groupLayers(
  stages: readonly Stage[],
  positions: readonly LayerPosition[],
  repeat: number,
): LaneEdit | null {
  const run = selectedRun(positions);
  const stage = run && stages[run.stage];
  if (!run || !stage) return null;
  const unrolled = Array.from({ length: stage.repeat }, () => stage.layers).flat();
  const before = unrolled.slice(0, run.from);
  const group = unrolled.slice(run.from, run.to);
  const after = unrolled.slice(run.to);
  const parts = [
    ...(before.length > 0 ? [{ repeat: 1, layers: before }] : []),
    { repeat, layers: group },
    ...(after.length > 0 ? [{ repeat: 1, layers: after }] : []),
  ];
  const place = run.stage + (before.length > 0 ? 1 : 0);
  return {
    stages: replaceStage(stages, run.stage, parts),
    selected: group.map((_, index) => ({ stage: place, index })),
  };
}

/** Writes a repeated stage out in full, as a stage that does not repeat. */
export function ungroupStage(stages: readonly Stage[], stage: number): LaneEdit {
  const group = stages[stage];
  if (group === undefined) return { stages, selected: [] };
  const layers = Array.from({ length: group.repeat }, () => group.layers).flat();
  return {
    stages: replaceStage(stages, stage, [{ repeat: 1, layers }]),
    selected: layers.map((_, index) => ({ stage, index })),
  };
}

/**
 * Splits a stage in two without changing the layer list: a stage that does not repeat before its layer `at`, a
 * repeated one after its first `at` turns.
 */
export function splitStage(stages: readonly Stage[], stage: number, at: number): LaneEdit {
  const whole = stages[stage];
  const limit = whole === undefined ? 0 : whole.repeat === 1 ? whole.layers.length : whole.repeat;
  if (whole === undefined || at <= 0 || at >= limit) return { stages, selected: [] };
  const parts =
    whole.repeat === 1
      ? [
          { repeat: 1, layers: whole.layers.slice(0, at) },
          { repeat: 1, layers: whole.layers.slice(at) },
        ]
      : [
          { repeat: at, layers: whole.layers },
          { repeat: whole.repeat - at, layers: whole.layers },
        ];
  return {
    stages: replaceStage(stages, stage, parts),
    selected: parts[1]?.layers.map((_, index) => ({ stage: stage + 1, index })) ?? [],
  };
}

/** Joins a stage with the next one without changing the layer list: like turns add up, others are written out. */
export function joinNextStage(stages: readonly Stage[], stage: number): LaneEdit {
  const first = stages[stage];
  const second = stages[stage + 1];
  if (first === undefined || second === undefined) return { stages, selected: [] };
  const alike = first.layers.join(" ") === second.layers.join(" ");
  const joined: Stage = alike
    ? { repeat: first.repeat + second.repeat, layers: first.layers }
    : { repeat: 1, layers: flattenLayers({ stages: [first, second] }) };
  return {
    stages: [...stages.slice(0, stage), joined, ...stages.slice(stage + 2)],
    selected: joined.layers.map((_, index) => ({ stage, index })),
  };
}

/** Sets how often a stage repeats. */
export function setRepeat(stages: readonly Stage[], stage: number, repeat: number): LaneEdit {
  const changed = stages[stage];
  if (changed === undefined) return { stages, selected: [] };
  return {
    stages: replaceStage(stages, stage, [{ ...changed, repeat }]),
    selected: changed.layers.map((_, index) => ({ stage, index })),
  };
}

/** Takes a whole stage out. */
export function removeStage(stages: readonly Stage[], stage: number): LaneEdit {
  return { stages: replaceStage(stages, stage, []), selected: [] };
}

/** Finds the repetition in the layer list anew: the shortest description in stages. */
export function refoldStages(stages: readonly Stage[]): LaneEdit {
  return { stages: foldLayers(flattenLayers({ stages })), selected: [] };
}

function replaceStage(stages: readonly Stage[], place: number, parts: readonly Stage[]): readonly Stage[] {
  return [...stages.slice(0, place), ...parts, ...stages.slice(place + 1)];
}
