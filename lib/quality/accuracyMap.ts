import { fittedBackbone } from "./backbone";

/** Slope of the commonsense average near today's small models, points a nat: −27 to −37 in four papers, 8 public base models −36. */
export const slopePerNat = 30;
export const slopeDeviation = 5;

/** Noise of a six-task average between evaluations of one model, points. */
export const benchmarkNoise = 0.5;

/** Deviation of public base models around the map when recipes differ, points (eight models, one protocol). */
export const crossRecipeDeviation = 1.6;

/** Average of guessing on the six tasks, percent. */
export const chanceScore = 34.5;

/** Beyond this difference in loss the straight line gives way to the fitted exponential. */
const straightUpTo = 0.15;

/**
 * Commonsense average in percent of a model whose loss is `gain` nats below that of an anchor with score `anchor`:
 * 30 points a nat within 0.15 nats, beyond it the exponential map of the Gemstones checkpoints through that point.
 * Never below guessing nor above 100.
 */
export function mappedScore(anchor: number, gain: number): number {
  const straight = Math.min(Math.max(gain, -straightUpTo), straightUpTo);
  const bend = anchor + slopePerNat * straight;
  const { floor, rate } = fittedBackbone.accuracyMap;
  const score = floor + (bend - floor) * Math.exp(rate * (gain - straight));
  return Math.min(Math.max(score, chanceScore), 100);
}

/** Points a nat at this difference, for carrying deviations of loss over to scores. */
export function localSlope(anchor: number, gain: number): number {
  const step = 1e-4;
  return Math.abs(mappedScore(anchor, gain + step) - mappedScore(anchor, gain - step)) / (2 * step);
}

/** The inverse of `mappedScore`: how many nats below the anchor's loss a score stands; null at or below guessing. */
export function gainOfScore(anchor: number, score: number): number | null {
  if (score <= chanceScore || score >= 100) return null;
  const straight = (score - anchor) / slopePerNat;
  if (Math.abs(straight) <= straightUpTo) return straight;
  const edge = Math.sign(straight) * straightUpTo;
  const { floor, rate } = fittedBackbone.accuracyMap;
  return edge + Math.log((score - floor) / (anchor + slopePerNat * edge - floor)) / rate;
}
