import { commands, workbench } from "@/components/shell/session";
import type { Stage } from "@/lib/design/design";
import {
  changeLayers,
  copyLayers,
  duplicateLayersInPlace,
  insertLayers,
  moveLayers,
  removeLayers,
  shiftLayers,
} from "@/lib/design/edit/editLayers";
import {
  byPosition,
  type InsertionPoint,
  type LaneEdit,
  type LayerPosition,
  layersAt,
} from "@/lib/design/edit/laneEdit";
import { layersName, operatorName, positionWords } from "@/lib/design/edit/layerWords";
import { withStages } from "@/lib/design/edit/withStages";
import type { LayerRef } from "@/lib/design/operatorKinds";
import { announce, type Carried, laneCarry } from "./laneCarry";

/**
 * Applies an edit of the stages as one undoable step, selects and focuses what it was about, and says what happened.
 * An edit the document cannot take (no layer left, too many) leaves it as it is and says why.
 */
export function applyLane(label: string, change: (stages: readonly Stage[]) => LaneEdit | null): void {
  const { document } = workbench.getState();
  const edit = change(document.design.stages);
  if (edit === null || edit.stages === document.design.stages) return;
  const design = withStages(document.design, edit.stages);
  if (!design.ok) {
    commands.notify({ kind: "error", title: `${label}: not possible`, problems: design.problems });
    return;
  }
  commands.edit(label, (current) => ({ ...current, design: design.value }));
  commands.select({ layers: edit.selected });
  const first = edit.selected[0];
  laneCarry.setState({ focusNext: first ?? null });
  announce(first === undefined ? label : `${label}. Now ${positionWords(edit.stages, first)}.`);
}

/** The layers a command is about. */
export function selectedLayers(): readonly LayerPosition[] {
  return [...workbench.getState().selection.layers].sort(byPosition);
}

function nameOf(positions: readonly LayerPosition[]): string {
  return layersName(layersAt(workbench.getState().document.design.stages, positions));
}

export function removeFromLane(positions: readonly LayerPosition[]): void {
  applyLane(`Remove ${nameOf(positions)}`, (stages) => removeLayers(stages, positions));
}

export function duplicateInLane(positions: readonly LayerPosition[]): void {
  applyLane(`Duplicate ${nameOf(positions)}`, (stages) => duplicateLayersInPlace(stages, positions));
}

export function shiftInLane(positions: readonly LayerPosition[], direction: -1 | 1): void {
  applyLane(`Move ${nameOf(positions)} ${direction < 0 ? "earlier" : "later"}`, (stages) =>
    shiftLayers(stages, positions, direction),
  );
}

export function changeInLane(positions: readonly LayerPosition[], ref: LayerRef): void {
  applyLane(`Change ${nameOf(positions)} to ${operatorName(ref)}`, (stages) =>
    layersAt(stages, positions).every((layer) => layer === ref) ? null : changeLayers(stages, positions, ref),
  );
}

/** Puts what is carried at an insertion point; layers of the lane move there, or are copied. */
export function placeInLane(carried: Carried, point: InsertionPoint, copy: boolean): void {
  switch (carried.kind) {
    case "operator":
      applyLane(`Add ${operatorName(carried.operator)}`, (stages) =>
        insertLayers(stages, [carried.operator], point),
      );
      return;
    case "layers":
      applyLane(`${copy ? "Copy" : "Move"} ${nameOf(carried.positions)}`, (stages) =>
        copy ? copyLayers(stages, carried.positions, point) : moveLayers(stages, carried.positions, point),
      );
  }
}

/** Adds a layer behind the selection, or at the end of the lane. */
export function addToLane(operator: LayerRef): void {
  const { stages } = workbench.getState().document.design;
  const last = selectedLayers().at(-1);
  const lastStage = stages.length - 1;
  const point: InsertionPoint =
    last === undefined
      ? { kind: "inside", stage: lastStage, index: stages[lastStage]?.layers.length ?? 0 }
      : { kind: "inside", stage: last.stage, index: last.index + 1 };
  placeInLane({ kind: "operator", operator }, point, false);
}
