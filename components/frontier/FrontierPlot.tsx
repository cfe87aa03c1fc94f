"use client";

import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { ChartAxes } from "@/components/ui/chart/ChartAxes";
import { FigureMenu } from "@/components/ui/chart/FigureMenu";
import type { FigureTable as FigureTableData } from "@/components/ui/chart/figureTable";
import { useSize } from "@/components/ui/chart/useSize";
import type { Mark } from "@/lib/pareto/marks";
import { coordinateWords } from "@/lib/pareto/markWords";
import { type MetricId, metricOf } from "@/lib/pareto/metrics";
import type { PointSet } from "@/lib/pareto/pointSet";
import { cloudOf, withSelection } from "@/lib/pareto/scene/cloud";
import { axisDomain } from "@/lib/pareto/scene/domain";
import { plotFrame, wholeView } from "@/lib/pareto/scene/frame";
import { idsInside } from "@/lib/pareto/scene/idsInside";
import { frontierScene } from "@/lib/pareto/scene/scene";
import { type Arrow, nextMark } from "@/lib/pareto/scene/traverse";
import { wordsOfMarks } from "@/lib/pareto/scene/wordsOfMarks";
import type { ViewChoices } from "@/lib/store/viewChoices";
import { AxisMenu } from "./AxisMenu";
import { BetterArrow } from "./BetterArrow";
import { CandidateCanvas } from "./CandidateCanvas";
import { CandidateHover } from "./CandidateHover";
import { CloudFronts } from "./CloudFronts";
import { drawCloud } from "./drawCloud";
import { HoverTip } from "./HoverTip";
import { readInk } from "./inkColours";
import { LimitHandle, limitThumb } from "./LimitHandle";
import { MarkButtons } from "./MarkButtons";
import { MarkLayer } from "./MarkLayer";
import { RegionSelect } from "./RegionSelect";
import { FrontLayer, LabelLayer, LineLayer, UncertaintyLayer } from "./SceneLayers";
import { type Tool, useZoom } from "./useZoom";

interface FrontierPlotProps {
  readonly marks: readonly Mark[];
  readonly sets: readonly PointSet[];
  readonly view: ViewChoices;
  readonly selection: readonly string[];
  readonly tool: Tool;
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
  const { marks, sets, view, selection, tool, source, onView, onHover, onSelect } = props;
  const { frontierX, frontierY, frontierXScale, frontierYScale, constraints, showDominated } = view;
  const [box, { width, height }] = useSize<HTMLDivElement>({ width: 720, height: 460 });
  const svg = useRef<SVGSVGElement>(null);
  const zoom = useZoom(box, tool);
  const [current, setCurrent] = useState<string | null>(null);

  const axes = useMemo(
    () => ({
      x: {
        metric: frontierX,
        kind: frontierXScale,
        domain: axisDomain("x", frontierX, frontierXScale, marks, sets),
      },
      y: {
        metric: frontierY,
        kind: frontierYScale,
        domain: axisDomain("y", frontierY, frontierYScale, marks, sets),
      },
    }),
    [frontierX, frontierXScale, frontierY, frontierYScale, marks, sets],
  );
  const whole = useMemo(() => plotFrame(width, height, axes.x, axes.y, wholeView), [width, height, axes]);
  const frame = useMemo(
    () => (zoom.view === wholeView ? whole : plotFrame(width, height, axes.x, axes.y, zoom.view)),
    [width, height, axes, whole, zoom.view],
  );
  const cloud = useMemo(
    () => cloudOf(sets, { x: frontierX, y: frontierY }, { x: whole.x.scale, y: whole.y.scale }, constraints),
    [sets, frontierX, frontierY, whole, constraints],
  );
  const classes = useMemo(() => withSelection(cloud, selection), [cloud, selection]);
  const selected = useMemo(() => new Set(selection), [selection]);
  const scene = useMemo(
    () => frontierScene(marks, frame, { showDominated, emphasised: selected }),
    [marks, frame, showDominated, selected],
  );
  const words = useMemo(() => wordsOfMarks(marks, whole), [marks, whole]);
  const entry = scene.marks.some(({ mark }) => mark.id === current)
    ? current
    : nextMark(scene, null, "right");
  const { inner } = frame;

