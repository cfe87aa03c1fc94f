"use client";

import { type KeyboardEvent, useState } from "react";
import type { Mark } from "@/lib/pareto/marks";
import { coordinateWords } from "@/lib/pareto/markWords";
import { metricOf } from "@/lib/pareto/metrics";
import { plotFrame } from "@/lib/pareto/scene/frame";
import { frontierScene } from "@/lib/pareto/scene/scene";
import { type Arrow, nextMark } from "@/lib/pareto/scene/traverse";
import type { ViewChoices } from "@/lib/store/viewChoices";
import { AxisLayer } from "./AxisLayer";
import { AxisMenu } from "./AxisMenu";
import { BetterArrow } from "./BetterArrow";
import { MarkButtons } from "./MarkButtons";
import { MarkCard } from "./MarkCard";
import { MarkLayer } from "./MarkLayer";
import { PlotTip } from "./PlotTip";
import { FrontLayer, LabelLayer, LineLayer, UncertaintyLayer } from "./SceneLayers";
import { useSize } from "./useSize";
import { type Tool, useZoom } from "./useZoom";

interface FrontierPlotProps {
  readonly marks: readonly Mark[];
  readonly view: ViewChoices;
  readonly selected: ReadonlySet<string>;
  readonly hovered: string | null;
  readonly tool: Tool;
  readonly onView: (view: Partial<ViewChoices>) => void;
  readonly onHover: (id: string | null) => void;
  readonly onSelect: (ids: readonly string[], add: boolean) => void;
}

const arrows: Readonly<Record<string, Arrow>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** The plot itself: axes that carry their own menus, fronts, marks, and one card for what is pointed at. */
export function FrontierPlot(props: FrontierPlotProps) {
  const { marks, view, selected, hovered, tool, onView, onHover, onSelect } = props;
  const [box, size] = useSize<HTMLDivElement>({ width: 720, height: 460 });
  const zoom = useZoom(box, tool);
  const [current, setCurrent] = useState<string | null>(null);

  const frame = plotFrame(
    size.width,
    size.height,
    { metric: view.frontierX, kind: view.frontierXScale, values: coordinatesOf(marks, "x") },
    { metric: view.frontierY, kind: view.frontierYScale, values: coordinatesOf(marks, "y") },
    zoom.view,
  );
  const emphasised = new Set([...selected, ...(hovered === null ? [] : [hovered])]);
  const scene = frontierScene(marks, frame, { showDominated: view.showDominated, emphasised });
  const entry = scene.marks.some(({ mark }) => mark.id === current)
    ? current
    : (nextMark(scene, null, "right") ?? null);
  const pointed = scene.marks.find(({ mark }) => mark.id === hovered);
  const { inner } = frame;

  const onKey = (event: KeyboardEvent, id: string) => {
    const arrow = arrows[event.key];
    if (arrow !== undefined) {
      const next = nextMark(scene, id, arrow);
      const element = next === null ? null : box.current?.querySelector(`[data-id="${CSS.escape(next)}"]`);
      if (element instanceof HTMLElement) element.focus();
      event.preventDefault();
    } else if (event.key === "Enter" || event.key === " ") {
      onSelect([id], event.shiftKey);
      event.preventDefault();
    } else if (event.key === "Escape") {
      onSelect([], false);
    } else if (event.key === "+" || event.key === "-") {
      zoom.zoomBy(event.key === "+" ? 1.4 : 1 / 1.4);
    } else if (event.key === "0") zoom.reset();
  };

  return (
    <div
      ref={box}
      data-testid="frontier"
      data-zoomed={zoom.view.k > 1}
      className="relative min-h-[340px] flex-1 touch-pan-y min-[760px]:min-h-0 overflow-hidden select-none data-[zoomed=true]:touch-none"
    >
      <svg
        aria-hidden
        width={size.width}
        height={size.height}
        className="pointer-events-none absolute inset-0 block"
      >
        <defs>
          <clipPath id="frontier-inner">
            <rect x={inner.x - 6} y={inner.y - 6} width={inner.width + 12} height={inner.height + 12} />
          </clipPath>
        </defs>
        <AxisLayer frame={frame} />
        <g clipPath="url(#frontier-inner)">
          <FrontLayer fronts={scene.fronts} />
          <UncertaintyLayer joins={scene.joins} boxes={scene.boxes} />
          <LineLayer lines={scene.lines} frame={frame} />
          <LabelLayer labels={scene.labels} marks={scene.marks} />
          <MarkLayer marks={scene.marks} selected={selected} />
        </g>
        <BetterArrow frame={frame} />
      </svg>
      <MarkButtons
        scene={scene}
        selected={selected}
        current={entry}
        onHover={onHover}
        onFocus={(id) => {
          setCurrent(id);
          onHover(id);
        }}
        onPick={(id, add) => onSelect([id], add)}
        onKey={onKey}
      />
      <div className="pointer-events-none absolute top-1.5 left-2">
        <AxisMenu
          axis="y"
          metric={view.frontierY}
          scale={view.frontierYScale}
          unit={frame.y.text.unit}
          onMetric={(metric) => onView({ frontierY: metric, frontierYScale: metricOf(metric).scale })}
          onScale={(scale) => onView({ frontierYScale: scale })}
        />
      </div>
      <div className="pointer-events-none absolute right-2 bottom-1">
        <AxisMenu
          axis="x"
          metric={view.frontierX}
          scale={view.frontierXScale}
          unit={frame.x.text.unit}
          onMetric={(metric) => onView({ frontierX: metric, frontierXScale: metricOf(metric).scale })}
          onScale={(scale) => onView({ frontierXScale: scale })}
        />
      </div>
      {pointed !== undefined && (
        <PlotTip at={pointed} frame={frame}>
          <MarkCard mark={pointed.mark} x={view.frontierX} y={view.frontierY} />
        </PlotTip>
      )}
      {marks.length === 0 && (
        <p className="absolute inset-0 m-auto h-fit w-fit text-ink-muted">
          No model has both {metricOf(view.frontierX).label.toLowerCase()} and{" "}
          {metricOf(view.frontierY).label.toLowerCase()}; choose another axis.
        </p>
      )}
      <p className="sr-only">
        {marks
          .filter((mark) => mark.subject.series === "own")
          .map(
            (mark) =>
              `${mark.subject.name}: ${coordinateWords(view.frontierX, mark.x)}, ${coordinateWords(view.frontierY, mark.y)}.`,
          )}
      </p>
    </div>
  );
}

/** Every value that must be in view: coordinates, and the intervals of the design in hand. */
function* coordinatesOf(marks: readonly Mark[], axis: "x" | "y"): Iterable<number> {
  for (const mark of marks) {
    const estimate = mark[axis];
    if (estimate === null) continue;
    yield estimate.value;
    if (mark.subject.series !== "own") continue;
    if (estimate.lo !== null) yield estimate.lo;
    if (estimate.hi !== null) yield estimate.hi;
  }
}
