import { solvePositive } from "./linearAlgebra";

/** Offset and one weight a donor: target ≈ offset + Σ weight · residual. */
export interface DonorWeights {
  readonly offset: number;
  readonly weights: readonly number[];
}

/** Pull of the weights to their start, in squared residuals: some two dozen rows outweigh it. */
const ridge = 0.3;
/** Residuals beyond this (in log latency) count linearly. */
const huberBend = 0.15;
const rounds = 4;
/** Power of the inverse error that shares out the first weights: kindred devices start ahead of strangers. */
const kinship = 4;
/** Error added to every donor's, so that no donor takes all by luck. */
const errorFloor = 0.01;

/**
 * Weighs donors by ridge regression with Huber weights, drawn to shares that fall with each donor's own error on the rows.
 * `residuals[j][row]` is donor j's residual of a row, `targets[row]` the residual to explain. Deterministic.
 */
export function weighDonors(residuals: readonly Float64Array[], targets: Float64Array): DonorWeights {
  const start = [0, ...sharesByError(residuals, targets)];
  const size = start.length;
  const rows = targets.length;
  const at = (term: number, row: number) => (term === 0 ? 1 : residuals[term - 1]![row]!);
  const left = Float64Array.from(targets, (target, row) => {
    let rest = target;
    for (let term = 1; term < size; term++) rest -= start[term]! * at(term, row);
    return rest;
  });
  let change: Float64Array = new Float64Array(size);
  for (let round = 0; round < rounds; round++) {
    const normal = new Float64Array(size * size);
    const gradient = new Float64Array(size);
    for (let row = 0; row < rows; row++) {
      let error = left[row]!;
      for (let term = 0; term < size; term++) error -= change[term]! * at(term, row);
      const weight = Math.min(1, huberBend / Math.max(1e-9, Math.abs(error)));
      for (let p = 0; p < size; p++) {
        gradient[p]! += weight * at(p, row) * left[row]!;
        for (let q = 0; q < size; q++) normal[p * size + q]! += weight * at(p, row) * at(q, row);
      }
    }
    for (let p = 0; p < size; p++) normal[p * size + p]! += ridge;
    change = Float64Array.from(solvePositive(normal, gradient));
  }
  return {
    offset: change[0]!,
    weights: start.slice(1).map((share, index) => share + change[index + 1]!),
  };
}

/** Shares that add up to one, the larger the smaller a donor's mean error. */
function sharesByError(residuals: readonly Float64Array[], targets: Float64Array): readonly number[] {
  const trust = residuals.map((donor) => {
    const error = donor.reduce((sum, value, row) => sum + Math.min(1, Math.abs(targets[row]! - value)), 0);
    return (error / targets.length + errorFloor) ** -kinship;
  });
  const total = trust.reduce((sum, value) => sum + value, 0);
  return trust.map((value) => value / total);
}
