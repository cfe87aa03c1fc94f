import { figureText } from "@/lib/base/figure";
import type { Constraints } from "@/lib/pareto/constraints";
import { metricOf } from "@/lib/pareto/metrics";
import type { Axis } from "@/lib/pareto/scene/frame";

interface LimitHandleProps {
  readonly side: "x" | "y";
  readonly axis: Axis;
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
export function LimitHandle({ side, axis, length, constraints, onConstraints }: LimitHandleProps) {
  const { label, sense, unit } = metricOf(axis.metric);
  const end = sense === "min" ? "max" : "min";
  const limit = constraints[axis.metric]?.[end];
  const [from, to] = axis.scale.range;
  const share = limit === undefined ? null : (axis.scale.at(limit) - from) / (to - from);
  const loose = end === "max" ? steps : 0;
  const place = share === null ? loose : Math.round(Math.min(1, Math.max(0, share)) * steps);
  const words =
    limit === undefined ? "no limit" : `${end === "max" ? "at most" : "at least"} ${figureText(limit, unit)}`;
  const change = (next: number) => {
    const { [axis.metric]: _replaced, ...others } = constraints;
    if (next === loose) onConstraints(others);
    else
      onConstraints({
        ...others,
        [axis.metric]: { [end]: axis.scale.invert(from + (next / steps) * (to - from)) },
      });
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

/** Width of the slider's thumb: the track is longer by it, so that the thumb's middle meets the axis's ends. */
export const limitThumb = 12;
