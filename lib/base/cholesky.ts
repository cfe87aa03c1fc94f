/**
 * Cholesky's factor of a symmetric positive definite matrix (size x size, row by row, lower triangle read); null when
 * the matrix is not positive definite.
 */
export function choleskyFactor(matrix: Float64Array, size: number): Float64Array | null {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!;
      if (i === j) {
        if (!(sum > 0)) return null;
        lower[i * size + i] = Math.sqrt(sum);
      } else lower[i * size + j] = sum / lower[j * size + j]!;
    }
  return lower;
}

/** Solves A x = b given the Cholesky factor of A. */
export function solveFactored(lower: Float64Array, right: ArrayLike<number>): Float64Array {
  const size = right.length;
  const solution = Float64Array.from(right);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) solution[i]! -= lower[i * size + k]! * solution[k]!;
    solution[i]! /= lower[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) solution[i]! -= lower[k * size + i]! * solution[k]!;
    solution[i]! /= lower[i * size + i]!;
  }
  return solution;
}

/** Solves A x = b for a symmetric positive definite A; null when A is not positive definite. */
export function solveDefinite(matrix: Float64Array, right: ArrayLike<number>): Float64Array | null {
  const lower = choleskyFactor(matrix, right.length);
  return lower === null ? null : solveFactored(lower, right);
}
