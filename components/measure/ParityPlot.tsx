"use client";

import { useMemo } from "react";
import { ChartAxes } from "@/components/ui/chart/ChartAxes";
import { ChartFigure } from "@/components/ui/chart/ChartFigure";
import type { ParityPoint } from "@/lib/measure/fit/fitMeasurement";
import { validationLimit } from "@/lib/measure/fit/fitMeasurement";
import { errorPercent, parityChart, residualChart } from "@/lib/plot/parityChart";
import { errorText, msText } from "./measureText";

const height = 260;
const limitText = `${100 * validationLimit} %`;
const source = "Each block predicted by a fit without it, stacks outside the fit. Measured by Paretoscope.";

/** Predicted against measured on logarithmic axes, and beside it the errors. Every point was unseen by its prediction. */
export function ParityPlot({ parity }: { readonly parity: readonly ParityPoint[] }) {
  return parity.length === 0 ? null : <ParityFigure parity={parity} />;
}

interface ParityProps {
  readonly parity: readonly ParityPoint[];
}

function ParityFigure({ parity }: ParityProps) {
  const table = {
    columns: ["block", "role", "measured (ms)", "90th percentile (ms)", "predicted (ms)", "error (%)"],
    rows: parity.map((point) => [
      point.name,
      point.role,
      point.measuredMs,
      point.statistics.p90,
      point.predictedMs,
      errorPercent(point),
    ]),
  };
  return (
    <section aria-label="Parity and errors" data-testid="parity-plot">
      <div className="grid gap-x-8 gap-y-4 min-[900px]:grid-cols-2">
        <ChartFigure
          title="Predicted against measured time"
          yName="predicted unseen, ms"
          xName="measured, ms"
          source={source}
          table={table}
          height={height}
        >
          {(size) => <ParityLayers parity={parity} {...size} />}
        </ChartFigure>
        <ChartFigure
          title="Errors of the predictions"
          yName="error, %"
          xName="measured, ms"
          source={source}
          table={table}
          height={height}
        >
          {(size) => <ErrorLayers parity={parity} {...size} />}
        </ChartFigure>
      </div>
      <p className="text-xs text-ink-muted">
        Dots are blocks, squares are stacks; hollow dots scattered. Dashed lines and the band are the{" "}
        {limitText} that a validated fit keeps.
      </p>
      <OffTheAxes parity={parity} />
    </section>
  );
}

/** Names what the axes do not hold: errors beyond their reach, and predictions of nothing. */
function OffTheAxes({ parity }: ParityProps) {
  const { reach } = residualChart(parity, 420, height, { guide: validationLimit });
  const beyond = parity.filter((point) => Math.abs(errorPercent(point)) > reach);
  const none = parity.filter(({ predictedMs }) => predictedMs <= 0);
  const list = (points: readonly ParityPoint[]) =>
    points.map(({ name, error }) => `${name} (${errorText(error)})`).join("; ");
  if (beyond.length + none.length === 0) return null;
  return (
    <p data-testid="parity-off-axis" className="text-xs text-ink-muted">
      {beyond.length > 0 && `On the edge of the errors' axis, as they lie beyond: ${list(beyond)}. `}
      {none.length > 0 &&
        `Predicted as 0, which a logarithmic axis cannot show: ${none.map(({ name }) => name).join("; ")}.`}
    </p>
  );
}

interface LayersProps extends ParityProps {
  readonly width: number;
  readonly height: number;
}

function ParityLayers({ parity, width, height }: LayersProps) {
  const chart = useMemo(
    () =>
      parityChart(parity, width, height, {
        guide: validationLimit,
        timesMs: parity.map(({ statistics }) => statistics.p90),
      }),
    [parity, width, height],
  );
  const { inner, x, y, xs, ys, diagonal, guides } = chart;
  return (
    <>
      <ChartAxes inner={inner} x={x} y={y} />
      {guides.map((guide) => (
        <path key={guide} d={guide} fill="none" stroke="var(--line-strong)" strokeDasharray="4 3" />
      ))}
      <path d={diagonal} fill="none" stroke="var(--line-strong)" strokeWidth={1.5} />
      {parity.map((point, index) =>
        Number.isFinite(ys[index]) ? (
          <line
            key={point.id}
            x1={xs[index]}
            x2={x.scale.at(point.statistics.p90)}
            y1={ys[index]}
            y2={ys[index]}
            stroke={point.role === "validate" ? "var(--accent)" : "var(--ink-muted)"}
            strokeWidth={1.5}
          />
        ) : null,
      )}
      <Marks parity={parity} xs={xs} ys={ys} />
    </>
  );
}

function ErrorLayers({ parity, width, height }: LayersProps) {
  const chart = useMemo(
    () => residualChart(parity, width, height, { guide: validationLimit }),
    [parity, width, height],
  );
  const { inner, x, y, xs, ys, band, zero } = chart;
  return (
    <>
      <rect x={inner.x} width={inner.width} y={band.y} height={band.height} fill="var(--sunken)" />
      <ChartAxes inner={inner} x={x} y={y} />
      <line x1={inner.x} x2={inner.x + inner.width} y1={zero} y2={zero} stroke="var(--line-strong)" />
      <Marks parity={parity} xs={xs} ys={ys} />
    </>
  );
}

interface MarksProps extends ParityProps {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

/** Fitted blocks are dots, validation stacks squares: the shape says it without the colour. */
function Marks({ parity, xs, ys }: MarksProps) {
  return parity.map((point, index) => {
    const [x, y] = [xs[index] ?? Number.NaN, ys[index] ?? Number.NaN];
    if (!Number.isFinite(x) || !Number.isFinite(y)) return null;
    const title = `${point.name}: measured ${msText(point.measuredMs)}, predicted ${msText(point.predictedMs)} (${errorText(point.error)})`;
    return point.role === "validate" ? (
      <rect
        key={point.id}
        x={x - 4.5}
        y={y - 4.5}
        width={9}
        height={9}
        fill="var(--accent)"
        stroke="var(--panel)"
      >
        <title>{title}</title>
      </rect>
    ) : (
      <circle
        key={point.id}
        cx={x}
        cy={y}
        r={3.5}
        fill={point.noisy ? "var(--panel)" : "var(--ink-soft)"}
        stroke={point.noisy ? "var(--ink-soft)" : "var(--panel)"}
      >
        <title>{title}</title>
      </circle>
    );
  });
}
