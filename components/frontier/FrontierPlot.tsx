"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { FigureMenu } from "@/components/ui/chart/FigureMenu";
import type { FigureTable as FigureTableData } from "@/components/ui/chart/figureTable";
import { useSize } from "@/components/ui/chart/useSize";
import type { IsoLine } from "@/lib/pareto/isoLine";
import type { Mark } from "@/lib/pareto/marks";
import { coordinateWords } from "@/lib/pareto/markWords";
import { type MetricId, metricOf } from "@/lib/pareto/metrics";
import { candidateOf, type RankedSet } from "@/lib/pareto/scene/cloud";
import { idsInside } from "@/lib/pareto/scene/idsInside";
import type { SelectedPoint } from "@/lib/pareto/scene/selectionFront";
import { type Arrow, firstStop, nextStop, stopAt } from "@/lib/pareto/scene/traverse";
import type { ViewChoices } from "@/lib/store/viewChoices";
import { AxisMenu } from "./AxisMenu";
import { CandidateButton } from "./CandidateButton";
import { CandidateCanvas } from "./CandidateCanvas";
import { CandidateHover } from "./CandidateHover";
import { CandidateTip, type CandidateTipHandle } from "./CandidateTip";
import { drawCloud } from "./drawCloud";
import { FrontierDrawing } from "./FrontierDrawing";
import { readInk } from "./inkColours";
import { MarkButtons } from "./MarkButtons";
import { MarkTip } from "./MarkTip";
import { AxisUnit, PlotLimits } from "./PlotAxes";
import { RegionSelect } from "./RegionSelect";
import { useFrontierScene } from "./useFrontierScene";
import { type Tool, useZoom } from "./useZoom";
import { ViewReset } from "./ViewReset";

