import { choleskyFactor, solveFactored } from "../../base/cholesky";
import { benchmarkNoise, gainOfScore, slopeDeviation, slopePerNat } from "../accuracyMap";
import { type Anchor, ancestorOf, defaultAnchor } from "../anchors";
import { backboneLoss } from "../backbone";
import { type LawError, lawCovariance, lawErrorAt } from "../backboneBand";
import { effects } from "../effects/effects";
import { backbonePoint, qualityShape } from "../qualityShape";
import { type Correction, ownLossId, ownLossPrior, ownScoreId, ownScorePrior } from "../weights";
import type { OwnResult } from "./ownResult";

/** Scatter of two trainings of one design, nats a token: seeds alone give 0.0005, settings and evaluation more. */
const runDeviation = 0.005;

/** One linear observation of the weights: value = features · weights + error of the law at some points. */
interface Observation {
  /** Index of the result it comes from. */
  readonly result: number;
  readonly value: number;
  readonly features: Float64Array;
  readonly points: readonly { readonly error: LawError; readonly sign: 1 | -1 }[];
  readonly noise: number;
}

const ids: readonly string[] = [...effects.map(({ id }) => id), ownLossId, ownScoreId];
const priorMean: readonly number[] = [...effects.map(({ mean }) => mean), 0, 0];
const priorVariance: readonly number[] = [
  ...effects.map(({ sd }) => sd ** 2),
  ownLossPrior ** 2,
  ownScorePrior ** 2,
];
const size = ids.length;

/** Own results as observations of the weights, with the covariance of all of them before any is believed. */
export interface OwnEvidence {
  /** The published model whose recipe the offset of the scores is counted from. */
  readonly anchor: Anchor;
  readonly observations: readonly Observation[];
  readonly covariance: Float64Array;
}

/** Reads results as linear observations; scores through the accuracy map against an anchor, by default the results' own. */
export function evidenceOf(
  results: readonly OwnResult[],
  anchor: Anchor = usualAnchor(results),
): OwnEvidence {
  const observations = results.flatMap((result, index) => [
    ...lossObservation(result, index),
    ...scoreObservation(result, index, anchor),
  ]);
  const rows = observations.length;
  const covariance = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j <= i; j++) {
      const [one, other] = [observations[i]!, observations[j]!];
      let sum = i === j ? one.noise ** 2 : 0;
      for (let k = 0; k < size; k++) sum += one.features[k]! * priorVariance[k]! * other.features[k]!;
      for (const a of one.points)
        for (const b of other.points) sum += a.sign * b.sign * lawCovariance(a.error, b.error);
      covariance[i * rows + j] = sum;
      covariance[j * rows + i] = sum;
    }
  return { anchor, observations, covariance };
}

/** The anchor that most scored results have when nobody chooses one; the first of several. */
function usualAnchor(results: readonly OwnResult[]): Anchor {
  const counts = new Map<Anchor, number>();
  for (const { design, cr6 } of results) {
    if (cr6 === null) continue;
    const anchor = ancestorOf(design) ?? defaultAnchor;
    counts.set(anchor, (counts.get(anchor) ?? 0) + 1);
  }
  let usual = defaultAnchor;
  for (const [anchor, count] of counts) if (count > (counts.get(usual) ?? 0)) usual = anchor;
  return usual;
}

/**
 * Bayesian linear correction of the terms. Prior: the weights of the literature, independent normals, and an offset of the
 * user's losses (sd 0.3) and scores (sd 0.15). Each loss observes backbone + features·w + offset; each score observes,
 * through the accuracy map, the difference to the anchor. The law's own errors are noise that is shared between like
 * shapes, so that ten results of one shape do not count as ten. Posterior: the normal conditional,
 * w + ΣXᵀ(XΣXᵀ + R)⁻¹(y − Xw). `leftOut` is the index of a result not to believe. Null without a usable result.
 */
export function correctTerms(
  { anchor, observations, covariance }: OwnEvidence,
  leftOut?: number,
): Correction | null {
  const kept = observations.flatMap(({ result }, index) => (result === leftOut ? [] : [index]));
  const rows = kept.length;
  if (rows === 0) return null;
  const total = Float64Array.from({ length: rows * rows }, (_, place) => {
    const row = kept[Math.floor(place / rows)]!;
    return covariance[row * observations.length + kept[place % rows]!]!;
  });
  const factor = choleskyFactor(total, rows);
  if (factor === null) return null;
  const believed = kept.map((index) => observations[index]!);
  const surprise = believed.map(
    ({ value, features }) => value - features.reduce((sum, feature, k) => sum + feature * priorMean[k]!, 0),
  );
  const pull = solveFactored(factor, surprise);
  // How each observation moves with weight k, before and after the covariance of the observations is divided out.
  const reach = ids.map((_, k) =>
    Float64Array.from(believed, ({ features }) => features[k]! * priorVariance[k]!),
  );
  const solved = reach.map((column) => solveFactored(factor, column));
  const posterior = new Array<number>(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      posterior[i * size + j] = (i === j ? priorVariance[i]! : 0) - dot(reach[i]!, solved[j]!);
  return {
    ids,
    mean: priorMean.map((prior, k) => prior + dot(reach[k]!, pull)),
    covariance: posterior,
    results: new Set(believed.map(({ result }) => result)).size,
    anchor: believed.some(({ features }) => features[size - 1] !== 0) ? anchor.id : null,
  };
}

function lossObservation({ design, tokens, loss }: OwnResult, result: number): readonly Observation[] {
  if (loss === null) return [];
  const shape = qualityShape(design);
  const features = new Float64Array(size);
  effects.forEach((effect, k) => {
    features[k] = effect.feature(shape, tokens);
  });
  features[size - 2] = 1;
  return [
    {
      result,
      value: loss - backboneLoss(backbonePoint(shape, tokens)),
      features,
      points: [{ error: lawErrorAt(shape, tokens), sign: 1 }],
      noise: runDeviation,
    },
  ];
}

function scoreObservation(
  { design, tokens, cr6 }: OwnResult,
  result: number,
  anchor: Anchor,
): readonly Observation[] {
  const gain = cr6 === null ? null : gainOfScore(anchor.cr6, cr6);
  if (gain === null) return [];
  const shape = qualityShape(design);
  const anchorShape = qualityShape(anchor.design);
  const features = new Float64Array(size);
  effects.forEach((effect, k) => {
    features[k] = effect.feature(shape, tokens) - effect.feature(anchorShape, tokens);
  });
  features[size - 1] = 1;
  return [
    {
      result,
      value:
        -gain - backboneLoss(backbonePoint(shape, tokens)) + backboneLoss(backbonePoint(anchorShape, tokens)),
      features,
      points: [
        { error: lawErrorAt(shape, tokens), sign: 1 },
        { error: lawErrorAt(anchorShape, tokens), sign: -1 },
      ],
      noise: Math.hypot(runDeviation, benchmarkNoise / slopePerNat, (slopeDeviation / slopePerNat) * gain),
    },
  ];
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
