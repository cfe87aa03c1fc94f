/** Spearman's rank correlation of two lists of equal length; ties share their mean rank. */
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
  return covariance / Math.sqrt(varianceA * varianceB);
}

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
