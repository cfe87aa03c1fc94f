import type { AxisScale } from "../../plot/axisScale";
import { type Constraints, limitsOf, withinLimit } from "../constraints";
import { sensesOf } from "../marks";
import type { MetricId } from "../metrics";
import { paretoFront } from "../paretoFront";
import { type PointSet, setValue } from "../pointSet";

/** How a candidate is drawn; the numbers index the inks of the raster. */
export const cloudClass = { dominated: 0, front: 1, selected: 2, hidden: 255 } as const;

/** The candidates of all sets as one cloud of pixels before pan and zoom. */
export interface Cloud {
  readonly sets: readonly PointSet[];
  /** Place of each set's first point in the columns. */
  readonly starts: readonly number[];
  readonly xs: Float32Array;
  readonly ys: Float32Array;
  /** `cloudClass` of each point, selection apart. */
  readonly classes: Uint8Array;
  /** Points of each set on its front, as places in the columns, from the best x to the best y. */
  readonly fronts: readonly Uint32Array[];
  readonly size: number;
}

/** One candidate: its set and its index there. */
export interface Candidate {
  readonly set: PointSet;
  readonly index: number;
}

/** A set's coordinates on a pair of axes within the limits, and its front there: what no change of scale touches. */
export interface RankedSet {
  readonly set: PointSet;
  /** Values on both axes, NaN in x where a limit excludes the point; null when the set lacks an axis. */
  readonly shown: { readonly x: Float64Array; readonly y: Float64Array } | null;
  /** Indices of the front, from the best x to the best y. */
  readonly front: Uint32Array;
}

/** The sets on a pair of axes, each with its front. */
export function rankSets(
  sets: readonly PointSet[],
  axes: { readonly x: MetricId; readonly y: MetricId },
  constraints: Constraints,
): readonly RankedSet[] {
  return sets.map((set) => {
    const shown = shownColumns(set, axes, constraints);
    const front =
      shown === null ? new Uint32Array() : paretoFront(shown.x, shown.y, sensesOf(axes.x, axes.y)).indices;
    return { set, shown, front };
  });
}

/** Lays candidates on axes. Points outside the limits, or without a place on an axis, are hidden. */
export function cloudOf(
  ranked: readonly RankedSet[],
  scales: { readonly x: AxisScale; readonly y: AxisScale },
): Cloud {
  const sets = ranked.map(({ set }) => set);
  const size = sets.reduce((sum, set) => sum + set.size, 0);
  const xs = new Float32Array(size).fill(Number.NaN);
  const ys = new Float32Array(size).fill(Number.NaN);
  const classes = new Uint8Array(size).fill(cloudClass.hidden);
  const starts: number[] = [];
  const fronts: Uint32Array[] = [];
  let start = 0;
  for (const { set, shown, front } of ranked) {
    starts.push(start);
    if (shown !== null) {
      placePixels(shown.x, scales.x, xs, start);
      placePixels(shown.y, scales.y, ys, start);
      for (let place = start; place < start + set.size; place++) {
        if (Number.isFinite(xs[place]) && Number.isFinite(ys[place])) classes[place] = cloudClass.dominated;
        else xs[place] = ys[place] = Number.NaN;
      }
    }
    const places = front.map((index) => index + start);
    for (const at of places) if (classes[at] !== cloudClass.hidden) classes[at] = cloudClass.front;
    fronts.push(places);
    start += set.size;
  }
  return { sets, starts, xs, ys, classes, fronts, size };
}

function shownColumns(
  set: PointSet,
  axes: { readonly x: MetricId; readonly y: MetricId },
  limits: Constraints,
) {
  const x = set.columns[axes.x];
  const y = set.columns[axes.y];
  if (x === undefined || y === undefined) return null;
  const active = limitsOf(limits);
  if (active.length === 0) return { x, y };
  const kept = x.slice();
  for (let index = 0; index < set.size; index++)
    if (!active.every(([metric, limit]) => withinLimit(setValue(set, metric, index), limit)))
      kept[index] = Number.NaN;
  return { x: kept, y };
}

/** Writes pixels of a column. The scale is linear in the value or its logarithm, so two values give all the others. */
function placePixels(column: Float64Array, scale: AxisScale, placed: Float32Array, from: number): void {
  const [lo, hi] = scale.domain;
  const [start, end] = scale.range;
  const log = scale.kind === "log";
  const least = log ? Math.log(lo) : lo;
  const factor = (end - start) / ((log ? Math.log(hi) : hi) - least);
  for (let index = 0; index < column.length; index++) {
    const value = column[index]!;
    placed[from + index] = start + ((log ? Math.log(value) : value) - least) * factor;
  }
}

/** The candidate at a place in the cloud's columns. */
export function candidateAt(cloud: Cloud, place: number): Candidate | null {
  for (let at = cloud.sets.length - 1; at >= 0; at--) {
    const start = cloud.starts[at]!;
    const set = cloud.sets[at]!;
    if (place >= start && place < start + set.size) return { set, index: place - start };
  }
  return null;
}

/** The place of a candidate in the cloud's columns; null where the cloud does not hold its set. */
export function placeOf({ sets, starts }: Cloud, { set, index }: Candidate): number | null {
  const start = starts[sets.indexOf(set)];
  return start === undefined ? null : start + index;
}

/** A candidate's id in the shared selection. */
export function candidateId({ set, index }: Candidate): string {
  return `${set.id}/${index}`;
}

/** The candidate with an id; null for other ids. */
export function candidateOf(sets: readonly PointSet[], id: string): Candidate | null {
  const slash = id.lastIndexOf("/");
  if (slash < 0) return null;
  const set = sets.find((known) => known.id.length === slash && id.startsWith(known.id));
  const index = Number(id.slice(slash + 1));
  return set === undefined || !(index >= 0 && index < set.size) ? null : { set, index };
}

/** The classes with the selection on top. */
export function withSelection(cloud: Cloud, selected: readonly string[]): Uint8Array {
  if (selected.length === 0 || cloud.size === 0) return cloud.classes;
  const classes = cloud.classes.slice();
  const starts = new Map(cloud.sets.map((set, at) => [set, cloud.starts[at] ?? 0]));
  for (const id of selected) {
    const found = candidateOf(cloud.sets, id);
    const place = found === null ? -1 : (starts.get(found.set) ?? 0) + found.index;
    if (place >= 0 && classes[place] !== cloudClass.hidden) classes[place] = cloudClass.selected;
  }
  return classes;
}
