/** One contribution to a sum. */
export interface Contribution {
  readonly id: string;
  readonly value: number;
  /** Half-width of its interval. */
  readonly half: number;
}

/** A contribution as a bar between the sum before it and the sum with it, in the units of the values. */
export interface WaterfallBar {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly lo: number;
  readonly hi: number;
}

/** Bars of contributions that add up from `start`, one after the other, and the stretch of values they reach. */
export function waterfall(
  start: number,
  contributions: readonly Contribution[],
): {
  readonly bars: readonly WaterfallBar[];
  readonly end: number;
  readonly reach: readonly [number, number];
} {
  let sum = start;
  let least = start;
  let most = start;
  const bars = contributions.map(({ id, value, half }) => {
    const from = sum;
    sum += value;
    least = Math.min(least, sum - half);
    most = Math.max(most, sum + half);
    return { id, from, to: sum, lo: sum - half, hi: sum + half };
  });
  return { bars, end: sum, reach: [least, most] };
}
