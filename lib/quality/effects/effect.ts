import type { EvidenceGrade } from "../qualityPrediction";
import type { QualityShape } from "../qualityShape";

/**
 * One effect on the loss: a feature of the design times an uncertain weight, in nats a token. The weight is one
 * quantity of nature, so its error is shared by all designs that have the feature and cancels in their difference.
 */
export interface Effect {
  readonly id: string;
  readonly label: string;
  readonly grade: EvidenceGrade;
  /** Mean weight: contribution at feature 1. Negative is better. */
  readonly mean: number;
  /** Standard deviation of the weight. */
  readonly sd: number;
  /** How much of the effect a design has; 0 when the effect does not apply. */
  readonly feature: (shape: QualityShape, tokens: number) => number;
  /** Formula, data and papers. */
  readonly provenance: string;
}

/**
 * Scale at which a little full attention saturates, f0 in G(f) = −S·(1−f)·(1−exp(−f/f0)): 28 points of 4 sweeps of
 * 2 labs (arXiv:2405.21060, arXiv:2510.04800), f0 0.117 with a deviation of 33 %.
 */
export const attentionSaturation = 0.117;
