"use client";

import { scaleLinear, scaleLog } from "d3-scale";
import { type ReactNode, type RefObject, useRef } from "react";
import { FigureMenu } from "@/components/ui/chart/FigureMenu";
import type { ParityPoint } from "@/lib/measure/fit/fitMeasurement";
import { validationLimit } from "@/lib/measure/fit/fitMeasurement";
import { errorText, msText, shareText } from "./measureText";

const width = 340;
const height = 260;
const margin = { left: 48, right: 10, top: 10, bottom: 34 };

/** Fitted blocks are dots, validation stacks squares: the shape says it without the colour. */
function Mark({ x, y, point }: { readonly x: number; readonly y: number; readonly point: ParityPoint }) {
  const title = `${point.name}: measured ${msText(point.measuredMs)}, predicted ${msText(point.predictedMs)} (${errorText(point.error)})`;
  return point.role === "validate" ? (
    <rect x={x - 4.5} y={y - 4.5} width={9} height={9} fill="var(--accent)" stroke="var(--panel)">
      <title>{title}</title>
    </rect>
  ) : (
    <circle
      cx={x}
      cy={y}
      r={3.5}
      fill={point.noisy ? "var(--panel)" : "var(--ink-soft)"}
      stroke={point.noisy ? "var(--ink-soft)" : "var(--panel)"}
    >
      <title>{title}</title>
    </circle>
  );
}

/** Predicted against measured on logarithmic axes, and beside it the errors. Every point was unseen by its prediction. */
export function ParityPlot({ parity }: { readonly parity: readonly ParityPoint[] }) {
  return parity.length === 0 ? null : <ParityFigure parity={parity} />;
}

const source = "Each block predicted by a fit without it, stacks outside the fit. Measured by Paretoscope.";

