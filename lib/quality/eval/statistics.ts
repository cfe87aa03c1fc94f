/** Arithmetic mean; 0 of nothing. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Mean absolute value. */
export function meanAbsolute(values: readonly number[]): number {
  return mean(values.map(Math.abs));
}

/** The values less their mean. */
export function withoutOffset(values: readonly number[]): readonly number[] {
  const offset = mean(values);
  return values.map((value) => value - offset);
}
