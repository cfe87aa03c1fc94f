import { randomInteger, seededRandom } from "../../base/random";
import {
  type BackboneFormId,
  freeCoefficients,
  logResidual,
  lossAt,
  naturalCoefficients,
} from "../backboneForm";
import type { TrainedPoint } from "./gemstones";
import { levenbergMarquardt } from "./levenbergMarquardt";

/** Residuals of log loss beyond this count linearly; about twice the in-sample error of the law. */
const huber = 0.005;

/** Starts in natural units, spread over what published laws of this kind report. */
const starts: { readonly [F in BackboneFormId]: readonly (readonly number[])[] } = {
  DK: [
    [1.6, 0.6, 0.2, 0.05, 0.3, 0.3, 0.4, 1],
    [2.0, 0.3, 0.1, 0.02, 0.5, 0.5, 0.7, 1.8],
    [1.0, 1.2, 0.2, 0.1, 0.15, 0.2, 0.3, 0.5],
    [2.2, 0.2, 0.05, 0.05, 0.8, 0.3, 1.0, 0.3],
  ],
  DWK: [
    [1.6, 0.6, 0.2, 0.05, 0.3, 0.3, 0.4, 1, 0.05, 0.5],
    [2.0, 0.3, 0.1, 0.02, 0.5, 0.5, 0.7, 1.8, 0.1, 0.2],
    [1.0, 1.2, 0.2, 0.1, 0.15, 0.2, 0.3, 0.5, 0.02, 1],
    [2.2, 0.2, 0.05, 0.05, 0.8, 0.3, 1.0, 0.3, 0.01, 1.8],
  ],
};

export interface BackboneFit {
  readonly coefficients: Float64Array;
  readonly cost: number;
}

/**
 * Fits one form to log loss by robust non-linear least squares from several starts, and keeps the best.
 * `weights` counts observations (a bootstrap resample); `warmStart` replaces the starts.
 */
export function fitBackbone(
  form: BackboneFormId,
  points: readonly TrainedPoint[],
  weights?: Float64Array,
  warmStart?: Float64Array,
): BackboneFit {
  let best: BackboneFit | null = null;
  for (const start of warmStart ? [warmStart] : starts[form]) {
    const { parameters, cost } = levenbergMarquardt(
      (free) => {
        const coefficients = naturalCoefficients(free);
        return (row, gradient) => logResidual(form, coefficients, points[row]!, points[row]!.loss, gradient);
      },
      freeCoefficients(start),
      { observations: points.length, huber, maxIterations: 300, ...(weights && { weights }) },
    );
    if (best === null || cost < best.cost) best = { coefficients: naturalCoefficients(parameters), cost };
  }
  return best!;
}

/** Shapes no deeper than this carry the depth term alone and stay in every resample. */
const keptDepth = 3;

/**
 * Bootstrap over shapes: whole shapes are drawn with replacement, since checkpoints of one run are no independent
 * evidence. The very shallow shape is in every resample: without it the depth term is not identified.
 */
export function bootstrapBackbone(
  form: BackboneFormId,
  points: readonly TrainedPoint[],
  resamples: number,
  seed: number,
): readonly Float64Array[] {
  const best = fitBackbone(form, points).coefficients;
  const random = seededRandom(seed);
  const shapes = [...new Set(points.map(({ shape }) => shape))];
  const kept = new Set(points.filter(({ depth }) => depth <= keptDepth).map(({ shape }) => shape));
  const drawn = shapes.filter((shape) => !kept.has(shape));
  return Array.from({ length: resamples }, () => {
    const counts = new Map([...kept].map((shape) => [shape, 1]));
    for (let draw = 0; draw < drawn.length; draw++) {
      const shape = drawn[randomInteger(random, drawn.length)]!;
      counts.set(shape, (counts.get(shape) ?? 0) + 1);
    }
    const weights = Float64Array.from(points, ({ shape }) => counts.get(shape) ?? 0);
    return fitBackbone(form, points, weights, best).coefficients;
  });
}

/**
 * Shares of the two forms in a prediction: inverse to the square of each form's mean error on the points it was fitted
 * to. On shapes held out whole this beats the plain mean of the forms.
 */
export function formShares(
  points: readonly TrainedPoint[],
  coefficients: { readonly [F in BackboneFormId]: ArrayLike<number> },
): { readonly [F in BackboneFormId]: number } {
  const precision = (form: BackboneFormId) => {
    let error = 0;
    for (const point of points) error += Math.abs(lossAt(form, coefficients[form], point) - point.loss);
    return (points.length / Math.max(error, 1e-9)) ** 2;
  };
  const dk = precision("DK");
  const dwk = precision("DWK");
  return { DK: dk / (dk + dwk), DWK: dwk / (dk + dwk) };
}
