import type { Interval } from "./axisScale";

/** The stretch of a column's finite values, and of those above zero, which is all a logarithmic axis can hold. */
export interface ColumnExtent {
  readonly all: Interval | null;
  readonly positive: Interval | null;
}

const known = new WeakMap<Float64Array, ColumnExtent>();

/** The extent of a column, computed once: columns are never changed, and axes ask at every new choice. */
export function columnExtent(column: Float64Array): ColumnExtent {
  const found = known.get(column);
  if (found !== undefined) return found;
  const infinity = Number.POSITIVE_INFINITY;
  let [lo, hi, least] = [infinity, -infinity, infinity];
  for (let index = 0; index < column.length; index++) {
    const value = column[index]!;
    if (!Number.isFinite(value)) continue;
    if (value < lo) lo = value;
    if (value > hi) hi = value;
    if (value > 0 && value < least) least = value;
  }
  const extent = {
    all: lo > hi ? null : ([lo, hi] as const),
    positive: hi > 0 ? ([least, hi] as const) : null,
  };
  known.set(column, extent);
  return extent;
}
