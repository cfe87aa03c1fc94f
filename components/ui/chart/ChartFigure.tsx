import { type ReactNode, useRef } from "react";
import { FigureMenu } from "./FigureMenu";
import type { FigureTable } from "./figureTable";
import { useSize } from "./useSize";

interface ChartFigureProps {
  /** The message of the chart, as a phrase. */
  readonly title: string;
  /** What the vertical axis bears, with its unit. */
  readonly yName: string;
  readonly xName?: string;
  /** Conditions and origin of the figures; it stands under the chart and in every export. */
  readonly source: string;
  /** The figures behind the chart, for CSV and JSON and for readers that do not see it. */
  readonly table: FigureTable;
  readonly height?: number;
  readonly children: (size: { readonly width: number; readonly height: number }) => ReactNode;
}

/** A chart with its title, axis names, source line and exports. `children` draws the SVG's content at a size. */
export function ChartFigure({
  title,
  yName,
  xName,
  source,
  table,
  height = 220,
  children,
}: ChartFigureProps) {
  const [box, size] = useSize<HTMLDivElement>({ width: 420, height });
  const svg = useRef<SVGSVGElement>(null);
  return (
    <figure className="min-w-0">
      <div className="flex items-baseline gap-2">
        <figcaption className="min-w-0 flex-1 font-semibold">{title}</figcaption>
        <FigureMenu svg={svg} title={title} source={source} table={table} />
      </div>
      <div ref={box} style={{ height }} className="relative">
        <svg
          ref={svg}
          role="img"
          aria-label={`${title}. ${yName}${xName === undefined ? "" : ` against ${xName}`}.`}
          data-chart={title}
          width={size.width}
          height={height}
          className="absolute inset-0 block"
        >
          <text x={2} y={12} fontSize={12} fill="var(--ink-muted)">
            {yName}
          </text>
          {children({ width: size.width, height })}
          {xName !== undefined && (
            <text x={size.width - 2} y={12} fontSize={12} textAnchor="end" fill="var(--ink-muted)">
              {xName} →
            </text>
          )}
        </svg>
      </div>
      <p className="text-xs text-ink-muted">{source}</p>
    </figure>
  );
}
