"use client";

import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from "react";
import { commands, useWorkbench, workbench } from "@/components/shell/session";
import { allPositions, type LayerPosition } from "@/lib/design/edit/laneEdit";
import { selectionRange, toggleSelected } from "@/lib/design/edit/laneSelection";
import { LaneStage } from "./LaneStage";
import { laneCarry, putDown, useLaneCarry } from "./laneCarry";
import { handleLaneKey } from "./laneKeys";
import { measureWords, useLayerShares } from "./useLayerShares";

/** The layer a DOM event happened on, or null. */
function positionOf(target: EventTarget): LayerPosition | null {
  const chip = target instanceof Element ? target.closest<HTMLElement>("[data-testid=layer]") : null;
  return chip === null ? null : { stage: Number(chip.dataset.stage), index: Number(chip.dataset.index) };
}

/** Where the keyboard begins to look for a new place: right behind what was picked up, else at the lane's first gap. */
function startingGap(list: HTMLElement | null): HTMLElement | null {
  const { carried } = laneCarry.getState();
  const last = carried?.kind === "layers" ? carried.positions.at(-1) : undefined;
  const behind = last === undefined ? "" : `[data-gap="${last.stage}.${last.index + 1}"]`;
  return (
    (behind === "" ? null : list?.querySelector<HTMLElement>(behind)) ??
    list?.querySelector<HTMLElement>("[data-gap]") ??
    null
  );
}

/** The pattern lane: the design's layers as a score. One tab stop; arrow keys move, Delete removes, Enter carries. */
export function Lane() {
  const list = useRef<HTMLOListElement>(null);
  const stages = useWorkbench((state) => state.document.design.stages);
  const selected = useWorkbench((state) => state.selection.layers);
  const measure = useWorkbench((state) => state.view.laneMeasure);
  const mode = useLaneCarry((state) => state.mode);
  const focusNext = useLaneCarry((state) => state.focusNext);
  const shares = useLayerShares();
  const largestShare = Math.max(0, ...shares.values());
  const [visited, setVisited] = useState<LayerPosition>({ stage: 0, index: 0 });
  const tabStop = useMemo(
    () => (stages[visited.stage]?.layers[visited.index] === undefined ? { stage: 0, index: 0 } : visited),
    [stages, visited],
  );
  const anchor = useRef<LayerPosition>(tabStop);

  useEffect(() => {
    if (focusNext === null) return;
    laneCarry.setState({ focusNext: null });
    const { stage, index } = focusNext;
    const chip = list.current?.querySelector<HTMLElement>(
      `[data-testid=layer][data-stage="${stage}"][data-index="${index}"]`,
    );
    const focused = document.activeElement;
    if (focused === document.body || list.current?.contains(focused)) chip?.focus();
    setVisited(focusNext);
    anchor.current = focusNext;
  }, [focusNext]);

  useEffect(() => {
    if (mode === "place") startingGap(list.current)?.focus();
  }, [mode]);

  const onClick = (event: MouseEvent) => {
    const position = positionOf(event.target);
    if (position === null) return;
    const layers = workbench.getState().selection.layers;
    if (event.shiftKey) commands.select({ layers: selectionRange(stages, anchor.current, position) });
    else if (event.ctrlKey || event.metaKey) commands.select({ layers: toggleSelected(layers, position) });
    else commands.select({ layers: [position] });
    if (!event.shiftKey) anchor.current = position;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const position = positionOf(event.target);
    if (position === null) {
      if (event.key === "Escape" && mode === "place") {
        putDown();
        laneCarry.setState({ focusNext: tabStop });
      }
      return;
    }
    const moved = handleLaneKey(event, stages, position, anchor);
    if (moved !== null) laneCarry.setState({ focusNext: moved });
  };

  const count = allPositions(stages).length;
  return (
    <ol
      ref={list}
      data-testid="lane"
      aria-label={`Pattern, ${count} layers in ${stages.length} ${stages.length === 1 ? "stage" : "stages"}`}
      className="lane"
      data-carrying={mode ?? undefined}
      data-dense={count > 36 || undefined}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const position = positionOf(event.target);
        if (position !== null) setVisited(position);
      }}
    >
      {stages.map((_, place) => (
        <LaneStage
          key={stageKey(place)}
          stages={stages}
          place={place}
          selected={selected}
          tabStop={tabStop}
          shares={shares}
          largestShare={largestShare}
          measureWords={measureWords(measure)}
        />
      ))}
    </ol>
  );
}

/** Stages have no identity but their place. */
const stageKey = (place: number) => `stage ${place}`;
