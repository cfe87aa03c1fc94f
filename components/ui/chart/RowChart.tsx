import type { Unit } from "@/lib/base/estimate";
import { figureText } from "@/lib/base/figure";
import { type Row, rowChart, rowHeight, rowLabels } from "@/lib/plot/rowChart";
import { ChartFigure } from "./ChartFigure";

interface RowChartProps {
  readonly title: string;
  readonly source: string;
  readonly yName: string;
  readonly unit: Unit;
  readonly rows: readonly (Row & { readonly colour: string })[];
}

const top = 22;

/** Named bars below each other, with their figures and shares of the whole. */
export function RowChart({ title, source, yName, unit, rows }: RowChartProps) {
  const whole = rows.reduce((sum, row) => sum + row.value, 0);
  const share = (value: number) => {
    const percent = whole > 0 ? (100 * value) / whole : 0;
    return percent > 0 && percent < 0.5 ? "< 1 %" : `${Math.round(percent)} %`;
  };
  return (
    <ChartFigure
      title={title}
      source={source}
      yName={yName}
      height={top + rows.length * rowHeight + 6}
      table={{ columns: ["part", `value (${unit})`], rows: rows.map(({ label, value }) => [label, value]) }}
    >
      {({ width }) => (
        <g transform={`translate(0,${top})`} fontSize={12} className="tabular">
          {rowChart(rows, width).map(({ id, label, value, y, width: bar }, at) => (
            <g key={id} transform={`translate(0,${y})`}>
              <text x={rowLabels - 8} y={rowHeight / 2} dy="0.35em" textAnchor="end" fill="var(--ink-soft)">
                {label}
              </text>
              <rect
                x={rowLabels}
                y={3}
                width={Math.max(bar, 0.5)}
                height={rowHeight - 6}
                rx={1.5}
                fill={rows[at]?.colour ?? "var(--ink-muted)"}
              />
              <text x={rowLabels + bar + 6} y={rowHeight / 2} dy="0.35em" fill="var(--ink)">
                {figureText(value, unit)}
                <tspan fill="var(--ink-muted)"> {share(value)}</tspan>
              </text>
            </g>
          ))}
        </g>
      )}
    </ChartFigure>
  );
}
