/**
 * Split-conformal half-width: the smallest h such that a share of at least `coverage` of held-out log errors lies within
 * ±h, with the (n + 1) correction for finite samples (Vovk et al. 2005; Lei et al. 2018). Infinite samples are not needed:
 * with fewer than 1 / (1 − coverage) errors the largest one, times 1.5, stands in.
 */
export function conformalHalfWidth(logErrors: readonly number[], coverage = 0.9): number {
  const sizes = logErrors
    .map(Math.abs)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  if (sizes.length === 0) return Number.POSITIVE_INFINITY;
  const rank = Math.ceil((sizes.length + 1) * coverage);
  return rank <= sizes.length ? sizes[rank - 1]! : 1.5 * sizes.at(-1)!;
}
