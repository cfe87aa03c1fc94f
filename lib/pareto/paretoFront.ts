import { bisectRight } from "d3-array";
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
 * and better on one; duplicates stand or fall together. O(n log n): the points are sorted by x, then one sweep keeps
 * those that improve y. The sort first deals the points into buckets of x and drops those that a better bucket beats
 * on y, which in most clouds leaves few to sort.
 */
export function paretoFront(xs: ArrayLike<number>, ys: ArrayLike<number>, senses: Senses): Front {
  const xSign = minimising(senses.x);
  const ySign = minimising(senses.y);
  const { finite, rejected } = splitFinite(xs, ys);
  const compare = (a: number, b: number) => xSign * (xs[a]! - xs[b]!) || ySign * (ys[a]! - ys[b]!) || a - b;

  const front: number[] = [];
  let lowestY = Number.POSITIVE_INFINITY;
  let lastX = Number.NaN;
  for (const bucket of bucketsOf(finite, xs, xSign)) {
    let kept = 0;
    for (const index of bucket) if (ySign * ys[index]! <= lowestY) bucket[kept++] = index;
    for (const index of bucket.subarray(0, kept).sort(compare)) {
      const x = xs[index]!;
      const y = ySign * ys[index]!;
      if (y < lowestY || (y === lowestY && x === lastX)) {
        lowestY = y;
        lastX = x;
        front.push(index);
      }
    }
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

/** Points a bucket holds on average: small enough to sort in cache, large enough to be worth a call. */
const pointsPerBucket = 64;

/**
 * Deals indices into buckets of x, best first; x is equal only within a bucket. The borders are the ranks of a sample,
 * so that skewed columns spread as evenly as uniform ones.
 */
function bucketsOf(indices: Uint32Array, xs: ArrayLike<number>, xSign: number): Uint32Array[] {
  const stride = pointsPerBucket;
  const sample = new Float64Array(Math.ceil(indices.length / stride));
  for (let at = 0; at < sample.length; at++) sample[at] = xSign * xs[indices[at * stride]!]!;
  const borders = sample.sort();
  const bucketCount = borders.length + 1;
  const starts = new Uint32Array(bucketCount + 1);
  const bucketAt = new Uint32Array(indices.length);
  for (let at = 0; at < indices.length; at++) {
    const bucket = bisectRight(borders, xSign * xs[indices[at]!]!);
    bucketAt[at] = bucket;
    starts[bucket + 1]!++;
  }
  for (let bucket = 1; bucket <= bucketCount; bucket++) starts[bucket]! += starts[bucket - 1]!;
  const dealt = new Uint32Array(indices.length);
  const next = starts.slice();
  for (let at = 0; at < indices.length; at++) dealt[next[bucketAt[at]!]!++] = indices[at]!;
  return Array.from({ length: bucketCount }, (_, bucket) =>
    dealt.subarray(starts[bucket], starts[bucket + 1]),
  );
}
