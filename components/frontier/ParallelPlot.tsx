"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { commands, useWorkbench } from "@/components/shell/session";
import { useSize } from "@/components/ui/chart/useSize";
import { type ListedRow, listedMetrics, listRows } from "@/lib/pareto/listing";
import type { Subject } from "@/lib/pareto/marks";
import { type MetricId, metricOf } from "@/lib/pareto/metrics";
import type { PointSet } from "@/lib/pareto/pointSet";
import { brokenPath, parallelAxes, parallelCorners, reorder } from "@/lib/plot/parallelAxes";
import { onThemeChange } from "./inkColours";
import { ParallelAxisColumn } from "./ParallelAxisColumn";

interface ParallelPlotProps {
  readonly subjects: readonly Subject[];
  readonly sets: readonly PointSet[];
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

/** Models and candidates as lines over parallel axes. Dragging along an axis limits it, in every view; axes change places. */
export default function ParallelPlot({ subjects, sets }: ParallelPlotProps) {
  const constraints = useWorkbench((state) => state.view.constraints);
  const selection = useWorkbench((state) => state.selection.points);
  const hovered = useWorkbench((state) => (state.hover?.kind === "point" ? state.hover.id : null));
  const [box, { width, height }] = useSize<HTMLDivElement>({ width: 720, height: 420 });
  const available = useMemo(() => listedMetrics(subjects, sets), [subjects, sets]);
  const [order, setOrder] = useState<readonly MetricId[] | null>(null);
  const shown = useMemo(
    () => (order ?? firstAxes).filter((metric) => available.includes(metric)).slice(0, mostAxes),
    [order, available],
  );

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
  const corners = useCallback(
    (row: ListedRow) => parallelCorners(axes, (id) => row.value(id as MetricId)),
    [axes],
  );
  const models = kept.filter((row) => row.isModel);
  const candidates = kept.length - models.length;
  const stride = Math.max(1, Math.ceil(candidates / mostLines));
  const move = (metric: MetricId, target: MetricId) => setOrder(reorder(shown, metric, target) as MetricId[]);

  return (
    <div ref={box} className="relative min-h-[340px] flex-1 overflow-hidden min-[760px]:min-h-0">
      <CandidateLines
        rows={kept}
        stride={stride}
        corners={corners}
        selected={selected}
        width={width}
        height={height}
      />
      <svg
        aria-hidden
        width={width}
        height={height}
        className="absolute inset-0 block"
        data-chart="parallel axes"
      >
        {models.map((row) => {
          const own = row.group === "in hand";
          const strong = own || selected.has(row.id) || hovered === row.id;
          return (
            <path
              key={row.id}
              d={brokenPath(corners(row))}
              fill="none"
              stroke={strong ? "var(--accent)" : "var(--ink-soft)"}
              strokeWidth={strong ? 2 : 1}
              strokeDasharray={row.basis === "predicted" && !own ? "3 3" : undefined}
              opacity={strong ? 1 : 0.55}
              onPointerEnter={() => commands.setHover({ kind: "point", id: row.id })}
              onPointerLeave={() => commands.setHover(null)}
            >
              <title>{`${row.name}, ${row.basis}`}</title>
            </path>
          );
        })}
      </svg>
      {axes.map((axis) => (
        <ParallelAxisColumn
          key={axis.id}
          axis={axis}
          metric={axis.id as MetricId}
          shown={shown}
          available={available}
          constraints={constraints}
          onMove={move}
          onReplace={(metric, next) =>
            setOrder(shown.map((known) => (known === metric ? next : known === next ? metric : known)))
          }
        />
      ))}
      {stride > 1 && (
        <p className="absolute right-2 bottom-1 text-xs text-ink-muted">
          1 of {stride} candidates drawn, the selected in full
        </p>
      )}
    </div>
  );
}

interface CandidateLinesProps {
  readonly rows: readonly ListedRow[];
  readonly stride: number;
  readonly corners: (row: ListedRow) => readonly ({ readonly x: number; readonly y: number } | null)[];
  readonly selected: ReadonlySet<string>;
  readonly width: number;
  readonly height: number;
}

/** The candidates' lines on a canvas, the selected ones on top in the accent. */
function CandidateLines({ rows, stride, corners, selected, width, height }: CandidateLinesProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [ink, setInk] = useState({ quiet: "#808080", accent: "#808080" });
  useEffect(() => {
    const read = () => {
      if (canvas.current === null) return;
      const style = getComputedStyle(canvas.current);
      setInk({ quiet: style.getPropertyValue("--line-strong"), accent: style.getPropertyValue("--accent") });
    };
    read();
    return onThemeChange(read);
  }, []);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context || canvas.current === null) return;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    canvas.current.width = width * ratio;
    canvas.current.height = height * ratio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const draw = (row: ListedRow) => context.stroke(new Path2D(brokenPath(corners(row))));
    const candidates = rows.filter((row) => !row.isModel);
    context.strokeStyle = ink.quiet;
    context.globalAlpha = candidates.length > 400 ? 0.06 : 0.25;
    candidates.forEach((row, at) => {
      if (at % stride === 0) draw(row);
    });
    context.strokeStyle = ink.accent;
    context.globalAlpha = 0.7;
    for (const row of candidates) if (selected.has(row.id)) draw(row);
  }, [rows, stride, corners, selected, width, height, ink]);
  return (
    <canvas
      ref={canvas}
      aria-hidden
      style={{ width, height }}
      className="pointer-events-none absolute inset-0"
    />
  );
}
