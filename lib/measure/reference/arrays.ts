/** Dense maths in doubles, row-major, for the references that measured graphs are checked against. */

/** One element; indices are always in range here. */
export function at(values: Float64Array, index: number): number {
  return values[index] as number;
}

/** Logistic function. */
export const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
/** x · sigmoid(x). */
export const silu = (x: number) => x * sigmoid(x);
/** log(1 + exp(x)). */
export const softplus = (x: number) => (x > 30 ? x : Math.log1p(Math.exp(x)));

/** Gaussian error function: Abramowitz and Stegun 7.1.5 series below 3, continued fraction above. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x);
  if (size < 3) {
    let term = size;
    let sum = size;
    for (let n = 1; n < 80; n++) {
      term *= (-size * size) / n;
      sum += term / (2 * n + 1);
    }
    return (Math.sign(x) * 2 * sum) / Math.sqrt(Math.PI);
  }
  let fraction = 0;
  for (let n = 60; n > 0; n--) fraction = n / 2 / (size + fraction);
  return Math.sign(x) * (1 - Math.exp(-size * size) / ((size + fraction) * Math.sqrt(Math.PI)));
}

/** x / sqrt(mean(x²) + epsilon) · scale, over runs of `size`. */
export function rmsNormalised(
  x: Float64Array,
  size: number,
  epsilon: number,
  scale: Float64Array,
): Float64Array {
  const result = new Float64Array(x.length);
  for (let start = 0; start < x.length; start += size) {
    let sum = 0;
    for (let index = start; index < start + size; index++) sum += at(x, index) ** 2;
    const factor = 1 / Math.sqrt(sum / size + epsilon);
    for (let index = 0; index < size; index++)
      result[start + index] = at(x, start + index) * factor * at(scale, index);
  }
  return result;
}

/** (x - mean) / sqrt(variance + epsilon) · scale + bias, over runs of `size`. */
export function layerNormalised(
  x: Float64Array,
  size: number,
  epsilon: number,
  scale: Float64Array,
  bias: Float64Array | null,
): Float64Array {
  const centred = new Float64Array(x.length);
  for (let start = 0; start < x.length; start += size) {
    let mean = 0;
    for (let index = 0; index < size; index++) mean += at(x, start + index) / size;
    for (let index = 0; index < size; index++) centred[start + index] = at(x, start + index) - mean;
  }
  const normed = rmsNormalised(centred, size, epsilon, scale);
  return bias === null ? normed : normed.map((value, index) => value + at(bias, index % size));
}

/** Unit length over runs of `size`. */
export function unitLength(x: Float64Array, size: number): Float64Array {
  const result = new Float64Array(x.length);
  for (let start = 0; start < x.length; start += size) {
    let sum = 0;
    for (let index = start; index < start + size; index++) sum += at(x, index) ** 2;
    for (let index = start; index < start + size; index++) result[index] = at(x, index) / Math.sqrt(sum);
  }
  return result;
}

/** Cuts rows of sum(widths) features into one array a piece. */
export function columns(x: Float64Array, widths: readonly number[]): readonly Float64Array[] {
  const total = widths.reduce((sum, width) => sum + width, 0);
  const rows = x.length / total;
  let start = 0;
  return widths.map((width) => {
    const piece = new Float64Array(rows * width);
    for (let row = 0; row < rows; row++)
      piece.set(x.subarray(row * total + start, row * total + start + width), row * width);
    start += width;
    return piece;
  });
}

/** Element by element. */
export function sum(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, index) => value + at(b, index));
}

/** Element by element. */
export function product(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, index) => value * at(b, index));
}
