import { X } from "lucide-react";
import { figureText } from "@/lib/base/figure";
import { type Constraints, limitsOf } from "@/lib/pareto/constraints";
import { metricOf } from "@/lib/pareto/metrics";

interface LimitChipsProps {
  readonly constraints: Constraints;
  readonly onConstraints: (constraints: Constraints) => void;
}

/** The limits in force, whichever axes are shown; each can be lifted. */
export function LimitChips({ constraints, onConstraints }: LimitChipsProps) {
  return limitsOf(constraints).map(([metric, { min, max }]) => {
    const { label, unit } = metricOf(metric);
    const words = [
      max === undefined ? null : `≤ ${figureText(max, unit)}`,
      min === undefined ? null : `≥ ${figureText(min, unit)}`,
    ];
    const lift = () => {
      const { [metric]: _lifted, ...others } = constraints;
      onConstraints(others);
    };
    return (
      <button
        key={metric}
        type="button"
        onClick={lift}
        aria-label={`Lift the limit on ${label.toLowerCase()}`}
        className="tabular flex items-center gap-1 rounded-[4px] bg-accent-soft px-1.5 py-0.5 text-ink hover:opacity-80"
      >
        {label} {words.filter(Boolean).join(" ")}
        <X size={11} aria-hidden />
      </button>
    );
  });
}
