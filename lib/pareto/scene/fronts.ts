import { areaPath, type Corner, linePath } from "../../plot/stepPath";
import { attainmentSteps } from "../attainment";
import { frontOfMarks, type Mark, marksOfSeries, type Series, sensesOf } from "../marks";
import { metricOf } from "../metrics";
import type { SetBasis } from "../pointSet";
import { type PlotFrame, worseEdges } from "./frame";

/** A front as it is drawn: a step line, the area it attains, and where its name goes. */
export interface DrawnFront {
  readonly id: string;
  readonly label: string;
  readonly series: Series | "selection";
  readonly basis: SetBasis;
  readonly line: string;
  readonly area: string;
  /** Turns of the line in pixels: labels keep clear of the stretches between them. */
  readonly corners: readonly Corner[];
  /** Ids of the marks and candidates on it, from the best x to the best y. */
  readonly members: readonly string[];
  readonly end: { readonly x: number; readonly y: number };
}

const drawnSeries: readonly { readonly series: Series; readonly label: string }[] = [
  { series: "transformers", label: "Transformers" },
  { series: "nemotron-flash", label: "Nemotron-Flash" },
  { series: "saved", label: "Saved designs" },
];

/** The front of each series on each basis that is shown. A front of one point is a step too: what it attains. */
export function drawnFronts(marks: readonly Mark[], frame: PlotFrame): readonly DrawnFront[] {
  return drawnSeries.flatMap(({ series, label }) =>
    (["published", "predicted"] as const).flatMap((basis) => {
      const front = frontOfMarks(
        marksOfSeries(marks, [series], basis),
        sensesOf(frame.x.metric, frame.y.metric),
      );
      if (front.length === 0) return [];
      const points = front.map((mark) => ({ x: mark.x.value, y: mark.y.value }));
      const drawn = drawSteps(points, frame);
      return [
        {
          id: `${series}-${basis}`,
          label: basis === "predicted" ? `${label}, predicted` : label,
          series,
          basis,
          ...drawn,
          members: front.map((mark) => mark.id),
        },
      ];
    }),
  );
}

/** The step line through front points, out to the worse edge of x and down to the worse edge of y. */
export function drawSteps(points: readonly Corner[], frame: PlotFrame) {
  const { inner, x, y } = frame;
  const placed = points.map((point) => ({ x: x.scale.at(point.x), y: y.scale.at(point.y) }));
  const corners = stepCorners(placed, frame);
  const last = corners.at(-1) ?? { x: inner.x, y: inner.y };
  const end = { x: Math.min(inner.x + inner.width, Math.max(inner.x, last.x)), y: last.y };
  return { line: linePath(corners), area: areaPath(corners, worseEdges(frame).y), corners, end };
}

/** Corners of the attainment step through front points in pixels. Pixels of y run downwards, so its sense turns over. */
export function stepCorners(points: readonly Corner[], frame: PlotFrame): readonly Corner[] {
  const drawn = points.filter((point) => Number.isFinite(point.x) && Number.isFinite(point.y));
  const senses = {
    x: metricOf(frame.x.metric).sense,
    y: metricOf(frame.y.metric).sense === "max" ? "min" : "max",
  } as const;
  return attainmentSteps(drawn, worseEdges(frame).x, senses);
}
