import type { Estimate } from "../../base/estimate";

/** How two predicted times compare. */
export interface TimeComparison {
  /** The second's time over the first's: above 1, the first is faster. */
  readonly ratio: number;
  readonly lo: number;
  readonly hi: number;
  /** The 90 % interval of the ratio contains 1. */
  readonly tied: boolean;
}

/**
 * Compares two times predicted on one device and stack. Each interval is the stack's own error and the kernels' in
 * quadrature, as log half-widths; the stack's error is shared and cancels from the ratio, the kernels' are taken as
 * independent, which is wider than the truth where designs share kernels. Null without intervals.
 */
export function compareTimes(
  first: Estimate,
  second: Estimate,
  stackHalfWidth: number,
): TimeComparison | null {
  const widths = [first, second].map(({ value, hi }) =>
    hi === null || value <= 0 ? null : Math.log(hi / value),
  );
  const [a, b] = widths;
  if (a === undefined || b === undefined || a === null || b === null) return null;
  const own = (width: number) => Math.max(0, width ** 2 - stackHalfWidth ** 2);
  const half = Math.sqrt(own(a) + own(b));
  const ratio = second.value / first.value;
  const [lo, hi] = [ratio * Math.exp(-half), ratio * Math.exp(half)];
  return { ratio, lo, hi, tied: lo <= 1 && hi >= 1 };
}
