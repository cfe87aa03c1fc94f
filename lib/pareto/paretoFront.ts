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
 * and better on one; duplicates stand or fall together. O(n log n) at worst: the points are ordered by x, then one sweep
 * keeps those that improve y. The order comes from a linear radix sort on x in single precision; only points that are
 * equal there, and that no better x beats on y, are still to be compared with each other.
 */
export function paretoFront(xs: ArrayLike<number>, ys: ArrayLike<number>, senses: Senses): Front {
  const xSign = minimising(senses.x);
  const ySign = minimising(senses.y);
  const { finite, rejected } = splitFinite(xs, ys);
  const compare = (a: number, b: number) => xSign * (xs[a]! - xs[b]!) || ySign * (ys[a]! - ys[b]!) || a - b;

  const { order, keys } = radixOrder(finite, (index) => xSign * xs[index]!);

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
  for (let start = 0, end = 0; start < order.length; start = end) {
    let kept = start;
    for (end = start; end < order.length && keys[end] === keys[start]; end++)
      if (ySign * ys[order[end]!]! <= lowestY) order[kept++] = order[end]!;
    const tied = order.subarray(start, kept);
    if (!isSorted(tied, compare)) tied.sort(compare);
    for (let at = 0; at < tied.length; at++) take(tied[at]!);
  }
  return { indices: Uint32Array.from(front), rejected };
}

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

/** Ties mostly come sorted, as the order keeps the one they were given in. */
function isSorted(indices: Uint32Array, compare: (a: number, b: number) => number): boolean {
  for (let at = 1; at < indices.length; at++) if (compare(indices[at - 1]!, indices[at]!) > 0) return false;
  return true;
}
