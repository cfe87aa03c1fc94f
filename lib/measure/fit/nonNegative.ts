import { solveSemidefinite } from "../../base/semidefinite";

/**
 * Least squares with coefficients that are not negative: the active-set method of Lawson and Hanson (Solving Least
 * Squares Problems, chapter 23) on the normal equations. Columns are scaled to unit length, and a small ridge keeps
 * columns that the rows cannot tell apart from playing against each other.
 * @param rows one row an observation, all of equal length.
 */
export function nonNegativeLeastSquares(
  rows: readonly (readonly number[])[],
  targets: readonly number[],
  ridge = 1e-6,
): readonly number[] {
  const width = rows[0]?.length ?? 0;
  const scale = Float64Array.from({ length: width }, (_, column) =>
    Math.sqrt(rows.reduce((sum, row) => sum + row[column]! ** 2, 0)),
  );
  const gram = new Float64Array(width * width);
  const right = new Float64Array(width);
  rows.forEach((row, index) => {
    for (let a = 0; a < width; a++) {
      if (scale[a] === 0) continue;
      const value = row[a]! / scale[a]!;
      right[a]! += value * targets[index]!;
      for (let b = 0; b < width; b++)
        if (scale[b] !== 0) gram[a * width + b]! += (value * row[b]!) / scale[b]!;
    }
  });
  for (let a = 0; a < width; a++) gram[a * width + a]! += ridge;
  const solution = activeSet(gram, right);
  return Array.from(solution, (value, column) => (scale[column] === 0 ? 0 : value / scale[column]!));
}

/** Gradients below this share of the largest right-hand side count as zero. */
const tolerance = 1e-9;

function activeSet(gram: Float64Array, right: Float64Array): Float64Array {
  const width = right.length;
  const free = new Set<number>();
  let solution = new Float64Array(width);
  const least = tolerance * right.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  // Each pass frees one coefficient; three times the width is the usual bound against cycling.
  for (let pass = 0; pass < 3 * width; pass++) {
    const entering = steepest(gram, right, solution, free, least);
    if (entering === null) break;
    free.add(entering);
    let next = solveFree(gram, right, free);
    // Coefficients that would turn negative leave, one blocking step at a time.
    while ([...free].some((column) => next[column]! <= 0)) {
      let step = 1;
      for (const column of free)
        if (next[column]! <= 0)
          step = Math.min(step, solution[column]! / (solution[column]! - next[column]! || 1));
      solution = solution.map((value, column) => value + step * (next[column]! - value));
      for (const column of [...free])
        if (solution[column]! <= 1e-15 && next[column]! <= 0) {
          free.delete(column);
          solution[column] = 0;
        }
      next = solveFree(gram, right, free);
    }
    solution = next;
  }
  return solution;
}

/** The bound coefficient whose release improves the fit most; null when none does. */
function steepest(
  gram: Float64Array,
  right: Float64Array,
  solution: Float64Array,
  free: ReadonlySet<number>,
  least: number,
): number | null {
  const width = right.length;
  let best: number | null = null;
  let most = least;
  for (let column = 0; column < width; column++) {
    if (free.has(column)) continue;
    let gradient = right[column]!;
    for (const other of free) gradient -= gram[column * width + other]! * solution[other]!;
    if (gradient > most) {
      most = gradient;
      best = column;
    }
  }
  return best;
}

/** Unconstrained least squares over the free coefficients; the others stay 0. */
function solveFree(
  gram: Float64Array,
  right: Float64Array,
  free: ReadonlySet<number>,
): Float64Array<ArrayBuffer> {
  const width = right.length;
  const columns = [...free];
  const matrix = new Float64Array(columns.length ** 2);
  columns.forEach((a, row) => {
    columns.forEach((b, column) => {
      matrix[row * columns.length + column] = gram[a * width + b]!;
    });
  });
  const part = solveSemidefinite(
    matrix,
    Float64Array.from(columns, (column) => right[column]!),
  );
  const solution = new Float64Array(width);
  columns.forEach((column, index) => {
    solution[column] = part[index]!;
  });
  return solution;
}
