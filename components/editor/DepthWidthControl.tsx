"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { usePredictions } from "@/components/frontier/usePredictions";
import { useWorkbench } from "@/components/shell/session";
import { Section } from "@/components/ui/Section";
import { Select } from "@/components/ui/Select";
import { figureText, significantDigits } from "@/lib/base/figure";
import type { Design } from "@/lib/design/design";
import { descriptionOf } from "@/lib/store/selectors";
import { type Held, useDepthWalk } from "./useDepthWalk";
import { useOptimalDepths } from "./useOptimalDepths";

const heldOptions: readonly { readonly id: Held; readonly label: string }[] = [
  { id: "total", label: "all parameters" },
  { id: "nonEmbedding", label: "non-embedding parameters" },
  { id: "latency", label: "predicted latency" },
];

/** Depths the control reaches: from a shallow model to three times the origin's depth, whichever is deeper. */
const shallowest = 2;
const deepestAlways = 48;
/** Half the width of the slider's thumb, in pixels: the track's ends lie that far inside the control. */
const thumbRadius = 8;

/** Whole units of width a block, with two digits where there are only a few. */
function widthText(width: number): string {
  return width >= 10 ? Math.round(width).toLocaleString("en-US") : significantDigits(width, 2);
}

/** Deeper and thinner, or flatter and wider, at constant size or latency: one control, with what it did in words. */
export function DepthWidthControl() {
  const design = useWorkbench((state) => state.document.design);
  const predictions = usePredictions();
  const [held, setHeld] = useState<Held>("total");
  const latencyMs = useCallback(
    (candidate: Design) => predictions.latencyOf(candidate)?.latencyMs.value ?? null,
    [predictions],
  );
  const { origin, changes, move, commit } = useDepthWalk(design, held, latencyMs);
  const slider = useRef<HTMLInputElement>(null);

  const { depthBlocks, params } = descriptionOf(design);
  const originBlocks = descriptionOf(origin).depthBlocks;
  const deepest = Math.max(deepestAlways, Math.ceil(3 * originBlocks));
  const region = useOptimalDepths(origin, held === "latency" ? "total" : held, latencyMs, deepest);

  useEffect(() => {
    // The browser's own change event ends a gesture: the pointer was lifted, or a key did its step.
    const element = slider.current;
    element?.addEventListener("change", commit);
    return () => element?.removeEventListener("change", commit);
  }, [commit]);

  /** Where a depth lies on the track, as a CSS length from the left. */
  const place = (blocks: number) => {
    const share = (blocks - shallowest) / (deepest - shallowest);
    return `calc(${thumbRadius}px + (100% - ${2 * thumbRadius}px) * ${share})`;
  };
  return (
    <Section
      title="Depth and width"
      aside={
        <span className="tabular text-xs text-ink-muted">
          {depthBlocks} blocks × {design.hiddenSize.toLocaleString("en-US")}
        </span>
      }
    >
      <div className="relative pt-1">
        {region !== null && (
          <span
            aria-hidden
            className="pointer-events-none absolute top-[22px] h-[3px] rounded-full bg-ink-soft"
            style={{
              left: place(region.from),
              width: `max(4px, calc(${place(region.to)} - ${place(region.from)}))`,
            }}
          />
        )}
        <input
          ref={slider}
          data-testid="depth-width"
          type="range"
          aria-label="Depth in blocks, at constant size or latency"
          aria-valuetext={`${depthBlocks} blocks, hidden size ${design.hiddenSize}, ${figureText(params.total, "parameters")} parameters`}
          min={shallowest}
          max={deepest}
          step={1}
          value={depthBlocks}
          onChange={(event) => {
            // React reports the browser's change event here too; it ends the gesture and must not start another.
            if (event.nativeEvent.type === "input") move(Number(event.target.value));
          }}
          className="depth-slider"
        />
        <span
          aria-hidden
          title={`Where this walk began: ${originBlocks} blocks`}
          className="pointer-events-none absolute top-[5px] h-[18px] w-px bg-line-strong"
          style={{ left: place(originBlocks) }}
        />
        <div className="mt-0.5 flex justify-between text-xs text-ink-muted">
          <span>flat, wide</span>
          <span className="tabular">{widthText(design.hiddenSize / depthBlocks)} wide per block</span>
          <span>deep, thin</span>
        </div>
      </div>
      <div className="mt-1.5 flex items-center justify-between gap-2">
        <span className="text-ink-soft">Holding</span>
        <Select
          label="What stays constant"
          className="w-46"
          value={held}
          onChange={(event) => {
            const chosen = heldOptions.find(({ id }) => id === event.target.value);
            if (chosen !== undefined) setHeld(chosen.id);
          }}
        >
          {heldOptions.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </Select>
      </div>
      {region !== null && (
        <p className="mt-1 text-xs text-ink-muted">
          Least predicted loss at this size within {figureText(region.budgetMs, "ms")}:{" "}
          {region.from === region.to ? region.from : `${region.from} to ${region.to}`} blocks (the paper's
          rule).
        </p>
      )}
      {changes.length > 0 && (
        <ul aria-label="What the walk changed" className="mt-1.5 flex flex-col gap-0.5 text-xs text-ink-soft">
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}
