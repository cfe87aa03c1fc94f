/** One weight tensor. */
export interface Tensor {
  readonly name: string;
  /** Row-major shape as the reference implementation stores it, outputs first. */
  readonly shape: readonly number[];
  /** A matrix (or stack of them) that a matrix product reads: weight quantisation applies to it. */
  readonly matrix: boolean;
  /** Share of the tensor one token uses; below 1 in routed experts only. Absent means 1. */
  readonly activeShare?: number;
}

/** A weight matrix of `rows` outputs and `columns` inputs. */
export function matrix(name: string, rows: number, columns: number): Tensor {
  return { name, shape: [rows, columns], matrix: true };
}

/** A vector, or a small tensor that stays in full precision when weights are quantised. */
export function vector(name: string, ...shape: readonly number[]): Tensor {
  return { name, shape, matrix: false };
}

/** Matrices of `count` experts, of which a token uses `active`. */
export function experts(name: string, count: number, active: number, rows: number, columns: number): Tensor {
  return { name, shape: [count, rows, columns], matrix: true, activeShare: active / count };
}

/** Number of elements. */
export function elements(tensor: Tensor): number {
  let product = 1;
  for (const size of tensor.shape) product *= size;
  return product;
}
