import { solveDefinite } from "../../base/cholesky";

/** The residual of one observation; its derivatives in the parameters are written into `gradient`. */
export type Residual = (observation: number, gradient: Float64Array) => number;

/** A model at given parameters, so that what all observations share is computed once. */
export type ResidualModel = (parameters: Float64Array) => Residual;

export interface RobustFit {
  readonly parameters: Float64Array;
  /** Sum of Huber losses at the end. */
  readonly cost: number;
  readonly iterations: number;
}

export interface RobustFitOptions {
  readonly observations: number;
  /** How often each observation counts; bootstrap resamples are weights. */
  readonly weights?: Float64Array;
  /** Residual beyond which the cost grows linearly instead of quadratically. */
  readonly huber: number;
  readonly maxIterations?: number;
}

/**
 * Levenberg–Marquardt with a Huber cost (Huber 1964), by iteratively reweighted normal equations with Marquardt's
 * scaling of the diagonal. Bounds belong into the parametrisation, so that the step stays unconstrained.
 * Deterministic; cost per iteration is observations x parameters².
 */
export function levenbergMarquardt(
  model: ResidualModel,
  start: Float64Array,
  { observations, weights, huber, maxIterations = 200 }: RobustFitOptions,
): RobustFit {
  const size = start.length;
  const gradient = new Float64Array(size);
  const costAt = (parameters: Float64Array): number => {
    const residual = model(parameters);
    let cost = 0;
    for (let row = 0; row < observations; row++) {
      const weight = weights?.[row] ?? 1;
      if (weight > 0) cost += weight * huberCost(residual(row, gradient), huber);
    }
    return cost;
  };

  let parameters: Float64Array = Float64Array.from(start);
  let cost = costAt(parameters);
  let damping = 1e-3;
  let iteration = 0;
  for (; iteration < maxIterations && damping < 1e12; iteration++) {
    const normal = new Float64Array(size * size);
    const slope = new Float64Array(size);
    const residualAt = model(parameters);
    for (let row = 0; row < observations; row++) {
      const weight = weights?.[row] ?? 1;
      if (weight === 0) continue;
      const residual = residualAt(row, gradient);
      const distance = Math.abs(residual);
      const robust = weight * (distance <= huber ? 1 : huber / distance);
      for (let i = 0; i < size; i++) {
        const scaled = robust * gradient[i]!;
        slope[i]! -= scaled * residual;
        for (let j = 0; j <= i; j++) normal[i * size + j]! += scaled * gradient[j]!;
      }
    }
    const next = step(normal, slope, parameters, damping);
    const nextCost = next === null ? Number.POSITIVE_INFINITY : costAt(next);
    if (next !== null && nextCost < cost) {
      const gain = (cost - nextCost) / cost;
      parameters = next;
      cost = nextCost;
      damping = Math.max(damping / 5, 1e-12);
      if (gain < 1e-10) break;
    } else damping *= 4;
  }
  return { parameters, cost, iterations: iteration };
}

function huberCost(residual: number, huber: number): number {
  const size = Math.abs(residual);
  if (!Number.isFinite(size)) return Number.POSITIVE_INFINITY;
  return size <= huber ? 0.5 * size * size : huber * (size - 0.5 * huber);
}

/** Solves (J'WJ + damping · diag) step = -J'Wr by Cholesky and adds it; null when not positive definite. */
function step(
  normal: Float64Array,
  slope: Float64Array,
  parameters: Float64Array,
  damping: number,
): Float64Array | null {
  const size = slope.length;
  const damped = Float64Array.from(normal);
  for (let i = 0; i < size; i++) damped[i * size + i]! += damping * (normal[i * size + i]! + 1e-12);
  const solved = solveDefinite(damped, slope);
  return solved === null ? null : parameters.map((value, index) => value + solved[index]!);
}
