import {
  type AxisScale,
  axisScale,
  axisTicks,
  type Interval,
  type ScaleKind,
  type Tick,
  zoomed,
} from "../../plot/axisScale";
import type { Box } from "../../plot/placeLabels";
import { type AxisText, axisText } from "../../plot/tickText";
import { type MetricId, metricOf } from "../metrics";

/** Pan and zoom as pixels: `pixel → pixel * k + shift`. */
export interface View {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

export const wholeView: View = { k: 1, x: 0, y: 0 };

/** The step that takes pixels as seen under one view to where another view shows them. */
export function betweenViews(from: View, to: View): View {
  const k = to.k / from.k;
  return { k, x: to.x - from.x * k, y: to.y - from.y * k };
}

/** One axis as it is drawn. */
export interface Axis {
  readonly metric: MetricId;
  /** Before pan and zoom. */
  readonly base: AxisScale;
  /** As seen. */
  readonly scale: AxisScale;
  readonly ticks: readonly Tick[];
  readonly text: AxisText;
}

/** The drawing area and its axes. */
export interface PlotFrame {
  readonly width: number;
  readonly height: number;
  readonly inner: Box;
  readonly x: Axis;
  readonly y: Axis;
}

/** Which metric an axis bears and how. */
export interface AxisChoice {
  readonly metric: MetricId;
  readonly kind: ScaleKind;
  /** What is in view before pan and zoom. */
  readonly domain: Interval;
}

/** Room around the drawing area: the y axis has its name above it, the x axis below its figures. */
const margins = { left: 48, right: 14, top: 34, bottom: 50 };

/** Pixels a labelled tick needs, along each axis. */
const tickRoom = { x: 84, y: 52 };

/** A plot before pan and zoom: its size in pixels and what its axes bear. */
export interface PlotLayout {
  readonly width: number;
  readonly height: number;
  readonly x: AxisChoice;
  readonly y: AxisChoice;
}

/** Lays out the axes of a plot under a pan and zoom. */
export function plotFrame({ width, height, x, y }: PlotLayout, view: View): PlotFrame {
  const inner = {
    x: margins.left,
    y: margins.top,
    width: Math.max(40, width - margins.left - margins.right),
    height: Math.max(40, height - margins.top - margins.bottom),
  };
  return {
    width,
    height,
    inner,
    x: axis(x, [inner.x, inner.x + inner.width], view.k, view.x, inner.width / tickRoom.x),
    y: axis(y, [inner.y + inner.height, inner.y], view.k, view.y, inner.height / tickRoom.y),
  };
}

function axis(choice: AxisChoice, range: Interval, k: number, shift: number, ticks: number): Axis {
  const base = axisScale(choice.kind, choice.domain, range);
  const scale = k === 1 && shift === 0 ? base : zoomed(base, k, shift);
  const drawn = axisTicks(scale, Math.max(2, Math.floor(ticks)));
  return {
    metric: choice.metric,
    base,
    scale,
    ticks: drawn,
    text: axisText(drawn, metricOf(choice.metric).unit),
  };
}

/** Whether a place is in the drawing area, or so close to it that what stands there is seen in full. */
export function isInside(
  { x, y }: { readonly x: number; readonly y: number },
  { inner }: PlotFrame,
): boolean {
  return (
    x >= inner.x - 6 && x <= inner.x + inner.width + 6 && y >= inner.y - 6 && y <= inner.y + inner.height + 6
  );
}

/** Beyond which edge of the drawing area a place lies farthest, in pixels; null for one that is in it. */
export function beyondFrame(
  at: { readonly x: number; readonly y: number },
  frame: PlotFrame,
): "left" | "right" | "up" | "down" | null {
  if (isInside(at, frame)) return null;
  const { inner } = frame;
  const beyond = [
    ["left", inner.x - at.x],
    ["right", at.x - inner.x - inner.width],
    ["up", inner.y - at.y],
    ["down", at.y - inner.y - inner.height],
  ] as const;
  return beyond.reduce((farthest, side) => (side[1] > farthest[1] ? side : farthest))[0];
}

/** Where the worse ends of the axes are seen, however far outside: attained areas reach to them. */
export function worseEdges({ x, y }: PlotFrame): { readonly x: number; readonly y: number } {
  const edge = ({ metric, base, scale }: Axis) =>
    scale.at(base.domain[metricOf(metric).sense === "min" ? 1 : 0]);
  return { x: edge(x), y: edge(y) };
}

/** The corner where both axes are best, where an arrow says so. */
export function betterCorner({ inner, x, y }: PlotFrame) {
  const left = metricOf(x.metric).sense === "min";
  const up = metricOf(y.metric).sense === "max";
  return {
    left,
    up,
    x: left ? inner.x + 10 : inner.x + inner.width - 10,
    y: up ? inner.y + 10 : inner.y + inner.height - 10,
  };
}

/** The room the arrow and its word take, which labels leave free. */
export function betterBox(frame: PlotFrame): Box {
  const { left, up, x, y } = betterCorner(frame);
  const [width, height] = [64, 30];
  return { x: left ? x : x - width, y: up ? y : y - height, width, height };
}