function ParityFigure({ parity }: { readonly parity: readonly ParityPoint[] }) {
  const parityDrawing = useRef<SVGSVGElement>(null);
  const errorDrawing = useRef<SVGSVGElement>(null);
  const ends = parity.flatMap(({ measuredMs, predictedMs, statistics }) => [
    measuredMs,
    predictedMs,
    statistics.undisturbed,
    statistics.p90,
  ]);
  const least = Math.max(1e-4, Math.min(...parity.map(({ measuredMs }) => measuredMs)) / 2);
  const domain = [least, Math.max(...ends) * 1.25];
  // A block that nothing else tells of may be predicted as 0, which a logarithmic axis cannot show.
  const shown = (ms: number) => Math.max(least, ms);
  const x = scaleLog(domain, [margin.left, width - margin.right]);
  const y = scaleLog(domain, [height - margin.bottom, margin.top]);
  const reach =
    Math.max(2 * validationLimit, ...parity.map(({ error }) => Math.min(1, Math.abs(error)))) * 1.1;
  const residual = scaleLinear([-reach, reach], [height - margin.bottom, margin.top]);
  const ticks = x.ticks(4).filter((tick) => /^[125]0*$/.test(String(tick).replace(/^0\.0*/, "")));
  const axis = "fill-(--ink-muted) text-[11px]";
  return (
    <figure className="m-0" data-testid="parity-plot">
      <div className="flex flex-wrap gap-4">
        <Framed title="Predicted against measured time" svg={parityDrawing} parity={parity}>
          <svg
            ref={parityDrawing}
            data-chart="predicted against measured"
            viewBox={`0 0 ${width} ${height}`}
            width={width}
            className="h-auto max-w-full"
            role="img"
            aria-label="Predicted against measured time"
          >
            {ticks.map((tick) => (
              <g key={tick} className={axis}>
                <line
                  x1={x(tick)}
                  x2={x(tick)}
                  y1={margin.top}
                  y2={height - margin.bottom}
                  stroke="var(--line)"
                />
                <line
                  x1={margin.left}
                  x2={width - margin.right}
                  y1={y(tick)}
                  y2={y(tick)}
                  stroke="var(--line)"
                />
                <text x={x(tick)} y={height - margin.bottom + 14} textAnchor="middle">
                  {tick}
                </text>
                <text x={margin.left - 6} y={y(tick) + 4} textAnchor="end">
                  {tick}
                </text>
              </g>
            ))}
            <line
              x1={x(domain[0] ?? 1)}
              y1={y(domain[0] ?? 1)}
              x2={x(domain[1] ?? 1)}
              y2={y(domain[1] ?? 1)}
              stroke="var(--line-strong)"
            />
            {parity.map((point) => (
              <line
                key={`${point.id}-bar`}
                x1={x(point.statistics.undisturbed)}
                x2={x(point.statistics.p90)}
                y1={y(shown(point.predictedMs))}
                y2={y(shown(point.predictedMs))}
                stroke={point.role === "validate" ? "var(--accent)" : "var(--ink-muted)"}
                strokeWidth={1.5}
              />
            ))}
            {parity.map((point) => (
              <Mark key={point.id} point={point} x={x(point.measuredMs)} y={y(shown(point.predictedMs))} />
            ))}
            <text x={width - margin.right} y={height - 4} textAnchor="end" className={axis}>
              measured, ms
            </text>
            <text x={margin.left + 4} y={margin.top + 10} className={axis}>
              predicted unseen, ms
            </text>
          </svg>
        </Framed>
        <Framed title="Errors of the predictions" svg={errorDrawing} parity={parity}>
          <svg
            ref={errorDrawing}
            data-chart="errors of the predictions"
            viewBox={`0 0 ${width} ${height}`}
            width={width}
            className="h-auto max-w-full"
            role="img"
            aria-label="Errors of the predictions"
          >
            <rect
              x={margin.left}
              width={width - margin.left - margin.right}
              y={residual(validationLimit)}
              height={residual(-validationLimit) - residual(validationLimit)}
              fill="var(--sunken)"
            />
            {residual.ticks(5).map((tick) => (
              <g key={tick} className={axis}>
                <line
                  x1={margin.left}
                  x2={width - margin.right}
                  y1={residual(tick)}
                  y2={residual(tick)}
                  stroke={tick === 0 ? "var(--line-strong)" : "var(--line)"}
                />
                <text x={margin.left - 6} y={residual(tick) + 4} textAnchor="end">
                  {shareText(tick)}
                </text>
              </g>
            ))}
            {ticks.map((tick) => (
              <text
                key={tick}
                x={x(tick)}
                y={height - margin.bottom + 14}
                textAnchor="middle"
                className={axis}
              >
                {tick}
              </text>
            ))}
            {parity.map((point) => (
              <Mark
                key={point.id}
                point={point}
                x={x(point.measuredMs)}
                y={residual(Math.max(-reach, Math.min(reach, point.error)))}
              />
            ))}
            <text x={width - margin.right} y={height - 4} textAnchor="end" className={axis}>
              measured, ms
            </text>
          </svg>
        </Framed>
      </div>
      <figcaption className="text-xs text-ink-muted">
        Dots are blocks, each predicted by a fit without it; squares are stacks outside the fit; hollow dots
        scattered. The band is the {100 * validationLimit} % that a validated fit keeps.
      </figcaption>
    </figure>
  );
}

interface FramedProps {
  readonly title: string;
  readonly svg: RefObject<SVGSVGElement | null>;
  readonly parity: readonly ParityPoint[];
  readonly children: ReactNode;
}

/** A drawing with its title and its ways out. */
function Framed({ title, svg, parity, children }: FramedProps) {
  return (
    <div className="min-w-0">
      <div className="flex items-center justify-between gap-2" style={{ maxWidth: width }}>
        <span className="panel-title">{title}</span>
        <FigureMenu
          svg={svg}
          title={title}
          source={source}
          table={{
            columns: ["block", "role", "measured (ms)", "90th percentile (ms)", "predicted (ms)", "error"],
            rows: parity.map(({ name, role, measuredMs, statistics, predictedMs, error }) => [
              name,
              role,
              measuredMs,
              statistics.p90,
              predictedMs,
              error,
            ]),
          }}
        />
      </div>
      {children}
    </div>
  );
}
