/**
 * Solves A·x = b for a symmetric positive semidefinite A (row-major, n·n) by Cholesky's method. A pivot that is not positive
 * (a direction the data say nothing about) yields 0 in that direction.
 */
export function solveSemidefinite(matrix: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const lower = new Float64Array(n * n);
  for (let row = 0; row < n; row++)
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * n + column]!;
      for (let inner = 0; inner < column; inner++)
        sum -= lower[row * n + inner]! * lower[column * n + inner]!;
      if (row === column) lower[row * n + row] = sum > 0 ? Math.sqrt(sum) : 0;
      else lower[row * n + column] = divide(sum, lower[column * n + column]!);
    }
  const solution = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    let sum = right[row]!;
    for (let inner = 0; inner < row; inner++) sum -= lower[row * n + inner]! * solution[inner]!;
    solution[row] = divide(sum, lower[row * n + row]!);
  }
  for (let row = n - 1; row >= 0; row--) {
    let sum = solution[row]!;
    for (let inner = row + 1; inner < n; inner++) sum -= lower[inner * n + row]! * solution[inner]!;
    solution[row] = divide(sum, lower[row * n + row]!);
  }
  return solution;
}

function divide(value: number, by: number): number {
  return by === 0 ? 0 : value / by;
}
