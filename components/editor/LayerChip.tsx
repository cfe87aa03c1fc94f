"use client";

import { memo } from "react";
import { workbench } from "@/components/shell/session";
import { operatorColours } from "@/components/ui/OperatorMark";
import { layersAt, samePosition } from "@/lib/design/edit/laneEdit";
import { operatorName } from "@/lib/design/edit/layerWords";
import { symbolOf } from "@/lib/design/notation";
import { kindOf, type LayerRef } from "@/lib/design/operatorKinds";
import { operators } from "@/lib/design/operators/registry";
import { useLaneCarry } from "./laneCarry";
import { draggable } from "./nativeDrag";

interface LayerChipProps {
  readonly operator: LayerRef;
  readonly stage: number;
  readonly index: number;
  /** Where it is, in words, for its accessible name. */
  readonly place: string;
  readonly selected: boolean;
  readonly tabbable: boolean;
  /** Its share of the measure under the lane, relative to the largest layer, 0 to 1; null while unknown. */
  readonly level: number | null;
  /** The measure in words, such as `3.1 % of the time`. */
  readonly levelText: string;
}

/** Attention stands tall, other mixers at middle height, FFNs low: the rhythm reads without the letters. */
function heightOf(operator: LayerRef): string {
  const { family, role } = operators[kindOf(operator)];
  if (role === "ffn") return "h-6";
  return family === "softmax attention" ? "h-11" : "h-[34px]";
}

/** One layer of the lane: a key of the score, with its measure as a bar below. */
export const LayerChip = memo(function LayerChip(props: LayerChipProps) {
  const { operator, stage, index, place, selected, tabbable, level, levelText } = props;
  const dragged = useLaneCarry(
    ({ mode, carried }) =>
      mode === "drag" &&
      carried?.kind === "layers" &&
      carried.positions.some((position) => samePosition(position, { stage, index })),
  );
  const dragProps = draggable(
    () => ({ kind: "layers", positions: draggedWith({ stage, index }) }),
    () =>
      layersAt(workbench.getState().document.design.stages, draggedWith({ stage, index }))
        .map(symbolOf)
        .join(" "),
    "copyMove",
  );
  const story = `${operatorName(operator)}, ${place}${levelText === "" ? "" : `, ${levelText}`}`;
  return (
    <>
      <button
        type="button"
        {...dragProps}
        data-testid="layer"
        data-operator={operator}
        data-stage={stage}
        data-index={index}
        data-dragged={dragged || undefined}
        tabIndex={tabbable ? 0 : -1}
        aria-pressed={selected}
        aria-label={`${story}, ${symbolOf(operator)}`}
        title={story}
        style={operatorColours(operator)}
        className={`layer-chip ${heightOf(operator)}`}
      >
        {symbolOf(operator)}
      </button>
      <span aria-hidden className="mt-1 block h-1 w-full overflow-hidden rounded-full bg-line/70">
        <span
          className="block h-full rounded-full bg-ink-soft transition-[width] duration-(--motion)"
          style={{ width: `${Math.round((level ?? 0) * 100)}%` }}
        />
      </span>
    </>
  );
});

/** Dragging a selected layer takes the whole selection along. */
function draggedWith(position: { readonly stage: number; readonly index: number }) {
  const { layers } = workbench.getState().selection;
  return layers.some((layer) => samePosition(layer, position)) ? layers : [position];
}
