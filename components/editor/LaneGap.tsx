"use client";

import { Plus } from "lucide-react";
import { memo } from "react";
import type { InsertionPoint } from "@/lib/design/edit/laneEdit";
import { laneCarry, putDown } from "./laneCarry";
import { placeInLane } from "./laneCommands";
import { useDropTarget } from "./nativeDrag";

interface LaneGapProps {
  readonly kind: InsertionPoint["kind"];
  readonly stage: number;
  readonly index: number;
  /** Whether it stands behind its element instead of before it. */
  readonly after: boolean;
  /** Between which layers it is. */
  readonly label: string;
}

/**
 * An insertion point. While something is dragged it takes drops from the middle of its left neighbour to the middle of
 * its right one; while something waits to be placed it is a button. Otherwise it is out of the way: see globals.css.
 */
export const LaneGap = memo(function LaneGap({ kind, stage, index, after, label }: LaneGapProps) {
  const point: InsertionPoint = kind === "inside" ? { kind, stage, index } : { kind, stage };
  const { over, dropProps } = useDropTarget((carried, copy) => placeInLane(carried, point, copy));
  const place = () => {
    const { carried } = laneCarry.getState();
    putDown();
    if (carried !== null) placeInLane(carried, point, false);
  };
  return (
    <button
      type="button"
      {...dropProps}
      className={`lane-gap lane-gap-${kind}`}
      data-after={after || undefined}
      data-over={over || undefined}
      data-gap={kind === "inside" ? `${stage}.${index}` : `${stage}`}
      onClick={place}
      aria-label={label}
    >
      <Plus size={12} aria-hidden />
    </button>
  );
});
