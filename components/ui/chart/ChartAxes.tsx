import type { ChartAxis } from "@/lib/plot/lineChart";
import type { Box } from "@/lib/plot/placeLabels";
import { pixel } from "@/lib/plot/stepPath";

interface ChartAxesProps {
  readonly inner: Box;
  readonly x: Pick<ChartAxis, "ticks" | "text">;
  readonly y: Pick<ChartAxis, "ticks" | "text">;
}

/** Grid lines and figures of both axes. */
export function ChartAxes({ inner, x, y }: ChartAxesProps) {
  const bottom = inner.y + inner.height;
  return (
    <g aria-hidden className="tabular" fontSize={12}>
      {visible(y, inner.y, bottom).map(({ at, label }) => (
        <g key={label}>
          <line x1={inner.x} x2={inner.x + inner.width} y1={pixel(at)} y2={pixel(at)} stroke="var(--line)" />
          <text x={inner.x - 8} y={pixel(at)} dy="0.35em" textAnchor="end" fill="var(--ink-muted)">
            {label}
          </text>
        </g>
      ))}
      <line x1={inner.x} x2={inner.x + inner.width} y1={bottom} y2={bottom} stroke="var(--line-strong)" />
      {visible(x, inner.x, inner.x + inner.width).map(({ at, label }) => (
        <g key={label}>
          <line x1={pixel(at)} x2={pixel(at)} y1={bottom} y2={bottom + 5} stroke="var(--line-strong)" />
          <text x={pixel(at)} y={bottom + 18} textAnchor="middle" fill="var(--ink-muted)">
            {label}
          </text>
        </g>
      ))}
    </g>
  );
}

function visible(axis: Pick<ChartAxis, "ticks" | "text">, from: number, to: number) {
  return axis.ticks
    .map((tick, index) => ({ at: tick.at, label: axis.text.labels[index] ?? "" }))
    .filter(({ at }) => at >= from - 0.5 && at <= to + 0.5);
}
