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

/** Ranks from 1, ties at their middle rank. */
function ranks(values: readonly number[]): readonly number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const result = new Array<number>(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end + 1 < order.length && values[order[end + 1]!] === values[order[start]!]) end++;
    for (let at = start; at <= end; at++) result[order[at]!] = (start + end) / 2 + 1;
    start = end + 1;
  }
  return result;
}

/** Spearman's rank correlation, Pearson's of the ranks; 0 where one side is constant. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  const x = withoutOffset(ranks(a));
  const y = withoutOffset(ranks(b));
  const dot = (u: readonly number[], v: readonly number[]) =>
    u.reduce((sum, value, index) => sum + value * v[index]!, 0);
  const scale = Math.sqrt(dot(x, x) * dot(y, y));
  return scale === 0 ? 0 : dot(x, y) / scale;
}

/** Lowest and highest rank correlation when each pair is left out in turn. */
export function spearmanRange(a: readonly number[], b: readonly number[]): readonly [number, number] {
  const left = a.map((_, out) =>
    spearman(
      a.filter((_, index) => index !== out),
      b.filter((_, index) => index !== out),
    ),
  );
  return [Math.min(...left), Math.max(...left)];
}
