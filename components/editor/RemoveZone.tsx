"use client";

import { Trash2 } from "lucide-react";
import { useRef } from "react";
import { useDrop } from "react-aria/useDrop";
import { workbench } from "@/components/shell/session";
import { layersAt } from "@/lib/design/edit/laneEdit";
import { layersName } from "@/lib/design/edit/layerWords";
import { laneCarry, putDown, useLaneCarry } from "./laneCarry";
import { removeFromLane } from "./laneCommands";

/** While layers of the lane are dragged, the page below it takes them out. */
export function RemoveZone() {
  const draggingLayers = useLaneCarry((state) => state.mode === "drag" && state.carried?.kind === "layers");
  return draggingLayers ? <Zone /> : null;
}

function Zone() {
  const zone = useRef<HTMLDivElement>(null);
  const { dropProps, isDropTarget } = useDrop({
    ref: zone,
    hasDropButton: true,
    getDropOperation: () => "move",
    onDrop: () => {
      const { carried } = laneCarry.getState();
      putDown();
      if (carried?.kind === "layers") removeFromLane(carried.positions);
    },
  });
  const { carried } = laneCarry.getState();
  const stages = workbench.getState().document.design.stages;
  const name = carried?.kind === "layers" ? layersName(layersAt(stages, carried.positions)) : "";
  return (
    <div
      ref={zone}
      {...dropProps}
      data-testid="remove-zone"
      data-over={isDropTarget || undefined}
      className="absolute inset-0 z-30 flex items-start justify-center pt-16 opacity-0 transition-opacity duration-(--motion) data-over:bg-page/70 data-over:opacity-100"
    >
      <p className="flex items-center gap-2 rounded-md border border-danger bg-panel px-3 py-2 font-semibold text-danger shadow-float">
        <Trash2 size={15} aria-hidden /> Drop to remove {name}
      </p>
    </div>
  );
}
