import { figureText } from "@/lib/base/figure";
import type { Constraints } from "@/lib/pareto/constraints";
import { metricOf } from "@/lib/pareto/metrics";
import type { Axis, PlotLayout } from "@/lib/pareto/scene/frame";
import { frameUnder, type LiveView, useOfLiveFrame } from "./liveView";

interface LimitHandleProps {
  readonly side: "x" | "y";
  readonly layout: PlotLayout;
  readonly live: LiveView;
  readonly length: number;
  readonly constraints: Constraints;
  readonly onConstraints: (constraints: Constraints) => void;
}

/** Positions along an axis; the keyboard moves by one of them. */
const steps = 400;

/**
 * A handle on an axis that limits its metric on the worse side: most latency, least accuracy. Dragged to the end it
 * limits nothing. It is the browser's own slider laid along the axis, so keyboard and readers work it too.
 */
export function LimitHandle({ side, layout, live, length, constraints, onConstraints }: LimitHandleProps) {
  const { metric } = layout[side];
  const { label, unit } = metricOf(metric);
  const end = limitedEnd(layout[side]);
  const limit = constraints[metric]?.[end];
  const place = useOfLiveFrame(layout, live, (frame) => placeOf(frame[side], limit));
  const words =
    limit === undefined ? "no limit" : `${end === "max" ? "at most" : "at least"} ${figureText(limit, unit)}`;
  const change = (next: number) => {
    const { [metric]: _replaced, ...others } = constraints;
    const { scale } = frameUnder(layout, live.now())[side];
    const [from, to] = scale.range;
    if (next === loosePlace(layout[side])) onConstraints(others);
    else onConstraints({ ...others, [metric]: { [end]: scale.invert(from + (next / steps) * (to - from)) } });
  };
  return (
    <input
      type="range"
      min={0}
      max={steps}
      value={place}
      aria-label={`Limit ${label.toLowerCase()}`}
      aria-valuetext={words}
      title={`Drag to limit ${label.toLowerCase()}: ${words}`}
      data-limit={side}
      data-set={limit !== undefined}
      style={side === "x" ? { width: length + limitThumb } : { height: length + limitThumb }}
      className={`limit-handle limit-handle-${side}`}
      onChange={(event) => change(Number(event.target.value))}
    />
  );
}

type Limited = Pick<Axis, "metric">;

/** The worse end of a metric, which is what one limits. */
function limitedEnd({ metric }: Limited): "min" | "max" {
  return metricOf(metric).sense === "min" ? "max" : "min";
}

/** Where the handle limits nothing. */
function loosePlace(axis: Limited): number {
  return limitedEnd(axis) === "max" ? steps : 0;
}

function placeOf(axis: Axis, limit: number | undefined): number {
  if (limit === undefined) return loosePlace(axis);
  const [from, to] = axis.scale.range;
  const share = (axis.scale.at(limit) - from) / (to - from);
  return Number.isFinite(share) ? Math.round(Math.min(1, Math.max(0, share)) * steps) : loosePlace(axis);
}

/** Width of the slider's thumb: the track is longer by it, so that the thumb's middle meets the axis's ends. */
export const limitThumb = 12;
