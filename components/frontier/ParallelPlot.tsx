"use client";

import { type MouseEvent, useMemo, useRef, useState } from "react";
import { setHoveredPoint, useHover, useWorkbench } from "@/components/shell/session";
import { FigureMenu } from "@/components/ui/chart/FigureMenu";
import { useSize } from "@/components/ui/chart/useSize";
import { listedMetrics, listRows } from "@/lib/pareto/listing";
import type { Subject } from "@/lib/pareto/marks";
import { type MetricId, metricOf } from "@/lib/pareto/metrics";
import type { PointSet } from "@/lib/pareto/pointSet";
import { nearestLine } from "@/lib/plot/nearestLine";
import { axesThatFit, parallelAxes, parallelCorners, reorder } from "@/lib/plot/parallelAxes";
import { hoveredPoint } from "@/lib/store/hover";
import { CandidateLines, drawLines } from "./CandidateLines";
import { ModelLines } from "./ModelLines";
import { OtherConditionsNote, useOtherConditions } from "./OtherConditions";
import { PaperAxes } from "./PaperAxes";
import { ParallelAxisColumn } from "./ParallelAxisColumn";

interface ParallelPlotProps {
  readonly subjects: readonly Subject[];
  readonly sets: readonly PointSet[];
  /** Conditions and origin of the figures, for exports. */
  readonly source: string;
  readonly onSelect: (ids: readonly string[], add: boolean) => void;
}

/** The axes one starts with, as far as anything has them. */
const firstAxes: readonly MetricId[] = [
  "params",
  "latencyMs",
  "tokensPerSecond",
  "memoryBytes",
  "kvBytesPerToken",
  "cr6",
  "average",
];
const mostAxes = 7;
/** Candidate lines drawn at most: beyond this a sample tells the same, and every frame stays short. */
const mostLines = 4000;

/** Pixels above and below the pointer within which a line answers. */
const reach = 6;

/**
 * Models and candidates as lines over parallel axes. Dragging along an axis limits it, in every view; axes change places;
 * a click selects the line it meets, in every view.
 */
export default function ParallelPlot({ subjects, sets, source, onSelect }: ParallelPlotProps) {
  const constraints = useWorkbench((state) => state.view.constraints);
  const selection = useWorkbench((state) => state.selection.points);
  const hovered = useHover(hoveredPoint);
  const [box, { width, height }] = useSize<HTMLDivElement>({ width: 720, height: 420 });
  const available = useMemo(() => listedMetrics(subjects, sets), [subjects, sets]);
  const [order, setOrder] = useState<readonly MetricId[] | null>(null);
  const shown = useMemo(
    () =>
      (order ?? firstAxes)
        .filter((metric) => available.includes(metric))
        .slice(0, Math.min(mostAxes, axesThatFit(width))),
    [order, available, width],
  );

  const others = useOtherConditions(shown);
  const all = useMemo(() => listRows(subjects, sets, {}), [subjects, sets]);
  const kept = useMemo(() => listRows(subjects, sets, constraints), [subjects, sets, constraints]);
  const axes = useMemo(
    () =>
      parallelAxes(
        shown.map((metric) => ({
          id: metric,
          unit: metricOf(metric).unit,
          kind: metricOf(metric).scale,
          top: metricOf(metric).sense === "max" ? "high" : "low",
          values: all.map((row) => row.value(metric) ?? Number.NaN),
        })),
        width,
        height,
      ),
    [shown, all, width, height],
  );
  const selected = useMemo(() => new Set(selection), [selection]);
  const lines = useMemo(() => {
    const drawn = kept.map((row) => ({
      row,
      line: parallelCorners(axes, (id) => row.value(id as MetricId)),
    }));
    const candidates = drawn.filter(({ row }) => !row.isModel);
    const stride = Math.max(1, Math.ceil(candidates.length / mostLines));
    const shownLines = candidates.filter(({ row }, at) => at % stride === 0 || selected.has(row.id));
    return { models: drawn.filter(({ row }) => row.isModel), candidates: shownLines, stride };
  }, [kept, axes, selected]);
  const sheet = useMemo(
    () => ({
      quiet: lines.candidates.map(({ line }) => line),
      selected: lines.candidates.filter(({ row }) => selected.has(row.id)).map(({ line }) => line),
      width,
      height,
    }),
    [lines, selected, width, height],
  );
  const svg = useRef<SVGSVGElement>(null);
  const move = (metric: MetricId, target: MetricId) => setOrder(reorder(shown, metric, target) as MetricId[]);
  /** Models before candidates: there are few of them, and they are drawn above. */
  const idAt = (event: MouseEvent<SVGSVGElement>): string | null => {
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    for (const group of [lines.models, lines.candidates]) {
      const at = nearestLine(
        group.map(({ line }) => line),
        x,
        y,
        reach,
      );
      if (at !== null) return group[at]?.row.id ?? null;
    }
    return null;
  };
  const pick = (event: MouseEvent<SVGSVGElement>) => {
    const id = idAt(event);
    if (id !== null) onSelect([id], event.shiftKey || event.metaKey || event.ctrlKey);
  };
  const point = (event: MouseEvent<SVGSVGElement>) => {
    const id = idAt(event);
    if (id !== hovered) setHoveredPoint(id);
  };
  const named = all.find((row) => row.id === hovered);

  return (
    <>
      <div ref={box} className="relative min-h-[340px] flex-1 overflow-hidden min-[760px]:min-h-0">
        <CandidateLines sheet={sheet} />
        <svg
          ref={svg}
          aria-hidden
          width={width}
          height={height}
          className={`absolute inset-0 block ${named === undefined ? "" : "cursor-pointer"}`}
          data-chart="parallel axes"
          onPointerMove={point}
          onPointerLeave={() => setHoveredPoint(null)}
          onClick={pick}
        >
          <PaperAxes axes={axes} />
          <ModelLines lines={lines.models} selected={selected} hovered={hovered} />
        </svg>
        {axes.map((axis) => (
          <ParallelAxisColumn
            key={axis.id}
            axis={axis}
            metric={axis.id as MetricId}
            shown={shown}
            available={available}
            constraints={constraints}
            other={others.get(axis.id as MetricId)}
            onMove={move}
            onReplace={(metric, next) =>
              setOrder(shown.map((known) => (known === metric ? next : known === next ? metric : known)))
            }
          />
        ))}
        <div className="absolute right-1 bottom-0.5 z-10">
          <FigureMenu
            svg={svg}
            upwards
            title={`Models over ${shown.map((metric) => metricOf(metric).label.toLowerCase()).join(", ")}`}
            source={source}
            table={{
              columns: ["id", "name", "group", "basis", ...shown],
              rows: kept.map((row) => [row.id, row.name, row.group, row.basis, ...shown.map(row.value)]),
            }}
            underlay={(host, ratio) => {
              if (lines.candidates.length === 0) return null;
              const canvas = document.createElement("canvas");
              drawLines(canvas, host, sheet, ratio);
              return canvas;
            }}
          />
        </div>
        <p className="pointer-events-none absolute bottom-1.5 left-3 text-xs text-ink-muted">
          {named !== undefined && <span className="text-ink">{`${named.name}, ${named.basis}. `}</span>}
          {lines.stride > 1 && `1 of ${lines.stride} candidates drawn, the selected in full`}
        </p>
      </div>
      <OtherConditionsNote others={others} />
    </>
  );
}
