"use client";

import { Lane } from "./Lane";
import { useLaneCarry } from "./laneCarry";
import { NotationField } from "./NotationField";
import { Palette } from "./Palette";

/** The pattern lane with its palette and notation, across the top of the page. */
export function PatternPanel() {
  const announcement = useLaneCarry((state) => state.announcement);
  return (
    <section aria-label="Layer pattern" className="flex gap-4 border-b border-line bg-panel px-3 py-2">
      <Palette />
      <div className="flex min-w-0 flex-1 flex-col justify-between gap-2">
        <Lane />
        <NotationField />
      </div>
      <p role="status" className="sr-only">
        {announcement}
      </p>
    </section>
  );
}
