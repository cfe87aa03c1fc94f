import type { KeyboardEvent, RefObject } from "react";
import { commands, workbench } from "@/components/shell/session";
import type { Stage } from "@/lib/design/design";
import { allPositions, type LayerPosition, samePosition } from "@/lib/design/edit/laneEdit";
import { neighbour, selectionRange, toggleSelected } from "@/lib/design/edit/laneSelection";
import { kindOf, operatorKinds } from "@/lib/design/operatorKinds";
import { operators } from "@/lib/design/operators/registry";
import { announce, pickUp } from "./laneCarry";
import { changeInLane, duplicateInLane, removeFromLane, shiftInLane } from "./laneCommands";

/**
 * The lane's keys. Arrows move the focus, with Shift they select, with Alt they move the layers (left, right) or change
 * their operator (up, down); Home and End jump; Space selects, Enter picks up, Delete removes, Ctrl+D duplicates.
 * @returns the layer to focus, or null when the focus stays or the command sets it.
 */
export function handleLaneKey(
  event: KeyboardEvent,
  stages: readonly Stage[],
  position: LayerPosition,
  anchor: RefObject<LayerPosition>,
): LayerPosition | null {
  const command = event.ctrlKey || event.metaKey;
  const { layers } = workbench.getState().selection;
  const subject = layers.some((layer) => samePosition(layer, position)) ? layers : [position];
  const done = () => event.preventDefault();

  const step = stepOf(event.key, stages, position);
  if (step !== null && !command) {
    done();
    if (event.altKey) {
      if (Math.abs(step) === 1) shiftInLane(subject, step > 0 ? 1 : -1);
      return null;
    }
    const next = neighbour(stages, position, step);
    if (event.shiftKey) commands.select({ layers: selectionRange(stages, anchor.current, next) });
    else anchor.current = next;
    return next;
  }
  switch (event.key) {
    case "ArrowUp":
    case "ArrowDown":
      if (!event.altKey) return null;
      done();
      cycleOperator(stages, subject, position, event.key === "ArrowUp" ? -1 : 1);
      return null;
    case " ":
      done();
      anchor.current = position;
      commands.select({ layers: toggleSelected(layers, position) });
      return null;
    case "Enter":
      done();
      commands.select({ layers: subject });
      pickUp({ kind: "layers", positions: subject }, "place");
      announce("Picked up. Choose an insertion point with Tab and press Enter, or Escape to leave it.");
      return null;
    case "Delete":
    case "Backspace":
      done();
      removeFromLane(subject);
      return null;
    case "Escape":
      done();
      commands.select({ layers: [] });
      return null;
    case "d":
      if (!command) return null;
      done();
      duplicateInLane(subject);
      return null;
    case "a":
      if (!command) return null;
      done();
      commands.select({ layers: allPositions(stages) });
      return null;
    default:
      return null;
  }
}

function stepOf(key: string, stages: readonly Stage[], position: LayerPosition): number | null {
  switch (key) {
    case "ArrowLeft":
      return -1;
    case "ArrowRight":
      return 1;
    case "Home":
      return -allPositions(stages).length;
    case "End":
      return allPositions(stages).length;
    case "PageUp":
      return -position.index - 1;
    case "PageDown":
      return (stages[position.stage]?.layers.length ?? 0) - position.index;
    default:
      return null;
  }
}

/** Gives layers the next operator of the same role, in the order menus show them. */
function cycleOperator(
  stages: readonly Stage[],
  subject: readonly LayerPosition[],
  position: LayerPosition,
  direction: -1 | 1,
): void {
  const ref = stages[position.stage]?.layers[position.index];
  if (ref === undefined) return;
  const kind = kindOf(ref);
  const peers = operatorKinds.filter((other) => operators[other].role === operators[kind].role);
  const next = peers[(peers.indexOf(kind) + direction + peers.length) % peers.length];
  if (next !== undefined) changeInLane(subject, next);
}
