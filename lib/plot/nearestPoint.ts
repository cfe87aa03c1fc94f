/** Finds the drawn point nearest to a pixel. */
export interface NearestPoint {
  /** Index of the nearest point within `reach` pixels, null when there is none. */
  readonly find: (x: number, y: number, reach: number) => number | null;
}

/** Points a cell holds on average. */
const pointsPerCell = 2;
/** Least side of a cell, in pixels: points may all stand on one spot. */
const leastSide = 0.5;

/**
 * An index over drawn positions (pixels before pan and zoom): points dealt into square cells of about two points each,
 * searched outwards from the pointer ring by ring until nothing nearer can follow. A search visits a few cells however
 * many points there are, and dealing takes two passes over them, so that a new choice of axes costs no pause before the
 * first answer (a Delaunay triangulation of 200,000 points takes a third of a second). Points without a position are
 * left out.
 */
export function nearestPoint(xs: ArrayLike<number>, ys: ArrayLike<number>): NearestPoint {
  const grid = gridOf(xs, ys);
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
      // Cells of a ring are at least a side less than its number away; rings that miss the grid altogether are left out.
      const first = Math.max(0, -column, column - columns + 1, -row, row - rows + 1);
      const last = Math.max(column, columns - 1 - column, row, rows - 1 - row);
      for (let ring = first; ring <= last && ((ring - 1) * side) ** 2 <= shortest; ring++)
        visitRing(column, row, ring, columns, rows, visit);
      return found;
    },
  };
}

interface Grid {
  readonly left: number;
  readonly top: number;
  readonly side: number;
  readonly columns: number;
  readonly rows: number;
  /** Where each cell's points start in `dealt`, row by row; one more than there are cells. */
  readonly starts: Uint32Array;
  readonly dealt: Uint32Array;
}

/** Deals points into cells by counting; null without any. */
function gridOf(xs: ArrayLike<number>, ys: ArrayLike<number>): Grid | null {
  let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [top, bottom] = [left, right];
  let size = 0;
  for (let index = 0; index < xs.length; index++) {
    const [x, y] = [xs[index]!, ys[index]!];
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    size++;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  if (size === 0) return null;
  const [width, height] = [right - left, bottom - top];
  const even = Math.sqrt((width * height * pointsPerCell) / size);
  const side = Math.max(even, (Math.max(width, height) * pointsPerCell) / size, leastSide);
  const columns = Math.floor(width / side) + 1;
  const rows = Math.floor(height / side) + 1;
  const starts = new Uint32Array(columns * rows + 1);
  const cells = new Uint32Array(xs.length);
  for (let index = 0; index < xs.length; index++) {
    const [x, y] = [xs[index]!, ys[index]!];
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    const cell = Math.floor((y - top) / side) * columns + Math.floor((x - left) / side);
    cells[index] = cell;
    starts[cell + 1]!++;
  }
  for (let cell = 1; cell < starts.length; cell++) starts[cell]! += starts[cell - 1]!;
  const dealt = new Uint32Array(size);
  const next = starts.slice();
  for (let index = 0; index < xs.length; index++)
    if (Number.isFinite(xs[index]) && Number.isFinite(ys[index])) dealt[next[cells[index]!]!++] = index;
  return { left, top, side, columns, rows, starts, dealt };
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
