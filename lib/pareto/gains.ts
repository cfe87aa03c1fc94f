import { bestXAt, bestYAt, type FrontPoint } from "./attainment";
import type { Senses } from "./paretoFront";

/** How one front compares with another, over the stretch both cover. */
export interface FrontGain {
  /** Mean of y against the other front at equal x, on the stretch of x both reach; in units of y. Null where one is empty. */
  readonly atEqualX: { readonly difference: number; readonly from: number; readonly to: number } | null;
  /** Geometric mean of the other front's x over this one's at equal y, on the stretch of y both reach. Null where one is empty. */
  readonly atEqualY: { readonly ratio: number; readonly from: number; readonly to: number } | null;
}

/**
 * Gain of `front` over `other`, both from the best x to the best y. Both are step functions, so the means are exact
 * sums over the pieces between their corners. x must be positive: it is averaged by its logarithm, as costs and rates
 * compare by ratio. At equal x the difference is `front` minus `other`; at equal y the ratio is the other's x over this
 * front's: 2 on a latency axis means twice as fast.
 */
export function frontGain(
  front: readonly FrontPoint[],
  other: readonly FrontPoint[],
  senses: Senses,
): FrontGain {
  return { atEqualX: gainAtEqualX(front, other, senses), atEqualY: gainAtEqualY(front, other, senses) };
}

function gainAtEqualX(front: readonly FrontPoint[], other: readonly FrontPoint[], senses: Senses) {
  const xs = [...front, ...other].map((point) => point.x);
  const a = bestYAt;
  return meanOver(
    xs,
    (x) => pair(a(front, x, senses), a(other, x, senses)),
    Math.log,
    (mine, theirs) => mine - theirs,
    senses.x === "min" ? "from" : "to",
    (mean, from, to) => ({ difference: mean, from, to }),
  );
}

function gainAtEqualY(front: readonly FrontPoint[], other: readonly FrontPoint[], senses: Senses) {
  const ys = [...front, ...other].map((point) => point.y);
  return meanOver(
    ys,
    (y) => pair(bestXAt(front, y, senses), bestXAt(other, y, senses)),
    (y) => y,
    (mine, theirs) => Math.log(theirs / mine),
    senses.y === "min" ? "from" : "to",
    (mean, from, to) => ({ ratio: Math.exp(mean), from, to }),
  );
}

type Pair = readonly [number, number];

function pair(mine: number | null, theirs: number | null): Pair | null {
  return mine === null || theirs === null ? null : [mine, theirs];
}

/**
 * Mean of a step function that changes only at `borders`, weighted by the length of its pieces in `measure`. A piece
 * takes its value at the end named by `held`. A stretch of no length (all borders equal) takes the value there.
 */
function meanOver<T>(
  borders: readonly number[],
  at: (border: number) => Pair | null,
  measure: (border: number) => number,
  compare: (mine: number, theirs: number) => number,
  held: "from" | "to",
  answer: (mean: number, from: number, to: number) => T,
): T | null {
  const sorted = [...new Set(borders)].sort((a, b) => a - b);
  let length = 0;
  let sum = 0;
  let from: number | null = null;
  let to: number | null = null;
  let lone: { border: number; value: number } | null = null;
  for (let index = 0; index < sorted.length; index++) {
    const border = sorted[index]!;
    const both = at(border);
    if (both === null) continue;
    const value = compare(...both);
    lone ??= { border, value };
    const neighbour = held === "from" ? sorted[index + 1] : sorted[index - 1];
    if (neighbour === undefined) continue;
    const [start, end] = held === "from" ? [border, neighbour] : [neighbour, border];
    const weight = measure(end) - measure(start);
    if (!Number.isFinite(weight)) continue;
    length += weight;
    sum += weight * value;
    from = Math.min(from ?? start, start);
    to = Math.max(to ?? end, end);
  }
  if (length > 0 && from !== null && to !== null) return answer(sum / length, from, to);
  return lone === null ? null : answer(lone.value, lone.border, lone.border);
}

/** How one point compares with a front of others. */
export interface PointGain {
  /** y of the point less the front's best y without a worse x; null where the front has no such point. */
  readonly atEqualX: number | null;
  /** The front's best x at the point's y or better, over the point's x; null where the front never reaches it. */
  readonly atEqualY: number | null;
}

/** Gain of one point over a front, at its own x and at its own y. */
export function pointGain(point: FrontPoint, front: readonly FrontPoint[], senses: Senses): PointGain {
  const y = bestYAt(front, point.x, senses);
  const x = bestXAt(front, point.y, senses);
  return { atEqualX: y === null ? null : point.y - y, atEqualY: x === null ? null : x / point.x };
}
