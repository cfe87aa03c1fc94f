"use client";

import { Trash2 } from "lucide-react";
import { workbench } from "@/components/shell/session";
import { layersAt } from "@/lib/design/edit/laneEdit";
import { layersName } from "@/lib/design/edit/layerWords";
import { laneCarry, useLaneCarry } from "./laneCarry";
import { removeFromLane } from "./laneCommands";
import { useDropTarget } from "./nativeDrag";

/** While layers of the lane are dragged, the page below it takes them out. */
export function RemoveZone() {
  const draggingLayers = useLaneCarry((state) => state.mode === "drag" && state.carried?.kind === "layers");
  return draggingLayers ? <Zone /> : null;
}

function Zone() {
  const { over, dropProps } = useDropTarget((dropped) => {
    if (dropped.kind === "layers") removeFromLane(dropped.positions);
  });
  const { carried } = laneCarry.getState();
  const stages = workbench.getState().document.design.stages;
  const name = carried?.kind === "layers" ? layersName(layersAt(stages, carried.positions)) : "";
  return (
    <div
      {...dropProps}
      data-testid="remove-zone"
      data-over={over || undefined}
      className="absolute inset-0 z-30 flex items-start justify-center pt-16 opacity-0 transition-opacity duration-(--motion) data-over:bg-page/70 data-over:opacity-100"
    >
      <p className="flex items-center gap-2 rounded-md border border-danger bg-panel px-3 py-2 font-semibold text-danger shadow-float">
        <Trash2 size={15} aria-hidden /> Drop to remove {name}
      </p>
    </div>
  );
}
