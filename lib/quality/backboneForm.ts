/** The variables of the backbone law. */
export interface BackbonePoint {
  /** N_eff: non-embedding parameters plus an untied embedding of 50,304 rows, whatever the real vocabulary is. */
  readonly effectiveParameters: number;
  /** Blocks: (mixers + FFNs) / 2. */
  readonly depth: number;
  /** Hidden size. */
  readonly width: number;
  /** Training tokens. */
  readonly tokens: number;
}

export type BackboneFormId = "DK" | "DWK";

/** Rows of the embedding that N_eff counts twice, input and output: the vocabulary of the fitted models. */
export const referenceVocabulary = 50_304;

/** Exponents are kept inside: unbounded, the width term collapses onto a single width of the data. */
export const exponentBounds = [0.05, 2] as const;

/** Depths below are read as this one: a single 3-block shape carries all evidence there. */
const shallowest = { DK: 6, DWK: 4 } as const;

/** Free parameters of each form, in the order of `lossAt`. */
export const formParameters = {
  DK: ["E", "A", "B", "C", "alpha", "kappa", "beta", "delta"],
  DWK: ["E", "A", "B", "C", "alpha", "kappa", "beta", "delta", "Cw", "omega"],
} as const;

/**
 * Loss in nats a token of an attention transformer:
 * L = E + A·N^-α + B·N^κ·T^-β + C·(max(D, floor)/20)^-δ [+ Cw·(W/1024)^-ω], with N in 1e9 (N_eff) and T in 1e11.
 * `coefficients` are in the order of `formParameters`, all in natural units.
 */
export function lossAt(form: BackboneFormId, coefficients: ArrayLike<number>, point: BackbonePoint): number {
  const [size, data, depth, width] = termsAt(form, coefficients, point);
  return coefficients[0]! + size + data + depth + width;
}

/** The terms of the law that vary: size, data, depth and width, in nats a token. */
export function termsAt(
  form: BackboneFormId,
  c: ArrayLike<number>,
  { effectiveParameters, depth, width, tokens }: BackbonePoint,
): readonly [size: number, data: number, depth: number, width: number] {
  const size = effectiveParameters / 1e9;
  return [
    c[1]! * size ** -c[4]!,
    c[2]! * size ** c[5]! * (tokens / 1e11) ** -c[6]!,
    c[3]! * (Math.max(depth, shallowest[form]) / 20) ** -c[7]!,
    form === "DWK" ? c[8]! * (width / 1024) ** -c[9]! : 0,
  ];
}

const span = exponentBounds[1] - exponentBounds[0];
const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
const isExponent = (index: number) => (index >= 4 && index <= 7) || index === 9;

/** Natural coefficients of unconstrained ones: factors are exponentials, exponents run inside their bounds. */
export function naturalCoefficients(free: ArrayLike<number>): Float64Array {
  return Float64Array.from(free, (value, index) =>
    isExponent(index) ? exponentBounds[0] + span * sigmoid(value) : Math.exp(value),
  );
}

/** The inverse of `naturalCoefficients`. */
export function freeCoefficients(natural: ArrayLike<number>): Float64Array {
  return Float64Array.from(natural, (value, index) => {
    if (!isExponent(index)) return Math.log(value);
    const share = Math.min(Math.max((value - exponentBounds[0]) / span, 1e-9), 1 - 1e-9);
    return Math.log(share / (1 - share));
  });
}

/**
 * log of predicted over observed loss at natural coefficients `c`: the residual that the fit minimises. Its gradient in
 * the unconstrained coefficients is filled in place.
 */
export function logResidual(
  form: BackboneFormId,
  c: Float64Array,
  point: BackbonePoint,
  observed: number,
  gradient: Float64Array,
): number {
  const [size, data, depth, width] = termsAt(form, c, point);
  const loss = c[0]! + size + data + depth + width;
  const logSize = Math.log(point.effectiveParameters / 1e9);
  const slopes = [
    c[0]!,
    size,
    data,
    depth,
    -size * logSize,
    data * logSize,
    -data * Math.log(point.tokens / 1e11),
    -depth * Math.log(Math.max(point.depth, shallowest[form]) / 20),
    width,
    -width * Math.log(point.width / 1024),
  ];
  for (let index = 0; index < gradient.length; index++) {
    // d exponent / d free = (value - low)(high - value) / span; factors differentiate to themselves.
    const inner = isExponent(index)
      ? ((c[index]! - exponentBounds[0]) * (exponentBounds[1] - c[index]!)) / span
      : 1;
    gradient[index] = (slopes[index]! * inner) / loss;
  }
  return Math.log(loss / observed);
}