interface FrontierPlotProps {
  readonly marks: readonly Mark[];
  /** Sets of candidates with their coordinates on the axes of the view. */
  readonly ranked: readonly RankedSet[];
  /** The selected points that are on the plot; they have a front of their own. */
  readonly selected: readonly SelectedPoint[];
  readonly view: ViewChoices;
  readonly selection: readonly string[];
  readonly tool: Tool;
  /** Lines of constant parameters; empty where nobody asked for them. */
  readonly isoLines: readonly IsoLine[];
  /** Conditions and origin of the figures, for exports. */
  readonly source: string;
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

/** The plot itself: axes that carry their own menus and limits, candidates, fronts, marks, a card for what is pointed at. */
export function FrontierPlot(props: FrontierPlotProps) {
  const { marks, ranked, selected, view, selection, tool, isoLines, source, onView, onHover, onSelect } =
    props;
  const { frontierX, frontierY, frontierXScale, frontierYScale, constraints } = view;
  const [box, { width, height }] = useSize<HTMLDivElement>({ width: 720, height: 460 });
  const svg = useRef<SVGSVGElement>(null);
  const zoom = useZoom(box, tool);
  const { motion } = zoom;
  const { live } = motion;
  const candidateTip = useRef<CandidateTipHandle>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const { layout, frame, cloud, classes, emphasised, scene, words } = useFrontierScene({
    marks,
    ranked,
    selected,
    view,
    selection,
    width,
    height,
    zoom: zoom.view,
    isoLines,
  });
  const walked = { scene, cloud, view: zoom.view };
  const entry = current !== null && stopAt(walked, current) !== null ? current : firstStop(walked);
  const stop = entry === null ? null : stopAt(walked, entry);
  const candidate = entry === null ? null : candidateOf(cloud.sets, entry);
  const { inner } = frame;
  const pick = (id: string, add: boolean) => onSelect([id], add);

  const focusOn = (id: string) => {
    // A candidate gets its button when the keyboard comes to it; it must be there before it can take the focus.
    flushSync(() => setCurrent(id));
    const button = box.current?.querySelector(`[data-id="${CSS.escape(id)}"]`);
    if (button instanceof HTMLElement) button.focus();
  };
  const onKey = (event: KeyboardEvent, id: string) => {
    const arrow = arrows[event.key];
    if (arrow !== undefined) {
      const next = nextStop(walked, id, arrow);
      if (next !== null) focusOn(next);
      event.preventDefault();
    } else if (event.key === "Escape") {
      onSelect([], false);
      zoom.reset();
    } else if (event.key === "+" || event.key === "-") zoom.zoomBy(event.key === "+" ? 1.4 : 1 / 1.4);
    else if (event.key === "0") zoom.reset();
  };
  const empty = marks.length === 0 && ranked.every(({ shown }) => shown === null);

  return (
    <div
      ref={box}
      data-testid="frontier"
      data-zoomed={zoom.view.k > 1}
      data-tool={tool}
      className="relative min-h-[340px] flex-1 touch-pan-y overflow-hidden select-none data-[tool=box]:touch-none data-[tool=lasso]:touch-none data-[zoomed=true]:touch-none min-[760px]:min-h-44"
    >
      {cloud.size > 0 && <CandidateCanvas cloud={cloud} classes={classes} motion={motion} frame={frame} />}
      <FrontierDrawing
        svg={svg}
        layout={layout}
        scene={scene}
        cloud={cloud}
        marks={marks}
        selected={emphasised}
        motion={motion}
      />
      <MarkButtons
        scene={scene}
        words={words}
        selected={emphasised}
        current={entry}
        motion={motion}
        onHover={onHover}
        onFocus={(id) => {
          setCurrent(id);
          onHover(id);
        }}
        onPick={pick}
        onKey={onKey}
      />
      <PlotLimits
        inner={inner}
        layout={layout}
        live={live}
        constraints={constraints}
        onConstraints={(next) => onView({ constraints: next })}
      />
      <div className="absolute top-1 right-2 z-10">
        <FigureMenu
          svg={svg}
          title={`${metricOf(frontierY).label} against ${metricOf(frontierX).label.toLowerCase()}`}
          source={source}
          table={marksTable(marks, frontierX, frontierY)}
          underlay={(host, ratio) => {
            if (cloud.size === 0) return null;
            const canvas = document.createElement("canvas");
            drawCloud(
              canvas,
              { points: { ...cloud, classes }, view: zoom.view, inner },
              readInk(host),
              ratio,
              null,
            );
            canvas.dataset.x = String(inner.x);
            canvas.dataset.y = String(inner.y);
            return canvas;
          }}
        />
      </div>
      <div className="pointer-events-none absolute top-1.5 left-2">
        <AxisMenu
          axis="y"
          metric={frontierY}
          scale={frontierYScale}
          unit={<AxisUnit layout={layout} live={live} axis="y" />}
          onMetric={(metric) => onView({ frontierY: metric, frontierYScale: metricOf(metric).scale })}
          onScale={(scale) => onView({ frontierYScale: scale })}
        />
      </div>
      <div className="pointer-events-none absolute right-2 bottom-1">
        <AxisMenu
          axis="x"
          metric={frontierX}
          scale={frontierXScale}
          unit={<AxisUnit layout={layout} live={live} axis="x" />}
          onMetric={(metric) => onView({ frontierX: metric, frontierXScale: metricOf(metric).scale })}
          onScale={(scale) => onView({ frontierXScale: scale })}
        />
      </div>
      <RegionSelect
        host={box}
        tool={tool}
        onRegion={(region, add) => onSelect(idsInside(region, scene, cloud, zoom.view), add)}
      />
      <CandidateHover host={box} cloud={cloud} live={live} tip={candidateTip} onPick={pick} />
      {candidate !== null && stop !== null && (
        <CandidateButton
          key={stop.id}
          candidate={candidate}
          cloud={cloud}
          stop={stop}
          frame={frame}
          motion={motion}
          selected={emphasised.has(stop.id)}
          tip={candidateTip}
          onPick={pick}
          onKey={onKey}
        />
      )}
      <ViewReset frame={frame} marks={marks} zoomed={zoom.view.k > 1} onReset={zoom.reset} />
      <CandidateTip ref={candidateTip} sets={cloud.sets} frame={frame} />
      <MarkTip scene={scene} motion={motion} />
      {empty && (
        <p className="absolute inset-0 m-auto h-fit w-fit text-ink-muted">
          Nothing here has both {metricOf(frontierX).label.toLowerCase()} and{" "}
          {metricOf(frontierY).label.toLowerCase()}; choose another axis.
        </p>
      )}
      <OwnWords marks={marks} view={view} />
    </div>
  );
}

/** The marks as rows for exports. */
function marksTable(marks: readonly Mark[], x: MetricId, y: MetricId): FigureTableData {
  const [xUnit, yUnit] = [metricOf(x).unit, metricOf(y).unit];
  return {
    columns: ["id", "name", "basis", `${x} (${xUnit})`, `${y} (${yUnit})`],
    rows: marks.map((mark) => [
      mark.id,
      mark.subject.name,
      mark.basis,
      mark.x?.value ?? null,
      mark.y?.value ?? null,
    ]),
  };
}

/** Where the design in hand lies, for readers that do not see the plot. */
function OwnWords({ marks, view }: Pick<FrontierPlotProps, "marks" | "view">) {
  const own = marks.filter((mark) => mark.subject.series === "own");
  return (
    <p className="sr-only">
      {own.map(
        (mark) =>
          `${mark.subject.name}: ${coordinateWords(view.frontierX, mark.x)}, ${coordinateWords(view.frontierY, mark.y)}.`,
      )}
    </p>
  );
}
