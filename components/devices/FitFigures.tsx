"use client";

import { type PointerEvent, type ReactNode, useMemo, useState } from "react";
import { ChartAxes } from "@/components/ui/chart/ChartAxes";
import { ChartFigure } from "@/components/ui/chart/ChartFigure";
import { Select } from "@/components/ui/Select";
import { figureText } from "@/lib/base/figure";
import type { FitMark } from "@/lib/latency/fitWords";
import type { ChartAxis } from "@/lib/plot/lineChart";
import { nearestPoint } from "@/lib/plot/nearestPoint";
import { errorPercent, parityChart, parityFigures, residualChart } from "@/lib/plot/parityChart";
import type { Box } from "@/lib/plot/placeLabels";

/** Above this many marks dots are small and see-through, so that density shows. */
const crowd = 400;
/** Pixels within which the pointer means a dot. */
const reach = 14;

interface FitFiguresProps {
  readonly marks: readonly FitMark[];
  readonly name: string;
}

/** Predicted against measured and the errors beside it, of one kernel class or runtime at a time or of all together. */
export function FitFigures({ marks, name }: FitFiguresProps) {
  const series = useMemo(() => [...new Set(marks.map((mark) => mark.series))], [marks]);
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = useMemo(
    () => (chosen === null ? marks : marks.filter((mark) => mark.series === chosen)),
    [marks, chosen],
  );
  const figures = parityFigures(shown);
  if (figures === null) return null;
  const source = `${name}${chosen === null ? "" : `, ${chosen}`}: ${shown.length.toLocaleString("en-US")} timings, each predicted by a fit without its shape family or model. Mean error ${figures.meanPercent.toFixed(1)} %, ${figures.withinPercent.toFixed(0)} % within 10 %.`;
  const table = {
    columns: ["series", "subject", "measured (ms)", "predicted (ms)", "error (%)"],
    rows: shown.map((mark) => [
      mark.series,
      mark.subject,
      mark.measuredMs,
      mark.predictedMs,
      errorPercent(mark),
    ]),
  };
  const unit = parityChart(shown, 420, 260).y.text.unit;
  return (
    <section aria-label="Parity and residuals" data-testid="fit-figures" className="flex flex-col gap-2">
      {series.length > 1 && (
        <Select
          label="Show"
          labelled
          className="w-64"
          value={chosen ?? ""}
          onChange={(event) => setChosen(series.find((one) => one === event.target.value) ?? null)}
        >
          <option value="">All timings</option>
          {series.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </Select>
      )}
      <div className="grid gap-x-8 gap-y-4 min-[700px]:grid-cols-2">
        <ChartFigure
          title="Predicted against measured"
          yName={`predicted unseen, ${unit}`}
          xName={`measured, ${unit}`}
          source={source}
          table={table}
          height={260}
        >
          {({ width, height }) => <ParityLayers marks={shown} width={width} height={height} />}
        </ChartFigure>
        <ChartFigure
          title="Residuals"
          yName="error, %"
          xName={`measured, ${unit}`}
          source={source}
          table={table}
          height={260}
        >
          {({ width, height }) => <ResidualLayers marks={shown} width={width} height={height} />}
        </ChartFigure>
      </div>
    </section>
  );
}

interface LayersProps {
  readonly marks: readonly FitMark[];
  readonly width: number;
  readonly height: number;
}

function ParityLayers({ marks, width, height }: LayersProps) {
  const chart = useMemo(() => parityChart(marks, width, height), [marks, width, height]);
  return (
    <Marks marks={marks} chart={chart}>
      {chart.guides.map((guide) => (
        <path key={guide} d={guide} fill="none" stroke="var(--line-strong)" strokeDasharray="4 3" />
      ))}
      <path d={chart.diagonal} fill="none" stroke="var(--line-strong)" strokeWidth={1.5} />
      <text
        x={chart.inner.x + chart.inner.width - 4}
        y={chart.inner.y + chart.inner.height - 6}
        textAnchor="end"
        fontSize={11}
        fill="var(--ink-muted)"
      >
        dashed: ± 10 %
      </text>
    </Marks>
  );
}

function ResidualLayers({ marks, width, height }: LayersProps) {
  const chart = useMemo(() => residualChart(marks, width, height), [marks, width, height]);
  const { inner, band, zero, beyond } = chart;
  return (
    <Marks marks={marks} chart={chart}>
      <rect x={inner.x} width={inner.width} y={band.y} height={band.height} fill="var(--sunken)" />
      <line x1={inner.x} x2={inner.x + inner.width} y1={zero} y2={zero} stroke="var(--line-strong)" />
      <text
        x={inner.x + inner.width - 4}
        y={inner.y + inner.height - 6}
        textAnchor="end"
        fontSize={11}
        fill="var(--ink-muted)"
      >
        {beyond > 0 ? `band: ± 10 %; ${beyond} beyond the axis lie on its edge` : "band: ± 10 %"}
      </text>
    </Marks>
  );
}

interface MarksProps {
  readonly marks: readonly FitMark[];
  readonly chart: {
    readonly inner: Box;
    readonly x: ChartAxis;
    readonly y: ChartAxis;
    readonly xs: Float64Array;
    readonly ys: Float64Array;
    readonly dots: string;
  };
  /** Guides behind the dots. */
  readonly children: ReactNode;
}

/** Axes, guides, dots, and the dot the pointer means with its words. */
function Marks({ marks, chart, children }: MarksProps) {
  const { inner, x, y, xs, ys, dots } = chart;
  const index = useMemo(() => nearestPoint(xs, ys), [xs, ys]);
  const [meant, setMeant] = useState<number | null>(null);
  const seek = (event: PointerEvent<SVGRectElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setMeant(index.find(event.clientX - box.left + inner.x, event.clientY - box.top + inner.y, reach));
  };
  const mark = meant === null ? undefined : marks[meant];
  const crowded = marks.length > crowd;
  return (
    <>
      <ChartAxes inner={inner} x={x} y={y} />
      {children}
      <path
        d={dots}
        fill="none"
        stroke="var(--accent)"
        strokeWidth={crowded ? 3 : 6}
        strokeOpacity={crowded ? 0.45 : 0.75}
        strokeLinecap="round"
      />
      {mark !== undefined && meant !== null && (
        <g className="pointer-events-none" fontSize={11}>
          <circle cx={xs[meant]} cy={ys[meant]} r={5} fill="none" stroke="var(--ink)" strokeWidth={1.5} />
          <text x={inner.x + 6} y={inner.y + 12} fill="var(--ink)" className="plot-halo">
            {mark.series}, {mark.subject}
          </text>
          <text x={inner.x + 6} y={inner.y + 27} fill="var(--ink)" className="plot-halo">
            {figureText(mark.measuredMs, "ms")} measured, {figureText(mark.predictedMs, "ms")} predicted (
            {errorPercent(mark) > 0 ? "+" : ""}
            {errorPercent(mark).toFixed(1).replace("-", "−")} %)
          </text>
        </g>
      )}
      <rect {...inner} fill="transparent" onPointerMove={seek} onPointerLeave={() => setMeant(null)} />
    </>
  );
}
