import type { Unit } from "../base/estimate";
import { type AxisScale, axisScale, axisTicks, domainOf, type ScaleKind, type Tick } from "./axisScale";
import { type Box, textWidth } from "./placeLabels";
import { type Corner, linePath } from "./stepPath";
import { type AxisText, axisText } from "./tickText";

/** A point of a curve; `lo` and `hi` bound it where its uncertainty is known. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
  readonly lo?: number | null;
  readonly hi?: number | null;
}

export interface Curve {
  readonly id: string;
  readonly label: string;
  readonly points: readonly CurvePoint[];
}

/** What is drawn on which axes. */
export interface LineChartInput {
  readonly width: number;
  readonly height: number;
  readonly x: { readonly unit: Unit; readonly kind: ScaleKind };
  readonly y: { readonly unit: Unit; readonly kind: ScaleKind };
  readonly curves: readonly Curve[];
  /** Values the axes must show beside the curves, such as a device's memory. */
  readonly alsoY?: readonly number[];
}

export interface ChartAxis {
  readonly scale: AxisScale;
  readonly ticks: readonly Tick[];
  readonly text: AxisText;
}

/** A chart laid out in pixels: axes, curves with bands, and a label at each curve's end. */
export interface LineChart {
  readonly inner: Box;
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly curves: readonly {
    readonly id: string;
    readonly label: string;
    readonly line: string;
    readonly band: string;
    readonly dots: readonly Corner[];
    readonly labelY: number;
  }[];
}

const margin = { left: 46, top: 26, bottom: 24 };
const labelHeight = 14;
/** Labels may take this share of the width at most. */
const labelShare = 0.34;

/** Lays out curves with their names at their ends instead of a legend. */
export function lineChart(input: LineChartInput): LineChart {
  const { width, height, curves } = input;
  const widest = Math.max(0, ...curves.map(({ label }) => textWidth(label, 12)));
  const right = curves.length > 1 ? Math.min(widest + 12, width * labelShare) : 14;
  const inner = {
    x: margin.left,
    y: margin.top,
    width: Math.max(20, width - margin.left - right),
    height: Math.max(20, height - margin.top - margin.bottom),
  };
  const points = curves.flatMap((curve) => curve.points);
  const x = chartAxis(
    axisScale(
      input.x.kind,
      domainOf(
        points.map((point) => point.x),
        input.x.kind,
        0,
      ),
      [inner.x, inner.x + inner.width],
    ),
    input.x.unit,
    Math.floor(inner.width / 64),
  );
  const ys = [...points.flatMap(({ y, lo, hi }) => [y, lo ?? y, hi ?? y]), ...(input.alsoY ?? [])];
  const y = chartAxis(
    axisScale(input.y.kind, floored(domainOf(ys, input.y.kind), input.y.kind), [
      inner.y + inner.height,
      inner.y,
    ]),
    input.y.unit,
    Math.floor(inner.height / 36),
  );
  const place = (point: CurvePoint, value: number) => ({ x: x.scale.at(point.x), y: y.scale.at(value) });
  const laid = curves.map((curve) => {
    const dots = curve.points.map((point) => place(point, point.y)).filter(isDrawn);
    return { id: curve.id, label: curve.label, dots, line: linePath(dots), band: bandPath(curve, place) };
  });
  const ends = spread(
    laid.map(({ dots }) => dots.at(-1)?.y ?? inner.y + inner.height),
    inner,
  );
  return { inner, x, y, curves: laid.map((curve, at) => ({ ...curve, labelY: ends[at] ?? inner.y })) };
}

/** A linear axis of amounts starts at zero: the eye compares lengths. */
function floored([lo, hi]: readonly [number, number], kind: ScaleKind): readonly [number, number] {
  return kind === "linear" && lo > 0 ? [0, hi] : [lo, hi];
}

function chartAxis(scale: AxisScale, unit: Unit, count: number): ChartAxis {
  const ticks = axisTicks(scale, Math.max(2, count));
  return { scale, ticks, text: axisText(ticks, unit) };
}

function isDrawn({ x, y }: Corner): boolean {
  return Number.isFinite(x) && Number.isFinite(y);
}

/** The area between lower and upper ends; empty where a curve has no interval. */
function bandPath(curve: Curve, place: (point: CurvePoint, value: number) => Corner): string {
  const bounded = curve.points.filter(({ lo, hi }) => typeof lo === "number" && typeof hi === "number");
  if (bounded.length < 2) return "";
  const upper = bounded.map((point) => place(point, point.hi ?? point.y)).filter(isDrawn);
  const lower = bounded.map((point) => place(point, point.lo ?? point.y)).filter(isDrawn);
  if (upper.length !== lower.length) return "";
  const last = upper.at(-1);
  return last === undefined ? "" : `${linePath([...upper, ...lower.reverse()])}Z`;
}

/** Moves labels apart until none overlaps, keeping their order and staying inside. */
function spread(wanted: readonly number[], inner: Box): number[] {
  const order = wanted.map((_, at) => at).sort((a, b) => wanted[a]! - wanted[b]!);
  const placed = [...wanted];
  let least = inner.y;
  for (const at of order) {
    placed[at] = Math.max(wanted[at]!, least);
    least = placed[at]! + labelHeight;
  }
  let most = inner.y + inner.height;
  for (const at of [...order].reverse()) {
    placed[at] = Math.min(placed[at]!, most);
    most = placed[at]! - labelHeight;
  }
  return placed;
}

/**
 * Where two curves change places, over the stretch both cover: each is linear in log x and log y between its samples.
 * Where they run together for a while, that is where the one that was ahead is first caught up with.
 */
export function crossings(a: readonly CurvePoint[], b: readonly CurvePoint[]): readonly CurvePoint[] {
  const [first, second] = [inLogs(a), inLogs(b)];
  const gaps = [...new Set([...first, ...second].map(({ x }) => x))]
    .sort((one, other) => one - other)
    .flatMap((x) => {
      const [y, theirs] = [heightAt(first, x), heightAt(second, x)];
      return y === null || theirs === null ? [] : [{ x, y, gap: y - theirs }];
    });
  let ahead = 0;
  return gaps.flatMap((next, index) => {
    const turned = ahead * next.gap < 0;
    if (next.gap !== 0) ahead = Math.sign(next.gap);
    if (!turned) return [];
    const from = gaps.slice(0, index).findLastIndex(({ gap }) => gap * next.gap < 0);
    const [last, then] = [gaps[from]!, gaps[from + 1]!];
    const share = last.gap / (last.gap - then.gap);
    return [
      {
        x: Math.exp(last.x + share * (then.x - last.x)),
        y: Math.exp(last.y + share * (then.y - last.y)),
      },
    ];
  });
}

/** The samples of a curve that have logarithms, from left to right. */
function inLogs(points: readonly CurvePoint[]): readonly Corner[] {
  return points
    .filter(({ x, y }) => x > 0 && y > 0)
    .map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }))
    .sort((one, other) => one.x - other.x);
}

/** Height of a line through corners at a place; null beside it. */
function heightAt(corners: readonly Corner[], x: number): number | null {
  const after = corners.findIndex((corner) => corner.x >= x);
  const [right, left] = [corners[after], corners[after - 1]];
  if (right === undefined) return null;
  if (right.x === x) return right.y;
  if (left === undefined) return null;
  return left.y + ((x - left.x) / (right.x - left.x)) * (right.y - left.y);
}
