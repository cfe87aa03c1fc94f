import type { Effect } from "./effects/effect";
import { chosenEffects, type EffectChoices } from "./effects/effects";
import type { QualityShape } from "./qualityShape";

/**
 * Weights of the effects after a user's own results: a normal distribution over all weights together, plus an offset
 * of the user's recipe and corpus for losses, and one for scores, both in nats a token.
 */
export interface Correction {
  /** Effect ids in order, then `own-loss` and `own-score`. */
  readonly ids: readonly string[];
  readonly mean: readonly number[];
  /** Row by row, ids x ids. */
  readonly covariance: readonly number[];
  /** How many own results it rests on. */
  readonly results: number;
  /** Id of the published model whose recipe `own-score` is an offset to; null when it rests on no score. */
  readonly anchor: string | null;
}

/** Ids of the two offsets of a user's own training. */
export const ownLossId = "own-loss";
export const ownScoreId = "own-score";

/** The weights a prediction uses: effects with their means, and the covariance between them. */
export interface Weights {
  readonly effects: readonly Effect[];
  /** Covariance of weights i and j, nats² a token. */
  readonly covariance: (i: number, j: number) => number;
}

/**
 * Effects with the user's choices and own results applied. A weight switched off or entered by hand stays as the user
 * said and is not corrected. Own losses add their offset, which cancels in every difference.
 */
export function weightsFor(choices: EffectChoices | undefined, correction: Correction | undefined): Weights {
  const chosen = chosenEffects(choices);
  if (correction === undefined)
    return { effects: chosen, covariance: (i, j) => (i === j ? chosen[i]!.sd ** 2 : 0) };
  const size = correction.ids.length;
  const placeOf = (id: string) => (choices?.[id] === undefined ? correction.ids.indexOf(id) : -1);
  const corrected = [...chosen, ...ownLossEffect(correction)].map((effect) => {
    const place = placeOf(effect.id);
    if (place < 0) return effect;
    return {
      ...effect,
      mean: correction.mean[place]!,
      sd: Math.sqrt(correction.covariance[place * size + place]!),
    };
  });
  const places = corrected.map(({ id }) => placeOf(id));
  return {
    effects: corrected,
    covariance: (i, j) => {
      const [a, b] = [places[i]!, places[j]!];
      if (a >= 0 && b >= 0) return correction.covariance[a * size + b]!;
      return i === j ? corrected[i]!.sd ** 2 : 0;
    },
  };
}

/** Deviation of the unknown offset between a user's losses and the law before any result, nats a token. */
export const ownLossPrior = 0.3;

/** The same for scores: recipes move public models by 3 to 5 points, at 30 points a nat. */
export const ownScorePrior = 0.15;

function ownLossEffect(correction: Correction): readonly Effect[] {
  if (!correction.ids.includes(ownLossId)) return [];
  return [
    {
      id: ownLossId,
      label: "Own recipe and corpus",
      grade: "D",
      mean: 0,
      sd: ownLossPrior,
      feature: () => 1,
      provenance: "Offset of your own losses to the law: recipe, corpus and tokenizer together.",
    },
  ];
}

/** Features of a shape in the order of the weights' effects. */
export function featuresOf(weights: Weights, shape: QualityShape, tokens: number): Float64Array {
  const { effects } = weights;
  const features = new Float64Array(effects.length);
  for (let i = 0; i < features.length; i++) features[i] = effects[i]!.feature(shape, tokens);
  return features;
}

/** Mean contribution of all effects together, nats a token. */
export function weightedMean({ effects }: Weights, features: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < effects.length; i++) sum += features[i]! * effects[i]!.mean;
  return sum;
}

/** Variance of a combination of weights, nats² a token. */
export function weightedVariance({ covariance }: Weights, features: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < features.length; i++) {
    if (features[i] === 0) continue;
    for (let j = 0; j < features.length; j++)
      if (features[j] !== 0) sum += features[i]! * features[j]! * covariance(i, j);
  }
  return Math.max(0, sum);
}
