import { solveSemidefinite } from "../../base/semidefinite";
import type { DonorWeight } from "../kernel/borrowedResidual";

/** What donors say of the rows of a fit: `residuals[j][row]`, and `rooflines[j][row]` as ln(donor's roofline / the device's). */
export interface DonorOpinions {
  readonly residuals: readonly Float64Array[];
  readonly rooflines: readonly Float64Array[];
}

/** Offset and weights of each donor; one that adds next to nothing weighs 0. */
export interface DonorWeights {
  readonly offset: number;
  readonly donors: readonly DonorWeight[];
}

/** Pull of the weights to their start, in squared residuals: some dozens of rows outweigh it. */
const ridge = 1;
/** Residuals beyond this (in log latency) count linearly. */
const huberBend = 0.15;
const rounds = 4;
/** Power of the inverse error that shares out the first weights: kindred devices start ahead of strangers. */
const kinship = 4;
/** Error added to every donor's, so that no donor takes all by luck. */
const errorFloor = 0.01;
/** Residual weights below this are noise: such donors are left out, and the others weighed again. */
const leastWeight = 0.05;

/**
 * Weighs donors by ridge regression with Huber weights, drawn to shares that fall with each donor's own error on the rows:
 * targets ≈ offset + Σ weight · residual + rooflineWeight · roofline. Deterministic.
 */
export function weighDonors(opinions: DonorOpinions, targets: Float64Array): DonorWeights {
  const { residuals, rooflines } = opinions;
  const first = solveWeights(opinions, targets);
  const kept = residuals.flatMap((_, donor) =>
    Math.abs(first.donors[donor]!.weight) < leastWeight ? [] : [donor],
  );
  if (kept.length === residuals.length || kept.length === 0) return first;
  const chosen = <T>(list: readonly T[]) => kept.map((donor) => list[donor]!);
  const again = solveWeights({ residuals: chosen(residuals), rooflines: chosen(rooflines) }, targets);
  return {
    offset: again.offset,
    donors: residuals.map((_, donor) => again.donors[kept.indexOf(donor)] ?? nothing),
  };
}

const nothing: DonorWeight = { weight: 0, rooflineWeight: 0 };

function solveWeights({ residuals, rooflines }: DonorOpinions, targets: Float64Array): DonorWeights {
  const rows = targets.length;
  const terms = [new Float64Array(rows).fill(1), ...residuals, ...rooflines];
  const size = terms.length;
  const shares = sharesByError(residuals, targets);
  const left = Float64Array.from(targets, (target, row) =>
    shares.reduce((rest, share, donor) => rest - share * residuals[donor]![row]!, target),
  );
  let change: Float64Array = new Float64Array(size);
  for (let round = 0; round < rounds; round++) {
    const normal = new Float64Array(size * size);
    const gradient = new Float64Array(size);
    for (let row = 0; row < rows; row++) {
      let error = left[row]!;
      for (let term = 0; term < size; term++) error -= change[term]! * terms[term]![row]!;
      const weight = Math.min(1, huberBend / Math.max(1e-9, Math.abs(error)));
      for (let p = 0; p < size; p++) {
        const x = weight * terms[p]![row]!;
        gradient[p]! += x * left[row]!;
        for (let q = 0; q < size; q++) normal[p * size + q]! += x * terms[q]![row]!;
      }
    }
    for (let p = 0; p < size; p++) normal[p * size + p]! += ridge;
    change = Float64Array.from(solveSemidefinite(normal, gradient));
  }
  return {
    offset: change[0]!,
    donors: shares.map((share, donor) => ({
      weight: share + change[1 + donor]!,
      rooflineWeight: change[1 + residuals.length + donor]!,
    })),
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
