/** Spearman's rank correlation of two lists of equal length; ties share their mean rank. 0 where one side is constant. */
export function rankCorrelation(xs: readonly number[], ys: readonly number[]): number {
  const a = ranks(xs);
  const b = ranks(ys);
  const mean = (xs.length - 1) / 2;
  let covariance = 0;
  let varianceA = 0;
  let varianceB = 0;
  a.forEach((rank, index) => {
    covariance += (rank - mean) * (b[index]! - mean);
    varianceA += (rank - mean) ** 2;
    varianceB += (b[index]! - mean) ** 2;
  });
  const scale = Math.sqrt(varianceA * varianceB);
  return scale === 0 ? 0 : covariance / scale;
}

/** Lowest and highest rank correlation when each pair is left out in turn. */
export function rankCorrelationRange(
  xs: readonly number[],
  ys: readonly number[],
): readonly [number, number] {
  const without = (values: readonly number[], out: number) => values.filter((_, index) => index !== out);
  const left = xs.map((_, out) => rankCorrelation(without(xs, out), without(ys, out)));
  return [Math.min(...left), Math.max(...left)];
}

/** Ranks from 0, ties at their middle rank. */
function ranks(values: readonly number[]): readonly number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const result = new Array<number>(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end + 1 < order.length && values[order[end + 1]!] === values[order[start]!]) end++;
    for (let place = start; place <= end; place++) result[order[place]!] = (start + end) / 2;
    start = end + 1;
  }
  return result;
}