  const onKey = (event: KeyboardEvent, id: string) => {
    const arrow = arrows[event.key];
    if (arrow !== undefined) {
      const next = nextMark(scene, id, arrow);
      const element = next === null ? null : box.current?.querySelector(`[data-id="${CSS.escape(next)}"]`);
      if (element instanceof HTMLElement) element.focus();
      event.preventDefault();
    } else if (event.key === "Escape") onSelect([], false);
    else if (event.key === "+" || event.key === "-") zoom.zoomBy(event.key === "+" ? 1.4 : 1 / 1.4);
    else if (event.key === "0") zoom.reset();
  };
  const empty =
    marks.length === 0 && sets.every((set) => !(set.columns[frontierX] && set.columns[frontierY]));

  return (
    <div
      ref={box}
      data-testid="frontier"
      data-zoomed={zoom.view.k > 1}
      data-tool={tool}
      className="relative min-h-[340px] flex-1 touch-pan-y overflow-hidden select-none data-[tool=box]:touch-none data-[tool=lasso]:touch-none data-[zoomed=true]:touch-none min-[760px]:min-h-0"
    >
      {cloud.size > 0 && <CandidateCanvas cloud={cloud} classes={classes} view={zoom.view} frame={frame} />}
      <svg
        ref={svg}
        aria-hidden
        data-chart="frontier"
        width={width}
        height={height}
        className="pointer-events-none absolute inset-0 block"
      >
        <defs>
          <clipPath id="frontier-inner">
            <rect x={inner.x - 6} y={inner.y - 6} width={inner.width + 12} height={inner.height + 12} />
          </clipPath>
        </defs>
        <ChartAxes inner={inner} x={frame.x} y={frame.y} />
        <g clipPath="url(#frontier-inner)">
          <FrontLayer fronts={scene.fronts} />
          <CloudFronts cloud={cloud} frame={frame} view={zoom.view} />
          <UncertaintyLayer joins={scene.joins} boxes={scene.boxes} />
          <LineLayer lines={scene.lines} frame={frame} />
          <LabelLayer labels={scene.labels} marks={scene.marks} />
          <MarkLayer marks={scene.marks} selected={selected} />
        </g>
        <BetterArrow frame={frame} />
      </svg>
      <MarkButtons
        scene={scene}
        words={words}
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
      <div
        className="pointer-events-none absolute"
        style={{ left: inner.x - limitThumb / 2, top: inner.y + inner.height - 7 }}
      >
        <LimitHandle
          side="x"
          axis={frame.x}
          length={inner.width}
          constraints={constraints}
          onConstraints={(next) => onView({ constraints: next })}
        />
      </div>
      <div
        className="pointer-events-none absolute"
        style={{ left: inner.x - 7, top: inner.y - limitThumb / 2 }}
      >
        <LimitHandle
          side="y"
          axis={frame.y}
          length={inner.height}
          constraints={constraints}
          onConstraints={(next) => onView({ constraints: next })}
        />
      </div>
      <div className="absolute top-1 right-2 z-10">
        <FigureMenu
          svg={svg}
          title={`${metricOf(frontierY).label} against ${metricOf(frontierX).label.toLowerCase()}`}
          source={source}
          table={marksTable(marks, frontierX, frontierY)}
          underlay={(host, ratio) => {
            if (cloud.size === 0) return null;
            const canvas = document.createElement("canvas");
            drawCloud(canvas, { cloud, classes, view: zoom.view, inner }, readInk(host), ratio, null);
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
          unit={frame.y.text.unit}
          onMetric={(metric) => onView({ frontierY: metric, frontierYScale: metricOf(metric).scale })}
          onScale={(scale) => onView({ frontierYScale: scale })}
        />
      </div>
      <div className="pointer-events-none absolute right-2 bottom-1">
        <AxisMenu
          axis="x"
          metric={frontierX}
          scale={frontierXScale}
          unit={frame.x.text.unit}
          onMetric={(metric) => onView({ frontierX: metric, frontierXScale: metricOf(metric).scale })}
          onScale={(scale) => onView({ frontierXScale: scale })}
        />
      </div>
      <RegionSelect
        host={box}
        tool={tool}
        onRegion={(region, add) => onSelect(idsInside(region, scene, cloud, zoom.view), add)}
      />
      <CandidateHover
        host={box}
        cloud={cloud}
        view={zoom.view}
        frame={frame}
        onPick={(id, add) => onSelect([id], add)}
      />
      <HoverTip scene={scene} />
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
