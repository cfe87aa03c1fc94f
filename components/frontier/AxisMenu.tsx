import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { type Metric, type MetricId, metricOf, metrics } from "@/lib/pareto/metrics";
import type { ScaleChoice } from "@/lib/store/viewChoices";

interface AxisMenuProps {
  readonly axis: "x" | "y";
  readonly metric: MetricId;
  readonly scale: ScaleChoice;
  /** The unit the figures on the axis are written in. */
  readonly unit: ReactNode;
  readonly onMetric: (metric: MetricId) => void;
  readonly onScale: (scale: ScaleChoice) => void;
}

const groups: readonly Metric["group"][] = ["Time", "Size", "Quality"];

/** The name of an axis, which is also where another metric is chosen for it, and its kind of scale. */
export function AxisMenu({ axis, metric, scale, unit, onMetric, onScale }: AxisMenuProps) {
  const { label, sense, meaning } = metricOf(metric);
  const better = axis === "x" ? (sense === "min" ? "←" : "→") : sense === "max" ? "↑" : "↓";
  return (
    <div className="pointer-events-auto flex items-center gap-1 text-xs text-ink-soft">
      <label
        className="relative flex items-center rounded-[4px] border border-transparent hover:border-line hover:bg-raised"
        title={meaning}
      >
        <span className="sr-only">{axis === "x" ? "Horizontal axis" : "Vertical axis"}</span>
        <select
          value={metric}
          onChange={(event) => onMetric(event.target.value as MetricId)}
          className="absolute inset-0 w-full cursor-pointer appearance-none opacity-0"
        >
          {groups.map((group) => (
            <optgroup key={group} label={group}>
              {metrics
                .filter((entry) => entry.group === group)
                .map((entry) => (
                  <option key={entry.id} value={entry.id}>
                    {entry.label}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
        <span
          aria-hidden
          className="flex items-center gap-1 px-1 py-0.5 whitespace-nowrap [select:focus-visible~&]:rounded-[4px] [select:focus-visible~&]:outline-2 [select:focus-visible~&]:outline-accent"
        >
          <b className="font-semibold text-ink">{label}</b>
          {unit}
          <ChevronDown size={12} className="text-ink-muted" />
        </span>
      </label>
      <button
        type="button"
        onClick={() => onScale(scale === "log" ? "linear" : "log")}
        aria-label={`${axis === "x" ? "Horizontal" : "Vertical"} axis is ${scale}; switch`}
        className="rounded-[4px] px-1 py-0.5 text-ink-muted hover:bg-sunken hover:text-ink"
      >
        {scale}
      </button>
      <span className="text-ink-muted">{better} better</span>
    </div>
  );
}
