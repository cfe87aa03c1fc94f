import type { Ref } from "react";
import { axisScale } from "@/lib/plot/axisScale";
import type { WaterfallBar } from "@/lib/plot/waterfall";

interface WaterfallDrawingProps {
  readonly ref?: Ref<SVGSVGElement>;
  readonly start: { readonly label: string; readonly value: number };
  readonly steps: readonly { readonly label: string; readonly bar: WaterfallBar }[];
  readonly end: number;
  /** Values that the horizontal axis spans. */
  readonly domain: readonly [number, number];
}

const width = 620;
const rowHeight = 22;
const bars = { left: 230, right: width - 80 };

/** The waterfall of a loss as one drawing, for paper: the page shows the same as rows that can be switched. */
export function WaterfallDrawing({ ref, start, steps, end, domain }: WaterfallDrawingProps) {
  const scale = axisScale("linear", domain, [bars.left, bars.right]);
  const height = (steps.length + 2) * rowHeight;
  const middle = (row: number) => (row + 0.5) * rowHeight;
  return (
    <svg
      ref={ref}
      role="img"
      aria-label="What the loss is made of"
      data-chart="what the loss is made of"
      viewBox={`0 0 ${width} ${height}`}
      fontSize={12}
      fill="var(--ink)"
    >
      <Total label={start.label} value={start.value} x={scale.at(start.value)} y={middle(0)} />
      {steps.map(({ label, bar }, index) => {
        const y = middle(index + 1);
        const [left, right] = [Math.min(bar.from, bar.to), Math.max(bar.from, bar.to)].map(scale.at);
        const change = bar.to - bar.from;
        return (
          <g key={bar.id}>
            <text x={bars.left - 10} y={y + 4} textAnchor="end">
              {label}
            </text>
            <rect
              x={left}
              y={y - 6}
              width={Math.max(1, right! - left!)}
              height={12}
              fill={change < 0 ? "var(--gain)" : "var(--cost)"}
            />
            <line x1={scale.at(bar.lo)} x2={scale.at(bar.hi)} y1={y} y2={y} stroke="var(--ink)" />
            <text x={width} y={y + 4} textAnchor="end">
              {`${change < 0 ? "−" : "+"}${Math.abs(change).toFixed(3)}`}
            </text>
          </g>
        );
      })}
      <Total label="Predicted loss" value={end} x={scale.at(end)} y={middle(steps.length + 1)} />
    </svg>
  );
}

function Total(props: {
  readonly label: string;
  readonly value: number;
  readonly x: number;
  readonly y: number;
}) {
  const { label, value, x, y } = props;
  return (
    <g fontWeight={600}>
      <text x={bars.left - 10} y={y + 4} textAnchor="end">
        {label}
      </text>
      <line x1={x} x2={x} y1={y - 8} y2={y + 8} stroke="var(--ink)" strokeWidth={2} />
      <text x={width} y={y + 4} textAnchor="end">
        {value.toFixed(3)}
      </text>
    </g>
  );
}
