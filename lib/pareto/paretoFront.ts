import { radixOrder } from "./radixOrder";
import { minimising, type Sense } from "./sense";

/** The senses of the two axes of a front. */
export interface Senses {
  readonly x: Sense;
  readonly y: Sense;
}

/** Less cost, more quality: the usual senses of a latency-accuracy plot. */
export const costAgainstQuality: Senses = { x: "min", y: "max" };

/** Indices into the columns a front was computed from. */
export interface Front {
  /** Points no other point dominates, from the best x to the best y; equal points are all kept, in the order given. */
  readonly indices: Uint32Array;
  /** Points with a coordinate that is not a finite number; they take no part. */
  readonly rejected: Uint32Array;
}

/**
 * The Pareto front of points given as columns. A point is on the front when no other is at least as good on both axes
 * and better on one; duplicates stand or fall together. O(n log n) at worst: points that a coarse grid of x already
 * shows to be beaten are dropped, the others are ordered by x, and one sweep keeps those that improve y. Most clouds
 * leave few to order; for many, the order comes from a linear radix sort on x in single precision, and only points that
 * are equal there are still to be compared with each other.
 */
export function paretoFront(xs: ArrayLike<number>, ys: ArrayLike<number>, senses: Senses): Front {
  const xSign = minimising(senses.x);
  const ySign = minimising(senses.y);
  const { finite, rejected } = splitFinite(xs, ys);
  const compare = (a: number, b: number) => xSign * (xs[a]! - xs[b]!) || ySign * (ys[a]! - ys[b]!) || a - b;
  const front: number[] = [];
  let lowestY = Number.POSITIVE_INFINITY;
  let lastX = Number.NaN;
  const take = (index: number) => {
    const x = xs[index]!;
    const y = ySign * ys[index]!;
    if (y < lowestY || (y === lowestY && x === lastX)) {
      lowestY = y;
      lastX = x;
      front.push(index);
    }
  };

  const hopeful = dropBeaten(finite, xs, ys, xSign, ySign);
  if (hopeful.length <= fewPoints) for (const index of hopeful.sort(compare)) take(index);
  else {
    const { order, keys } = radixOrder(hopeful, (index) => xSign * xs[index]!);
    for (let start = 0, end = 0; start < order.length; start = end) {
      let kept = start;
      for (end = start; end < order.length && keys[end] === keys[start]; end++)
        if (ySign * ys[order[end]!]! <= lowestY) order[kept++] = order[end]!;
      const tied = order.subarray(start, kept);
      if (!isSorted(tied, compare)) tied.sort(compare);
      for (let at = 0; at < tied.length; at++) take(tied[at]!);
    }
  }
  return { indices: Uint32Array.from(front), rejected };
}

/** Points that are sorted by comparing them: as fast as the radix sort, whose three passes have a fixed cost. */
const fewPoints = 4096;

/** Rows that are finite in both columns, and the others. */
function splitFinite(xs: ArrayLike<number>, ys: ArrayLike<number>) {
  const finite = new Uint32Array(xs.length);
  const rejected: number[] = [];
  let kept = 0;
  for (let index = 0; index < xs.length; index++) {
    if (Number.isFinite(xs[index]) && Number.isFinite(ys[index])) finite[kept++] = index;
    else rejected.push(index);
  }
  return { finite: finite.subarray(0, kept), rejected: Uint32Array.from(rejected) };
}

/** Slices of x in which the best y is kept. */
const slices = 1024;

/**
 * The points that no point of a better slice of x beats: whatever lies in a better slice has a strictly better x, so an
 * equal y there suffices. Slices divide the range of x evenly; a column that crowds into few of them drops less.
 */
function dropBeaten(
  indices: Uint32Array,
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  xSign: number,
  ySign: number,
): Uint32Array {
  let lo = Number.POSITIVE_INFINITY;
  let hi = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < indices.length; at++) {
    const x = xSign * xs[indices[at]!]!;
    if (x < lo) lo = x;
    if (x > hi) hi = x;
  }
  const perX = (slices - 1) / (hi - lo);
  if (!Number.isFinite(perX) || perX === 0) return indices;
  const best = new Float64Array(slices).fill(Number.POSITIVE_INFINITY);
  for (let at = 0; at < indices.length; at++) {
    const index = indices[at]!;
    const slice = Math.floor((xSign * xs[index]! - lo) * perX);
    const y = ySign * ys[index]!;
    if (y < best[slice]!) best[slice] = y;
  }
  // What is to be beaten is the best of the slices before.
  let before = Number.POSITIVE_INFINITY;
  for (let slice = 0; slice < slices; slice++) {
    const own = best[slice]!;
    best[slice] = before;
    if (own < before) before = own;
  }
  let kept = 0;
  for (let at = 0; at < indices.length; at++) {
    const index = indices[at]!;
    if (ySign * ys[index]! < best[Math.floor((xSign * xs[index]! - lo) * perX)]!) indices[kept++] = index;
  }
  return indices.subarray(0, kept);
}

/** Ties mostly come sorted, as the order keeps the one they were given in. */
function isSorted(indices: Uint32Array, compare: (a: number, b: number) => number): boolean {
  for (let at = 1; at < indices.length; at++) if (compare(indices[at - 1]!, indices[at]!) > 0) return false;
  return true;
}
