/** Sweeps over all coefficients; convergence ends them earlier. */
const mostSweeps = 20_000;
/** Largest relative change of the prediction in a sweep that counts as converged. */
const tolerance = 1e-10;

/**
 * Least squares with coefficients that are not negative, by cyclic coordinate descent on the normal equations (Franc,
 * Hlaváč and Navara 2005). Columns are scaled to unit length, and a ridge of `ridge` times that length keeps columns that
 * the rows cannot tell apart from playing against each other.
 * @param rows one row an observation, all of equal length.
 */
export function nonNegativeLeastSquares(
  rows: readonly (readonly number[])[],
  targets: readonly number[],
  ridge = 1e-6,
): readonly number[] {
  const width = rows[0]?.length ?? 0;
  const scale = Array.from({ length: width }, (_, column) =>
    Math.sqrt(rows.reduce((sum, row) => sum + (row[column] ?? 0) ** 2, 0)),
  );
  const scaled = rows.map((row) => row.map((value, column) => (scale[column] ? value / scale[column] : 0)));
  const gram = Array.from({ length: width }, (_, a) =>
    Array.from({ length: width }, (_, b) =>
      scaled.reduce((sum, row) => sum + (row[a] ?? 0) * (row[b] ?? 0), a === b ? ridge : 0),
    ),
  );
  const right = Array.from({ length: width }, (_, column) =>
    scaled.reduce((sum, row, index) => sum + (row[column] ?? 0) * (targets[index] ?? 0), 0),
  );
  const solution = new Array<number>(width).fill(0);
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let change = 0;
    for (let column = 0; column < width; column++) {
      const before = solution[column] ?? 0;
      const own = gram[column] ?? [];
      const gradient = own.reduce((sum, value, other) => sum + value * (solution[other] ?? 0), 0);
      const after = Math.max(0, before - (gradient - (right[column] ?? 0)) / (own[column] || 1));
      solution[column] = after;
      change = Math.max(change, Math.abs(after - before));
    }
    const size = Math.max(...solution, 1e-30);
    if (change < tolerance * size) break;
  }
  return solution.map((value, column) => (scale[column] ? value / scale[column] : 0));
}
