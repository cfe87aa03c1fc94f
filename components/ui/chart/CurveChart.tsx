import { type PointerEvent, useState } from "react";
import type { Unit } from "@/lib/base/estimate";
import { figureText } from "@/lib/base/figure";
import type { ScaleKind } from "@/lib/plot/axisScale";
import { type Curve, lineChart } from "@/lib/plot/lineChart";
import { type Box, placeLabels, textWidth } from "@/lib/plot/placeLabels";
import { pixel } from "@/lib/plot/stepPath";
import { ChartAxes } from "./ChartAxes";
import { ChartFigure } from "./ChartFigure";

/** A curve with its colour; the mark on it is a second channel beside the colour. */
export interface DrawnCurve extends Curve {
  readonly colour: string;
  /** Lengths of dashes and gaps; solid without. */
  readonly dash?: string | undefined;
}

/** A point worth a word on the chart and a sentence behind it. */
interface CurveNote {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly text: string;
}

interface CurveChartProps {
  readonly title: string;
  readonly source: string;
  readonly x: { readonly name: string; readonly unit: Unit; readonly kind: ScaleKind };
  readonly y: { readonly name: string; readonly unit: Unit; readonly kind: ScaleKind };
  readonly curves: readonly DrawnCurve[];
  /** A level worth knowing, such as the memory of the device. */
  readonly level?: { readonly value: number; readonly label: string };
  /** Points worth a word, such as where one curve overtakes another. */
  readonly notes?: readonly CurveNote[];
  readonly height?: number;
}

/** Curves with their bands and names at their ends; the pointer reads all of them at one x. */
export function CurveChart(props: CurveChartProps) {
  const { title, source, x, y, curves, level, notes = [], height = 220 } = props;
  const xs = [...new Set(curves.flatMap((curve) => curve.points.map((point) => point.x)))].sort(
    (a, b) => a - b,
  );
  const table = {
    columns: [x.name, ...curves.map(({ label }) => `${label} (${y.unit})`)],
    rows: xs.map((at) => [
      at,
      ...curves.map((curve) => curve.points.find((point) => point.x === at)?.y ?? null),
    ]),
  };
  const probe = lineChart({ width: 420, height, x, y, curves, alsoY: level ? [level.value] : [] });
  return (
    <ChartFigure
      title={title}
      source={source}
      yName={[y.name, probe.y.text.unit].filter(Boolean).join(", ")}
      xName={x.name}
      table={table}
      height={height}
    >
      {(size) => <CurveLayers {...size} x={x} y={y} curves={curves} xs={xs} level={level} notes={notes} />}
    </ChartFigure>
  );
}

const noteRadius = 4;

/** The word beside a noted point; none where it has no room, as the point itself says it too. */
function NoteLabel({ box, label }: { readonly box: Box | undefined; readonly label: string }) {
  if (box === undefined) return null;
  return (
    <text
      x={box.x + box.width / 2}
      y={box.y + 11}
      textAnchor="middle"
      fontSize={11}
      fill="var(--ink-soft)"
      className="plot-halo"
    >
      {label}
    </text>
  );
}

interface CurveLayersProps extends Pick<CurveChartProps, "x" | "y" | "curves" | "level"> {
  readonly width: number;
  readonly height: number;
  readonly xs: readonly number[];
  readonly notes: readonly CurveNote[];
}

