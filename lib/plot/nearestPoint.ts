import { type PointGrid, pointGrid } from "./pointGrid";

/** Finds the drawn point nearest to a pixel. */
export interface NearestPoint {
  /** Index of the nearest point within `reach` pixels, null when there is none. */
  readonly find: (x: number, y: number, reach: number) => number | null;
}

/**
 * An index over drawn positions (pixels before pan and zoom): their grid is searched outwards from the pointer, ring by
 * ring, until nothing nearer can follow. A search visits a few cells however many points there are, and the grid is
 * there at once, so that a new choice of axes costs no pause before the first answer (a Delaunay triangulation of
 * 200,000 points takes a third of a second).
 */
export function nearestPoint(
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  grid: PointGrid | null = pointGrid(xs, ys),
): NearestPoint {
  if (grid === null) return { find: () => null };
  const { left, top, side, columns, rows, starts, dealt } = grid;
  return {
    find: (x, y, reach) => {
      const [column, row] = [Math.floor((x - left) / side), Math.floor((y - top) / side)];
      let found: number | null = null;
      let shortest = reach * reach;
      const visit = (cell: number) => {
        for (let at = starts[cell]!; at < starts[cell + 1]!; at++) {
          const index = dealt[at]!;
          const distance = (xs[index]! - x) ** 2 + (ys[index]! - y) ** 2;
          if (distance > shortest || (distance === shortest && found !== null)) continue;
          shortest = distance;
          found = index;
        }
      };
      // Ring n is at least n - 1 sides away, the pointer's own cell none; rings that miss the grid altogether are left out.
      const first = Math.max(0, -column, column - columns + 1, -row, row - rows + 1);
      const last = Math.max(column, columns - 1 - column, row, rows - 1 - row);
      for (let ring = first; ring <= last && (Math.max(0, ring - 1) * side) ** 2 <= shortest; ring++)
        visitRing(column, row, ring, columns, rows, visit);
      return found;
    },
  };
}

/** Visits the cells of a square ring around a cell, as far as they are on the grid. */
function visitRing(
  column: number,
  row: number,
  ring: number,
  columns: number,
  rows: number,
  visit: (cell: number) => void,
): void {
  const [from, to] = [Math.max(0, column - ring), Math.min(columns - 1, column + ring)];
  for (let at = Math.max(0, row - ring); at <= Math.min(rows - 1, row + ring); at++) {
    if (Math.abs(at - row) === ring)
      for (let across = from; across <= to; across++) visit(at * columns + across);
    else {
      if (column - ring >= 0 && column - ring < columns) visit(at * columns + column - ring);
      if (column + ring < columns && column + ring >= 0) visit(at * columns + column + ring);
    }
  }
}
