import { ChevronLeft, ChevronRight } from "lucide-react";
import { type PointerEvent, useRef } from "react";
import { commands } from "@/components/shell/session";
import type { Constraints } from "@/lib/pareto/constraints";
import { type MetricId, metricOf } from "@/lib/pareto/metrics";
import type { ParallelAxis } from "@/lib/plot/parallelAxes";
import { otherMark } from "./OtherConditions";

interface ParallelAxisColumnProps {
  readonly axis: ParallelAxis;
  readonly metric: MetricId;
  readonly shown: readonly MetricId[];
  readonly available: readonly MetricId[];
  readonly constraints: Constraints;
  /** The conditions of published lines on this axis, where predicted ones stand for others. */
  readonly other: string | undefined;
  readonly onMove: (metric: MetricId, target: MetricId) => void;
  readonly onReplace: (metric: MetricId, next: MetricId) => void;
}

/** A drag along an axis: where it began, and the limits to go back to when the browser takes the pointer away. */
interface Brush {
  readonly y: number;
  readonly before: Constraints;
}

/** Least way of the pointer, in pixels, that makes a limit; less lifts it. */
const leastWay = 4;

/** One of the parallel axes: its name is a menu, arrows change its place, dragging along it limits the metric. */
export function ParallelAxisColumn(props: ParallelAxisColumnProps) {
  const { axis, metric, shown, available, constraints, other, onMove, onReplace } = props;
  const start = useRef<Brush | null>(null);
  const { label } = metricOf(metric);
  const [from, to] = axis.scale.range;
  const [top, bottom] = [Math.min(from, to), Math.max(from, to)];
  const limit = constraints[metric];
  const place = shown.indexOf(metric);
  const yOf = (event: PointerEvent<HTMLDivElement>) =>
    Math.min(bottom, Math.max(top, top + event.clientY - event.currentTarget.getBoundingClientRect().top));
  const brush = (event: PointerEvent<HTMLDivElement>) => {
    if (start.current === null) return;
    const { [metric]: _replaced, ...others } = constraints;
    const end = yOf(event);
    if (Math.abs(end - start.current.y) < leastWay) commands.setView({ constraints: others });
    else {
      const ends = [axis.scale.invert(start.current.y), axis.scale.invert(end)];
      commands.setView({
        constraints: { ...others, [metric]: { min: Math.min(...ends), max: Math.max(...ends) } },
      });
    }
  };
  const limits = [limit?.min, limit?.max].map((value, at) =>
    value === undefined ? axis.scale.at(axis.scale.domain[at] ?? 0) : axis.scale.at(value),
  );
  return (
    <>
      <div
        style={{ left: axis.x, top: 2 }}
        className="absolute flex w-28 -translate-x-1/2 flex-col items-center text-xs"
      >
        <span className="flex w-full items-center justify-center">
          <MoveButton
            label={`Move ${label} left`}
            target={shown[place - 1]}
            onMove={(target) => onMove(metric, target)}
            side="left"
          />
          <select
            aria-label={`Axis ${place + 1}`}
            value={metric}
            onChange={(event) => onReplace(metric, event.target.value as MetricId)}
            className="min-w-0 appearance-none truncate rounded-[4px] bg-transparent text-center font-semibold hover:bg-sunken"
          >
            {available.map((id) => (
              <option key={id} value={id}>
                {metricOf(id).label}
              </option>
            ))}
          </select>
          <MoveButton
            label={`Move ${label} right`}
            target={shown[place + 1]}
            onMove={(target) => onMove(metric, target)}
            side="right"
          />
        </span>
        <span className="text-ink-muted">
          {axis.unit}
          {other !== undefined && (
            <span className="text-warning" title={`Solid lines: ${other}`}>
              {" "}
              {otherMark}
            </span>
          )}
        </span>
      </div>
      <div
        style={{ left: axis.x - 10, top, height: bottom - top }}
        className="absolute w-5 cursor-ns-resize touch-none"
        title={`Drag along the axis to limit ${label.toLowerCase()}; click to lift the limit`}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          start.current = { y: yOf(event), before: constraints };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={brush}
        onPointerUp={(event) => {
          brush(event);
          start.current = null;
        }}
        onPointerCancel={() => {
          if (start.current !== null) commands.setView({ constraints: start.current.before });
          start.current = null;
        }}
      >
        <span aria-hidden className="absolute inset-y-0 left-1/2 w-px bg-line-strong" />
        {limit !== undefined && (
          <span
            aria-hidden
            style={{
              top: Math.min(...limits) - top,
              height: Math.abs((limits[0] ?? 0) - (limits[1] ?? 0)),
            }}
            className="absolute left-1/2 w-2.5 -translate-x-1/2 rounded-[2px] border border-accent bg-accent/20"
          />
        )}
      </div>
      {axis.ticks.map(({ at, label: text }) => (
        <span
          key={text}
          aria-hidden
          style={{ left: axis.x + 7, top: at - 8 }}
          className="tabular pointer-events-none absolute rounded-[2px] bg-panel/75 px-0.5 text-[11px] leading-4 text-ink-muted"
        >
          {text}
        </span>
      ))}
    </>
  );
}

interface MoveButtonProps {
  readonly label: string;
  readonly target: MetricId | undefined;
  readonly side: "left" | "right";
  readonly onMove: (target: MetricId) => void;
}

function MoveButton({ label, target, side, onMove }: MoveButtonProps) {
  const Icon = side === "left" ? ChevronLeft : ChevronRight;
  return (
    <button
      type="button"
      aria-label={label}
      disabled={target === undefined}
      className="shrink-0 text-ink-muted hover:text-ink disabled:opacity-25"
      onClick={() => target !== undefined && onMove(target)}
    >
      <Icon size={13} aria-hidden />
    </button>
  );
}
