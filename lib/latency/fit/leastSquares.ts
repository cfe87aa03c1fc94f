import { solveSemidefinite } from "../../base/semidefinite";

/** Columns up to which every choice of them is tried; runtimes have five. */
const mostTried = 10;
/** Gain in the sum of squares, relative, below which another choice of columns is the same solution rounded otherwise. */
const realGain = 1e-9;

/**
 * Least squares of relative errors with coefficients of at least 0: minimises Σ ((fixed_i + Σ_j θ_j·x_ij) / y_i − 1)², where
 * `fixed` is what is known of each target beforehand. Columns whose coefficient comes out negative leave one by one, the worst
 * first. That path can end beside the optimum, so that wherever a column left, all choices of (at most ten) columns are tried too:
 * the optimum is the free solution of one of them.
 */
export function relativeLeastSquares(
  columns: readonly (readonly number[])[],
  targets: readonly number[],
  fixed: readonly number[] = targets.map(() => 0),
): readonly number[] {
  const spread = (places: readonly number[], solved: Float64Array): readonly number[] => {
    const result = new Array<number>(columns.length).fill(0);
    places.forEach((place, index) => {
      result[place] = solved[index]!;
    });
    return result;
  };
  const free = (places: readonly number[]) =>
    solve(
      places.map((place) => columns[place]!),
      targets,
      fixed,
    );
  let places = [...columns.keys()];
  let solved = free(places);
  for (let worst = lowest(solved); worst >= 0; worst = lowest(solved)) {
    places = places.filter((_, index) => index !== worst);
    solved = free(places);
  }
  let best = spread(places, solved);
  if (places.length === columns.length || columns.length > mostTried) return best;
  let least = squares(columns, targets, fixed, best);
  for (let choice = 0; choice < 1 << columns.length; choice++) {
    const chosen = [...columns.keys()].filter((place) => (choice >> place) & 1);
    const tried = free(chosen);
    if (lowest(tried) >= 0) continue;
    const candidate = spread(chosen, tried);
    const sum = squares(columns, targets, fixed, candidate);
    if (sum < least * (1 - realGain)) [best, least] = [candidate, sum];
  }
  return best;
}

/** Index of the most negative value, −1 where none is negative. */
function lowest(values: Float64Array): number {
  let worst = -1;
  values.forEach((value, index) => {
    if (value < (worst < 0 ? 0 : values[worst]!)) worst = index;
  });
  return worst;
}

/** Sum of squared relative errors. */
function squares(
  columns: readonly (readonly number[])[],
  targets: readonly number[],
  fixed: readonly number[],
  theta: readonly number[],
): number {
  return targets.reduce((sum, target, row) => {
    const value = columns.reduce((whole, column, place) => whole + theta[place]! * column[row]!, fixed[row]!);
    return sum + (value / target - 1) ** 2;
  }, 0);
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
  return solveSemidefinite(normal, right);
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
  const theta = solveSemidefinite(normal, right);
  let rest = 0;
  scaled.forEach((value, row) => {
    let fitted = 0;
    for (let p = 0; p < size; p++) fitted += (theta[p]! * others[p]![row]!) / targets[row]!;
    rest += (value - fitted) ** 2;
  });
  return rest / total;
}
