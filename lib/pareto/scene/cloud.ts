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

/** Lays candidates on axes. Points outside the limits, or without a place on an axis, are hidden. */
export function cloudOf(
  sets: readonly PointSet[],
  axes: { readonly x: MetricId; readonly y: MetricId },
  scales: { readonly x: AxisScale; readonly y: AxisScale },
  constraints: Constraints,
): Cloud {
  const size = sets.reduce((sum, set) => sum + set.size, 0);
  const xs = new Float32Array(size).fill(Number.NaN);
  const ys = new Float32Array(size).fill(Number.NaN);
  const classes = new Uint8Array(size).fill(cloudClass.hidden);
  const starts: number[] = [];
  const fronts: Uint32Array[] = [];
  let start = 0;
  for (const set of sets) {
    starts.push(start);
    const shown = shownColumns(set, axes, constraints);
    if (shown !== null) {
      const x = pixels(shown.x, scales.x);
      const y = pixels(shown.y, scales.y);
      for (let index = 0; index < set.size; index++) {
        if (!Number.isFinite(x[index]) || !Number.isFinite(y[index])) continue;
        xs[start + index] = x[index]!;
        ys[start + index] = y[index]!;
        classes[start + index] = cloudClass.dominated;
      }
      const front = paretoFront(shown.x, shown.y, sensesOf(axes.x, axes.y)).indices.map(
        (index) => index + start,
      );
      for (const at of front) if (classes[at] !== cloudClass.hidden) classes[at] = cloudClass.front;
      fronts.push(front);
    } else fronts.push(new Uint32Array());
    start += set.size;
  }
  return { sets, starts, xs, ys, classes, fronts, size };
}

/** The columns of both axes, NaN where a limit excludes the point; null when the set lacks an axis. */
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

/** Pixels of a column. The scale is linear in the value or its logarithm, so two values give all the others. */
function pixels(column: Float64Array, scale: AxisScale): Float64Array {
  const [lo, hi] = scale.domain;
  const [start, end] = scale.range;
  const log = scale.kind === "log";
  const from = log ? Math.log(lo) : lo;
  const factor = (end - start) / ((log ? Math.log(hi) : hi) - from);
  const placed = new Float64Array(column.length);
  for (let index = 0; index < column.length; index++) {
    const value = column[index]!;
    placed[index] = start + ((log ? Math.log(value) : value) - from) * factor;
  }
  return placed;
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

/** A candidate's id in the shared selection. */
export function candidateId({ set, index }: Candidate): string {
  return `${set.id}/${index}`;
}

/** The classes with the selection on top. */
export function withSelection(cloud: Cloud, selected: readonly string[]): Uint8Array {
  if (selected.length === 0 || cloud.size === 0) return cloud.classes;
  const classes = cloud.classes.slice();
  const startOf = new Map(cloud.sets.map((set, at) => [set.id, cloud.starts[at]!]));
  for (const id of selected) {
    const slash = id.lastIndexOf("/");
    const start = slash < 0 ? undefined : startOf.get(id.slice(0, slash));
    if (start === undefined) continue;
    const place = start + Number(id.slice(slash + 1));
    if (classes[place] !== undefined && classes[place] !== cloudClass.hidden)
      classes[place] = cloudClass.selected;
  }
  return classes;
}
