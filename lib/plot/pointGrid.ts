/** Points a cell holds on average. */
const pointsPerCell = 2;
/** Least side of a cell, in pixels: points may all stand on one spot. */
const leastSide = 0.5;

/** Drawn positions dealt into square cells of about two points each, row by row. Points without a position are left out. */
export interface PointGrid {
  readonly left: number;
  readonly top: number;
  readonly side: number;
  readonly columns: number;
  readonly rows: number;
  /** Where each cell's points start in `dealt`, row by row; one more than there are cells. */
  readonly starts: Uint32Array;
  /** Indices of the points, cell after cell: neighbours on the plot are neighbours here. */
  readonly dealt: Uint32Array;
}

/** Deals points into cells by counting, in two passes over them; null without any. */
export function pointGrid(xs: ArrayLike<number>, ys: ArrayLike<number>): PointGrid | null {
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
