import { digitCount } from "../kernel/textDigits";

/** Bins a feature is cut into at most: files write each cut as one digit. */
const maxBins = digitCount;

/** Cuts a feature at mid-points between distinct values, or at quantiles where there are more values than bins. */
export function binColumn(values: Float64Array): { readonly bins: Uint8Array; readonly edges: Float64Array } {
  const sorted = Float64Array.from(values).sort();
  const distinct: number[] = [];
  for (const value of sorted) if (distinct.length === 0 || value > distinct.at(-1)!) distinct.push(value);
  const cuts = new Set<number>();
  if (distinct.length <= maxBins)
    for (let index = 1; index < distinct.length; index++)
      cuts.add(rounded((distinct[index - 1]! + distinct[index]!) / 2));
  else
    for (let cut = 1; cut < maxBins; cut++) {
      const place = Math.floor((cut * sorted.length) / maxBins);
      if (sorted[place]! > sorted[place - 1]!) cuts.add(rounded((sorted[place]! + sorted[place - 1]!) / 2));
    }
  const edges = Float64Array.from([...cuts].sort((a, b) => a - b));
  return { edges, bins: Uint8Array.from(values, (value) => binOf(edges, value)) };
}

/** Edges are written in files: three decimals keep them short and equal before and after. */
const rounded = (value: number) => Math.round(value * 1e3) / 1e3;

/** The number of edges below a value. */
function binOf(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value > edges[middle]!) low = middle + 1;
    else high = middle;
  }
  return low;
}
