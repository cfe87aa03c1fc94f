import { quantileSorted } from "d3-array";
import { type AxisScale, axisScale, axisTicks, domainOf } from "./axisScale";
import type { ChartAxis } from "./lineChart";
import type { Box } from "./placeLabels";
import { linePath, pixel } from "./stepPath";
import { axisText } from "./tickText";

/** A measured time beside its prediction, both in milliseconds. */
export interface ParityMark {
  readonly measuredMs: number;
  readonly predictedMs: number;
}

/** Share of the measured time at which guides run on both sides of perfect agreement. */
export const guideShare = 0.1;

/** A chart of marks in pixels. `xs` and `ys` are in the order of the input, NaN for marks an axis cannot hold. */
interface MarkChart {
  readonly inner: Box;
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** One path through all dots, each a stroke of no length with round ends: 20,000 draw as one element. */
  readonly dots: string;
}

export interface ParityChart extends MarkChart {
  /** Perfect agreement. */
  readonly diagonal: string;
  /** The guides' share above and below it. */
  readonly guides: readonly string[];
}

export interface ResidualChart extends MarkChart {
  /** Top and height of the band within the guides' share. */
  readonly band: { readonly y: number; readonly height: number };
  /** Pixel of no error. */
  readonly zero: number;
  /** The largest error that the axis holds, %. */
  readonly reach: number;
  /** Marks beyond the axis, which are drawn at its edge. */
  readonly beyond: number;
}

const margin = { left: 50, right: 12, top: 26, bottom: 24 };

/** What a chart may show beside its marks. */
interface ParityOptions {
  /** Share at which the guides run. */
  readonly guide?: number;
  /** Further times that the axes hold, such as ends of bars, ms. */
  readonly timesMs?: readonly number[];
}

/** Predicted against measured on logarithmic axes of one domain, so that the diagonal is perfect agreement. */
export function parityChart(
  marks: readonly ParityMark[],
  width: number,
  height: number,
  { guide = guideShare, timesMs = [] }: ParityOptions = {},
): ParityChart {
  const inner = innerBox(width, height);
  const domain = domainOf(
    [...marks.flatMap(({ measuredMs, predictedMs }) => [measuredMs, predictedMs]), ...timesMs],
    "log",
  );
  const x = axisScale("log", domain, [inner.x, inner.x + inner.width]);
  const y = axisScale("log", domain, [inner.y + inner.height, inner.y]);
  const line = (factor: number) => {
    const [from, to] = factor >= 1 ? [domain[0], domain[1] / factor] : [domain[0] / factor, domain[1]];
    return linePath([from, to].map((value) => ({ x: x.at(value), y: y.at(value * factor) })));
  };
  return {
    inner,
    x: timeAxis(x, inner.width / 70),
    y: timeAxis(y, inner.height / 40),
    diagonal: line(1),
    guides: [line(1 + guide), line(1 - guide)],
    ...place(
      marks,
      ({ measuredMs }) => x.at(measuredMs),
      ({ predictedMs }) => y.at(predictedMs),
    ),
  };
}

/** Share of the residuals that must lie on the axis. */
const shownShare = 0.98;
/** Least reach of the axis, in widths of the guides' band; and the greatest, in %. */
const leastReach = 1.5;
const greatestReach = 100;

/** Relative errors in percent against measured time. The axis holds nearly all; the rest lie on its edge. */
export function residualChart(
  marks: readonly ParityMark[],
  width: number,
  height: number,
  { guide: share = guideShare }: Pick<ParityOptions, "guide"> = {},
): ResidualChart {
  const inner = innerBox(width, height);
  const errors = marks.map(errorPercent);
  const sizes = errors
    .map(Math.abs)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const wanted = 1.15 * (quantileSorted(sizes, shownShare) ?? 0);
  const guide = 100 * share;
  const reach = Math.min(greatestReach, Math.max(leastReach * guide, wanted));
  const x = axisScale(
    "log",
    domainOf(
      marks.map(({ measuredMs }) => measuredMs),
      "log",
    ),
    [inner.x, inner.x + inner.width],
  );
  const y = axisScale("linear", [-reach, reach], [inner.y + inner.height, inner.y]);
  const ticks = axisTicks(y, Math.max(2, Math.floor(inner.height / 40)));
  return {
    inner,
    x: timeAxis(x, inner.width / 70),
    y: { scale: y, ticks, text: axisText(ticks, "%") },
    band: { y: y.at(guide), height: y.at(-guide) - y.at(guide) },
    zero: y.at(0),
    reach,
    beyond: sizes.filter((size) => size > reach).length,
    ...place(
      marks,
      ({ measuredMs }) => x.at(measuredMs),
      (mark) => y.at(Math.max(-reach, Math.min(reach, errorPercent(mark)))),
    ),
  };
}

/** predicted / measured − 1, in %. */
export function errorPercent({ measuredMs, predictedMs }: ParityMark): number {
  return 100 * (predictedMs / measuredMs - 1);
}

function innerBox(width: number, height: number): Box {
  return {
    x: margin.left,
    y: margin.top,
    width: Math.max(20, width - margin.left - margin.right),
    height: Math.max(20, height - margin.top - margin.bottom),
  };
}

function timeAxis(scale: AxisScale, count: number): ChartAxis {
  const ticks = axisTicks(scale, Math.max(2, Math.floor(count)));
  return { scale, ticks, text: axisText(ticks, "ms") };
}

function place(
  marks: readonly ParityMark[],
  xOf: (mark: ParityMark) => number,
  yOf: (mark: ParityMark) => number,
): Pick<MarkChart, "xs" | "ys" | "dots"> {
  const xs = Float64Array.from(marks, xOf);
  const ys = Float64Array.from(marks, yOf);
  const strokes: string[] = [];
  const drawn = new Set<string>();
  xs.forEach((x, index) => {
    const y = ys[index]!;
    if (!Number.isFinite(x) || !Number.isFinite(y)) return;
    const stroke = `M${pixel(x)},${pixel(y)}h0`;
    if (drawn.has(stroke)) return;
    drawn.add(stroke);
    strokes.push(stroke);
  });
  return { xs, ys, dots: strokes.join("") };
}

/** Mean size of the errors and the share of marks within the guides, both in %; null without marks. */
export function parityFigures(
  marks: readonly ParityMark[],
): { readonly meanPercent: number; readonly withinPercent: number; readonly worstPercent: number } | null {
  if (marks.length === 0) return null;
  let [sum, within, worst] = [0, 0, 0];
  for (const mark of marks) {
    const size = Math.abs(errorPercent(mark));
    sum += size;
    if (size <= 100 * guideShare) within++;
    worst = Math.max(worst, size);
  }
  return {
    meanPercent: sum / marks.length,
    withinPercent: (100 * within) / marks.length,
    worstPercent: worst,
  };
}
