import type { MetricId } from "@/lib/pareto/metrics";
import { metricOf } from "@/lib/pareto/metrics";
import type { ParallelAxis } from "@/lib/plot/parallelAxes";

/**
 * The axes as a drawing, for exports: on the page their place is taken by controls, which cannot leave it. Hidden by a
 * class, which an exported figure sheds.
 */
export function PaperAxes({ axes }: { readonly axes: readonly ParallelAxis[] }) {
  return (
    <g className="invisible">
      {axes.map(({ id, x, scale, ticks, unit }) => {
        const [top, bottom] = [Math.min(...scale.range), Math.max(...scale.range)];
        return (
          <g key={id} fontSize={12}>
            <text x={x} y={14} textAnchor="middle" fontWeight={600} fill="var(--ink)">
              {metricOf(id as MetricId).label}
            </text>
            <text x={x} y={30} textAnchor="middle" fill="var(--ink-muted)">
              {unit}
            </text>
            <line x1={x} x2={x} y1={top} y2={bottom} stroke="var(--line-strong)" />
            {ticks.map(({ at, label }) => (
              <text key={label} x={x + 6} y={at} dy="0.35em" fontSize={11} fill="var(--ink-muted)">
                {label}
              </text>
            ))}
          </g>
        );
      })}
    </g>
  );
}
