import { paretoFront, type Senses } from "./paretoFront";
import { minimising, type Sense } from "./sense";
import { Staircase } from "./staircase";

/** The corner a hypervolume is measured to. */
export interface ReferencePoint {
  readonly x: number;
  readonly y: number;
}

/** The worst finite x and y of a set, each axis on its own; null when no point is finite. */
export function worstPoint(
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  senses: Senses,
): ReferencePoint | null {
  const x = worst(xs, ys, senses.x);
  const y = worst(ys, xs, senses.y);
  return x === null || y === null ? null : { x, y };
}

/** Worst value of a column among the rows that are finite in both columns. */
function worst(column: ArrayLike<number>, other: ArrayLike<number>, sense: Sense): number | null {
  const sign = minimising(sense);
  let found = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < column.length; index++) {
    if (!Number.isFinite(column[index]) || !Number.isFinite(other[index])) continue;
    const value = sign * column[index]!;
    if (value > found) found = value;
  }
  return Number.isFinite(found) ? sign * found : null;
}

/**
 * Exact hypervolume in two dimensions: the area the points dominate, up to the reference (in x unit times y unit).
 * Points that are not finite, or not strictly better than the reference on both axes, contribute nothing. O(n log n).
 */
export function hypervolume2(
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  reference: ReferencePoint,
  senses: Senses,
): number {
  const xSign = minimising(senses.x);
  const ySign = minimising(senses.y);
  const rightEdge = xSign * reference.x;
  let ceiling = ySign * reference.y;
  let area = 0;
  for (const index of paretoFront(xs, ys, senses).indices) {
    const x = xSign * xs[index]!;
    const y = ySign * ys[index]!;
    if (x >= rightEdge || y >= ceiling) continue;
    area += (rightEdge - x) * (ceiling - y);
    ceiling = y;
  }
  return area;
}

/** Columns of points in three dimensions. */
export type ThreeColumns = readonly [ArrayLike<number>, ArrayLike<number>, ArrayLike<number>];

/**
 * Exact hypervolume in three dimensions: slices from the best z to the reference, each as thick as the step to the next
 * z and as large as the staircase of the points seen so far. Points are treated as in `hypervolume2`.
 */
export function hypervolume3(
  columns: ThreeColumns,
  reference: readonly [number, number, number],
  senses: readonly [Sense, Sense, Sense],
): number {
  const [xSign, ySign, zSign] = senses.map(minimising) as [number, number, number];
  const [xs, ys, zs] = columns;
  const bottom = zSign * reference[2];
  const order: number[] = [];
  for (let index = 0; index < xs.length; index++) {
    const finite = Number.isFinite(xs[index]) && Number.isFinite(ys[index]) && Number.isFinite(zs[index]);
    if (finite && zSign * zs[index]! < bottom) order.push(index);
  }
  order.sort((a, b) => zSign * (zs[a]! - zs[b]!));
  const staircase = new Staircase(xSign * reference[0], ySign * reference[1]);
  let volume = 0;
  for (let at = 0; at < order.length; at++) {
    const index = order[at]!;
    staircase.add(xSign * xs[index]!, ySign * ys[index]!);
    const next = order[at + 1];
    const depth = (next === undefined ? bottom : zSign * zs[next]!) - zSign * zs[index]!;
    volume += staircase.area * depth;
  }
  return volume;
}
