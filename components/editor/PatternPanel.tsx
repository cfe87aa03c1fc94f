"use client";

import { useWorkbench } from "@/components/shell/session";
import { Lane } from "./Lane";
import { LaneOverview } from "./LaneOverview";
import { LaneView } from "./LaneView";
import { useLaneCarry } from "./laneCarry";
import { NotationField } from "./NotationField";
import { Palette } from "./Palette";
import { SelectionBar } from "./SelectionBar";

/** The pattern lane with its palette, the whole depth at a glance, notation, and what can be done with a selection. */
export function PatternPanel() {
  const stages = useWorkbench((state) => state.document.design.stages);
  const announcement = useLaneCarry((state) => state.announcement);
  return (
    <section aria-label="Layer pattern" className="pattern-panel">
      <Palette />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <div className="flex items-center justify-between gap-4 max-sm:flex-col max-sm:items-stretch">
          <LaneOverview stages={stages} />
          <LaneView />
        </div>
        <div className="lane-scroll">
          <Lane />
        </div>
        <div className="mt-auto flex min-h-7 items-center">
          <SelectionBar />
        </div>
        <NotationField />
      </div>
      <p role="status" className="sr-only">
        {announcement}
      </p>
    </section>
  );
}
