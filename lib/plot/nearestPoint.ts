import { Delaunay } from "d3-delaunay";

/** Finds the drawn point nearest to a pixel. */
export interface NearestPoint {
  /** Index of the nearest point within `reach` pixels, null when there is none. */
  readonly find: (x: number, y: number, reach: number) => number | null;
}

/**
 * An index over drawn positions (pixels before pan and zoom). A Delaunay walk that starts at the last answer takes a step
 * or two when the pointer moves a little, however many points there are. Points without a position are left out.
 */
export function nearestPoint(xs: ArrayLike<number>, ys: ArrayLike<number>): NearestPoint {
  const kept: number[] = [];
  for (let index = 0; index < xs.length; index++)
    if (Number.isFinite(xs[index]) && Number.isFinite(ys[index])) kept.push(index);
  if (kept.length === 0) return { find: () => null };
  const coordinates = new Float64Array(2 * kept.length);
  kept.forEach((index, at) => {
    coordinates[2 * at] = xs[index]!;
    coordinates[2 * at + 1] = ys[index]!;
  });
  const delaunay = new Delaunay(coordinates);
  let last = 0;
  return {
    find: (x, y, reach) => {
      const found = delaunay.find(x, y, last);
      if (!(found >= 0)) return null;
      last = found;
      const index = kept[found]!;
      return Math.hypot(xs[index]! - x, ys[index]! - y) <= reach ? index : null;
    },
  };
}
