"use client";

import { AudioLines } from "lucide-react";
import { ActionButton } from "@/components/shell/ActionButton";
import { commands, useWorkbench } from "@/components/shell/session";
import { descriptionOf } from "@/lib/store/selectors";
import type { LaneMeasure } from "@/lib/store/viewChoices";

const measures: readonly { readonly id: LaneMeasure; readonly label: string }[] = [
  { id: "time", label: "Time" },
  { id: "parameters", label: "Parameters" },
  { id: "cache", label: "Cache" },
];

/** How deep the pattern is, what the bars under its layers show, and the way to edits of the whole rhythm. */
export function LaneView() {
  const design = useWorkbench((state) => state.document.design);
  const measure = useWorkbench((state) => state.view.laneMeasure);
  const { layers, depthBlocks } = descriptionOf(design);
  return (
    <div className="flex shrink-0 items-center gap-3">
      <span className="tabular text-ink-muted">
        {layers} layers, {depthBlocks} blocks
      </span>
      <fieldset
        className="flex items-center rounded-[5px] border border-line"
        aria-label="Bars under the layers"
      >
        {measures.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            aria-pressed={id === measure}
            className="h-[26px] px-2 text-xs text-ink-soft first:rounded-l-[4px] last:rounded-r-[4px] hover:text-ink aria-pressed:bg-sunken aria-pressed:font-semibold aria-pressed:text-ink"
            onClick={() => commands.setView({ laneMeasure: id })}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <ActionButton
        action="structure"
        icon={<AudioLines size={14} aria-hidden />}
        words="Rhythm"
        tipSide="end"
      />
    </div>
  );
}
