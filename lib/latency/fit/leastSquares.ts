import { solvePositive } from "./linearAlgebra";

/**
 * Least squares of relative errors with coefficients of at least 0: minimises Σ ((fixed_i + Σ_j θ_j·x_ij) / y_i − 1)², where
 * `fixed` is what is known of each target beforehand. Columns whose coefficient comes out negative leave one by one, the worst
 * first (a simple active set; exact for the few columns here).
 */
export function relativeLeastSquares(
  columns: readonly (readonly number[])[],
  targets: readonly number[],
  fixed: readonly number[] = targets.map(() => 0),
): readonly number[] {
  const free = new Set(columns.keys());
  for (;;) {
    const places = [...free];
    const solved = solve(
      places.map((place) => columns[place]!),
      targets,
      fixed,
    );
    let worst = -1;
    let least = 0;
    solved.forEach((value, index) => {
      if (value < least) {
        least = value;
        worst = places[index]!;
      }
    });
    if (worst < 0) {
      const result = new Array<number>(columns.length).fill(0);
      places.forEach((place, index) => {
        result[place] = solved[index]!;
      });
      return result;
    }
    free.delete(worst);
  }
}

function solve(
  columns: readonly (readonly number[])[],
  targets: readonly number[],
  fixed: readonly number[],
): Float64Array {
  const size = columns.length;
  const normal = new Float64Array(size * size);
  const right = new Float64Array(size);
  targets.forEach((target, row) => {
    for (let p = 0; p < size; p++) {
      const x = columns[p]![row]! / target;
      right[p]! += x * (1 - fixed[row]! / target);
      for (let q = 0; q < size; q++) normal[p * size + q]! += (x * columns[q]![row]!) / target;
    }
  });
  return solvePositive(normal, right);
}

/**
 * Share of a column (relative to the targets) that the other columns do not explain, 0 to 1: 1 − R² without intercept. Near 0
 * the data cannot tell the column's coefficient from the others'.
 */
export function unexplainedShare(
  column: readonly number[],
  others: readonly (readonly number[])[],
  targets: readonly number[],
): number {
  const scaled = column.map((value, row) => value / targets[row]!);
  const total = scaled.reduce((sum, value) => sum + value * value, 0);
  if (total === 0) return 0;
  if (others.length === 0) return 1;
  const size = others.length;
  const normal = new Float64Array(size * size);
  const right = new Float64Array(size);
  scaled.forEach((value, row) => {
    for (let p = 0; p < size; p++) {
      const x = others[p]![row]! / targets[row]!;
      right[p]! += x * value;
      for (let q = 0; q < size; q++) normal[p * size + q]! += (x * others[q]![row]!) / targets[row]!;
    }
  });
  const theta = solvePositive(normal, right);
  let rest = 0;
  scaled.forEach((value, row) => {
    let fitted = 0;
    for (let p = 0; p < size; p++) fitted += (theta[p]! * others[p]![row]!) / targets[row]!;
    rest += (value - fitted) ** 2;
  });
  return rest / total;
}