function CurveLayers({ width, height, x, y, curves, xs, level, notes }: CurveLayersProps) {
  const [at, setAt] = useState<number | null>(null);
  const chart = lineChart({ width, height, x, y, curves, alsoY: level ? [level.value] : [] });
  const { inner } = chart;
  const right = inner.x + inner.width;
  const marked = notes.map((note) => ({
    ...note,
    id: `${note.x} ${note.text}`,
    at: { x: chart.x.scale.at(note.x), y: chart.y.scale.at(note.y) },
  }));
  const words = new Map(
    placeLabels(
      marked.map(({ id, at: { x, y }, label }) => ({
        id,
        x,
        y,
        radius: noteRadius,
        width: textWidth(label, 11),
        height: 14,
        priority: 0,
      })),
      inner,
    ).map(({ id, box }) => [id, box]),
  );
  const seek = (event: PointerEvent<SVGRectElement>) => {
    const pointer = event.clientX - event.currentTarget.getBoundingClientRect().left + inner.x;
    const distance = (value: number) => Math.abs(chart.x.scale.at(value) - pointer);
    setAt(
      xs.reduce<number | null>(
        (near, value) => (near === null || distance(value) < distance(near) ? value : near),
        null,
      ),
    );
  };
  return (
    <>
      <ChartAxes inner={inner} x={chart.x} y={chart.y} />
      {level !== undefined && (
        <g>
          <line
            x1={inner.x}
            x2={right}
            y1={chart.y.scale.at(level.value)}
            y2={chart.y.scale.at(level.value)}
            stroke="var(--line-strong)"
            strokeDasharray="4 3"
          />
          <text x={inner.x + 4} y={chart.y.scale.at(level.value) - 4} fontSize={11} fill="var(--ink-muted)">
            {level.label}
          </text>
        </g>
      )}
      {chart.curves.map(({ id, line, band, dots, label, labelY }, index) => {
        const { colour, dash } = curves[index] ?? { colour: "var(--ink)", dash: undefined };
        const last = dots.at(-1);
        return (
          <g key={id}>
            {band !== "" && <path d={band} fill={colour} opacity={0.09} />}
            <path
              d={line}
              fill="none"
              stroke={colour}
              strokeWidth={1.8}
              strokeDasharray={dash}
              strokeLinejoin="round"
            />
            {dots.length === 1 && last !== undefined && (
              <circle cx={last.x} cy={last.y} r={3} fill={colour} />
            )}
            {curves.length > 1 && last !== undefined && (
              <text x={right + 6} y={labelY} dy="0.35em" fontSize={12} fill={colour} fontWeight={600}>
                {label}
              </text>
            )}
          </g>
        );
      })}
      {marked.map(({ id, at: { x, y }, label, text }) => (
        <g key={id}>
          <circle cx={x} cy={y} r={noteRadius} fill="var(--panel)" stroke="var(--ink)" strokeWidth={1.5}>
            <title>{text}</title>
          </circle>
          <NoteLabel box={words.get(id)} label={label} />
        </g>
      ))}
      {at !== null && (
        <g className="pointer-events-none" fontSize={11}>
          <line
            x1={pixel(chart.x.scale.at(at))}
            x2={pixel(chart.x.scale.at(at))}
            y1={inner.y}
            y2={inner.y + inner.height}
            stroke="var(--line-strong)"
          />
          <text
            x={pixel(chart.x.scale.at(at))}
            y={inner.y - 2}
            textAnchor="middle"
            fill="var(--ink)"
            className="plot-halo"
          >
            {figureText(at, x.unit)}
          </text>
          {curves.map((curve) => {
            const point = curve.points.find((sample) => sample.x === at);
            if (point === undefined) return null;
            const flip = chart.x.scale.at(at) > inner.x + inner.width * 0.7;
            return (
              <g key={curve.id}>
                <circle cx={chart.x.scale.at(at)} cy={chart.y.scale.at(point.y)} r={3} fill={curve.colour} />
                <text
                  x={chart.x.scale.at(at) + (flip ? -6 : 6)}
                  y={chart.y.scale.at(point.y) - 5}
                  textAnchor={flip ? "end" : "start"}
                  fill="var(--ink)"
                  className="plot-halo"
                >
                  {figureText(point.y, y.unit)}
                </text>
              </g>
            );
          })}
        </g>
      )}
      <rect {...inner} fill="transparent" onPointerMove={seek} onPointerLeave={() => setAt(null)} />
    </>
  );
}
