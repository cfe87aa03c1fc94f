import type { Estimate } from "../../base/estimate";
import type { Box, PlacedLabel } from "../../plot/placeLabels";
import type { IsoLine } from "../isoLine";
import { frontOfMarks, isPlaced, type Mark, type PlacedMark, sensesOf } from "../marks";
import type { PlotFrame } from "./frame";
import { type DrawnFront, drawnFronts } from "./fronts";
import { type DrawnIsoLine, drawnIsoLines } from "./isoLines";
import { type LabelKind, labelsOf } from "./labels";
import { type SelectedPoint, selectionFronts } from "./selectionFront";

/** A mark where it is drawn. */
export interface DrawnMark {
  readonly mark: PlacedMark;
  readonly x: number;
  readonly y: number;
  /** Another mark of the same basis beats it on both axes. */
  readonly dominated: boolean;
}

/** A design that has a place on one axis only: a line across the plot. */
export interface DrawnLine {
  readonly mark: Mark;
  readonly direction: "vertical" | "horizontal";
  readonly at: number;
  /** The 90 % interval in pixels, null without one. */
  readonly band: readonly [number, number] | null;
}

/** A line between a model as published and as predicted. */
export interface DrawnJoin {
  readonly id: string;
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
}

/** Everything of the plot that is drawn as vector graphics, in pixels. */
export interface FrontierScene {
  readonly frame: PlotFrame;
  readonly fronts: readonly DrawnFront[];
  readonly isoLines: readonly DrawnIsoLine[];
  readonly joins: readonly DrawnJoin[];
  readonly boxes: readonly { readonly id: string; readonly box: Box; readonly own: boolean }[];
  readonly lines: readonly DrawnLine[];
  readonly marks: readonly DrawnMark[];
  readonly labels: readonly (PlacedLabel & { readonly text: string; readonly kind: LabelKind })[];
}

/** Composes the plot from marks on axes. Dominated marks leave when `showDominated` is off. */
export function frontierScene(
  marks: readonly Mark[],
  frame: PlotFrame,
  options: {
    readonly showDominated: boolean;
    readonly emphasised: ReadonlySet<string>;
    /** Selected marks and candidates, which have a front of their own. */
    readonly selected?: readonly SelectedPoint[];
    readonly isoLines?: readonly IsoLine[];
  },
): FrontierScene {
  const placed = marks.filter(isPlaced);
  const onFront = frontMembers(placed, frame);
  const drawn = placed.flatMap((mark): DrawnMark[] => {
    const at = pixelOf(mark, frame);
    const dominated = !onFront.has(mark.id);
    const hidden = dominated && !options.showDominated && mark.subject.series !== "own";
    return at === null || hidden ? [] : [{ mark, ...at, dominated }];
  });
  const fronts = [...drawnFronts(marks, frame), ...selectionFronts(options.selected ?? [], frame)];
  const published = drawn.some(({ mark }) => mark.basis === "published");
  const scene = {
    frame,
    fronts,
    isoLines: drawnIsoLines(options.isoLines ?? [], frame),
    joins: joinsOf(drawn),
    boxes: drawn
      .filter(({ mark }) => showsBand(mark, published, options.emphasised))
      .flatMap((entry) => errorBox(entry, frame)),
    lines: linesAcross(marks, frame),
    marks: drawn,
  };
  return { ...scene, labels: labelsOf(scene, options.emphasised) };
}

/** Beside published marks only the design in hand and what is selected show their bands: the others would drown the data. */
function showsBand(
  { subject, id }: PlacedMark,
  published: boolean,
  emphasised: ReadonlySet<string>,
): boolean {
  return !published || subject.series === "own" || emphasised.has(id);
}

/** Ids of the marks on the front of all marks of their basis. */
function frontMembers(placed: readonly PlacedMark[], frame: PlotFrame): ReadonlySet<string> {
  const senses = sensesOf(frame.x.metric, frame.y.metric);
  const fronts = (["published", "predicted"] as const).flatMap((basis) =>
    frontOfMarks(
      placed.filter((mark) => mark.basis === basis),
      senses,
    ),
  );
  return new Set(fronts.map((mark) => mark.id));
}

function pixelOf(mark: PlacedMark, frame: PlotFrame) {
  const x = frame.x.scale.at(mark.x.value);
  const y = frame.y.scale.at(mark.y.value);
  return Number.isFinite(x) && Number.isFinite(y) ? { x, y } : null;
}

function joinsOf(drawn: readonly DrawnMark[]): DrawnJoin[] {
  const published = new Map(
    drawn.filter(({ mark }) => mark.basis === "published").map((entry) => [entry.mark.subject.id, entry]),
  );
  return drawn.flatMap(({ mark, x, y }) => {
    const from = mark.basis === "predicted" ? published.get(mark.subject.id) : undefined;
    return from === undefined ? [] : [{ id: mark.subject.id, from: { x: from.x, y: from.y }, to: { x, y } }];
  });
}

/** The rectangle of both 90 % intervals; none where neither axis has one. */
function errorBox({ mark, x, y }: DrawnMark, { x: xAxis, y: yAxis }: PlotFrame) {
  const [left, right] = bandPixels(mark.x, xAxis.scale.at) ?? [x, x];
  const [top, bottom] = bandPixels(mark.y, yAxis.scale.at) ?? [y, y];
  if (left === right && top === bottom) return [];
  const box = { x: left, y: top, width: right - left, height: bottom - top };
  return [{ id: mark.id, box, own: mark.subject.series === "own" }];
}

/** The interval of an estimate in rising pixels; null where it has none or its ends are off the axis. */
function bandPixels(estimate: Estimate, at: (value: number) => number): readonly [number, number] | null {
  const { lo, hi } = estimate;
  if (lo === null || hi === null || lo === hi) return null;
  const ends = [at(lo), at(hi)];
  return ends.every(Number.isFinite) ? [Math.min(...ends), Math.max(...ends)] : null;
}

/** The designs that have a place on one axis only. */
export function linesAcross(marks: readonly Mark[], frame: PlotFrame): readonly DrawnLine[] {
  return marks.flatMap((mark) => lineOf(mark, frame));
}

function lineOf(mark: Mark, { x, y }: PlotFrame): DrawnLine[] {
  if (mark.x !== null && mark.y === null) {
    const at = x.scale.at(mark.x.value);
    return Number.isFinite(at)
      ? [{ mark, direction: "vertical", at, band: bandPixels(mark.x, x.scale.at) }]
      : [];
  }
  if (mark.x === null && mark.y !== null) {
    const at = y.scale.at(mark.y.value);
    return Number.isFinite(at)
      ? [{ mark, direction: "horizontal", at, band: bandPixels(mark.y, y.scale.at) }]
      : [];
  }
  return [];
}
