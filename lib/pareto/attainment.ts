import type { Senses } from "./paretoFront";
import { better } from "./sense";

/** One point of a front, in the order `paretoFront` gives: from the best x to the best y. */
export interface FrontPoint {
  readonly x: number;
  readonly y: number;
}

/** The best y a front reaches without an x worse than `x`; null where it has no such point. */
export function bestYAt(front: readonly FrontPoint[], x: number, senses: Senses): number | null {
  let found: number | null = null;
  for (const point of front) {
    if (better(x, point.x, senses.x)) break;
    found = point.y;
  }
  return found;
}

/** The best x at which a front reaches at least `y`; null where it never does. */
export function bestXAt(front: readonly FrontPoint[], y: number, senses: Senses): number | null {
  for (const point of front) if (!better(y, point.y, senses.y)) return point.x;
  return null;
}

/**
 * Corners of the attainment step of a front: y holds from each point to the next better one, and the last y to `xEnd`,
 * the edge of the plot on the worse side of x. A line through the points themselves would claim designs that nobody has.
 */
export function attainmentSteps(front: readonly FrontPoint[], xEnd: number, senses: Senses): FrontPoint[] {
  const corners: FrontPoint[] = [];
  let level: number | null = null;
  for (const { x, y } of front) {
    if (level !== null && level !== y) corners.push({ x, y: level });
    if (level !== y) corners.push({ x, y });
    level = y;
  }
  const last = corners.at(-1);
  if (last !== undefined && better(last.x, xEnd, senses.x)) corners.push({ x: xEnd, y: last.y });
  return corners;
}
