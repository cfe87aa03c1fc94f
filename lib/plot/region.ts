import type { Box } from "./placeLabels";

/** A corner of a drawn outline, in pixels. */
export type Vertex = readonly [number, number];

/** An area drawn by hand: a box or a lasso. */
export type Region =
  | { readonly kind: "box"; readonly box: Box }
  | { readonly kind: "lasso"; readonly outline: readonly Vertex[] };

/** Indices of the points inside a region. */
export function pointsInside(region: Region, xs: ArrayLike<number>, ys: ArrayLike<number>): number[] {
  const frame = boundsOf(region);
  const found: number[] = [];
  for (let index = 0; index < xs.length; index++) {
    const x = xs[index]!;
    const y = ys[index]!;
    const near = x >= frame.x && x <= frame.x + frame.width && y >= frame.y && y <= frame.y + frame.height;
    if (near && (region.kind === "box" || insideOutline(region.outline, x, y))) found.push(index);
  }
  return found;
}

function boundsOf(region: Region): Box {
  if (region.kind === "box") return region.box;
  const xs = region.outline.map((vertex) => vertex[0]);
  const ys = region.outline.map((vertex) => vertex[1]);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** Even-odd rule: a point is inside when a ray from it crosses the closed outline an odd number of times. */
function insideOutline(outline: readonly Vertex[], x: number, y: number): boolean {
  let inside = false;
  for (let at = 0, before = outline.length - 1; at < outline.length; before = at++) {
    const [ax, ay] = outline[at]!;
    const [bx, by] = outline[before]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** The box between two corners, whichever way it was drawn. */
export function boxBetween(from: Vertex, to: Vertex): Box {
  return {
    x: Math.min(from[0], to[0]),
    y: Math.min(from[1], to[1]),
    width: Math.abs(from[0] - to[0]),
    height: Math.abs(from[1] - to[1]),
  };
}
