import { backboneLoss } from "./backbone";
import { backboneDifferenceDeviation } from "./backboneBand";
import { backbonePoint, type QualityShape } from "./qualityShape";
import { featuresOf, type Weights, weightedMean, weightedVariance } from "./weights";

/** 90 % of a normal distribution lies within this many deviations. */
export const z90 = 1.6449;

export interface LossDifference {
  /** Loss of the first minus loss of the second, nats a token. */
  readonly mean: number;
  readonly sd: number;
}

/** Predicted mean loss of a shape, nats a token. */
export function expectedLoss(shape: QualityShape, tokens: number, weights: Weights): number {
  return (
    backboneLoss(backbonePoint(shape, tokens)) + weightedMean(weights, featuresOf(weights, shape, tokens))
  );
}

/**
 * Difference of the losses of two shapes at the same tokens. Errors both share cancel: a common operator, the law's
 * bootstrap members, and the law's own error between like shapes.
 */
export function lossDifference(
  a: QualityShape,
  b: QualityShape,
  tokens: number,
  weights: Weights,
): LossDifference {
  const featuresB = featuresOf(weights, b, tokens);
  const between = featuresOf(weights, a, tokens).map((feature, index) => feature - featuresB[index]!);
  return {
    mean:
      backboneLoss(backbonePoint(a, tokens)) -
      backboneLoss(backbonePoint(b, tokens)) +
      weightedMean(weights, between),
    sd: Math.hypot(backboneDifferenceDeviation(a, b, tokens), Math.sqrt(weightedVariance(weights, between))),
  };
}
