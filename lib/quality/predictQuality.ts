import type { Estimate } from "../base/estimate";
import { ok, type Result } from "../base/result";
import { tokensText } from "../base/tokenCount";
import type { Design } from "../design/design";
import {
  benchmarkNoise,
  chanceScore,
  crossRecipeDeviation,
  localSlope,
  mappedScore,
  slopeDeviation,
} from "./accuracyMap";
import { type Anchor, independentAnchor, publishedSelf } from "./anchors";
import { backboneLoss, fittedBackbone } from "./backbone";
import { backboneDeviation, rangeNotes } from "./backboneBand";
import { lossDifference, z90 } from "./lossDifference";
import { type QualityOptions, type QualityQuestion, readQuestion } from "./qualityOptions";
import type { QualityPrediction, QualityTerm } from "./qualityPrediction";
import { backbonePoint, qualityShape } from "./qualityShape";
import { recallNote } from "./recallNote";
import { scoreReference } from "./scoreReference";
import { featuresOf, type Weights, weightedVariance, weightsFor } from "./weights";

/**
 * Predicts the validation loss of a design (nats a token on Dolma at a constant learning rate) with its terms, and
 * its commonsense average anchored on a published model. Refuses designs and token counts the law cannot speak of.
 */
export function predictQuality(design: Design, options: QualityOptions = {}): Result<QualityPrediction> {
  const read = readQuestion(design, options);
  if (!read.ok) return read;
  const question = read.value;
  const { shape, tokens, anchor, ownAnchor } = question;
  const weights = weightsFor(question.effects, question.correction);
  const features = featuresOf(weights, shape, tokens);
  const backbone = backboneTerm(question);
  const terms = [backbone, ...effectTerms(weights, features)];
  const loss = terms.reduce((sum, { mean }) => sum + mean, 0);
  const lossSd = Math.hypot(backbone.sd, Math.sqrt(weightedVariance(weights, features)));
  const scored = anchoredScore(question, anchor);
  const self = publishedSelf(design);
  return ok({
    loss: {
      value: loss,
      unit: "nats/token",
      lo: Math.max(0, loss - z90 * lossSd),
      hi: loss + z90 * lossSd,
      source: "modelled",
      provenance: `Scaling law in size, depth, width and tokens (${fittedBackbone.points} checkpoints of ${fittedBackbone.shapes} model shapes) plus operator and hybrid effects, for ${tokens.toExponential(1)} training tokens. Comparable between designs, not with losses on other corpora.`,
    },
    cr6:
      self !== null && isOwnScore(question, self, scored.estimate)
        ? asStated(scored.estimate, self)
        : scored.estimate,
    tokens,
    anchor: { id: anchor.id, name: anchor.name, cr6: anchor.cr6, tokens: anchorTokens(anchor) },
    ownRecipe: question.correction?.anchor != null,
    bands: scored.bands,
    anchorShift:
      anchor.id === ownAnchor.id || question.correction?.anchor != null
        ? null
        : {
            from: ownAnchor.name,
            points: scored.estimate.value - anchoredScore(question, ownAnchor).estimate.value,
          },
    published: self && besidePublished(question, self),
    recall: recallNote(shape),
    terms,
    notes: notesOf(question),
  });
}

function backboneTerm({ shape, tokens }: QualityQuestion): QualityTerm {
  return {
    id: "backbone",
    label: "Size, depth, width and tokens",
    mean: backboneLoss(backbonePoint(shape, tokens)),
    sd: backboneDeviation(shape, tokens),
    grade: "A",
    provenance: `Two fitted laws in size, tokens and depth, one with width, weighted by how well each fits: ${fittedBackbone.provenance} Grade A for differences; absolute values hold for this corpus alone.`,
  };
}

function effectTerms({ effects }: Weights, features: Float64Array): readonly QualityTerm[] {
  return effects.flatMap(({ id, label, mean, sd, grade, provenance }, index) => {
    const feature = features[index]!;
    if (feature === 0) return [];
    return [{ id, label, mean: feature * mean, sd: Math.abs(feature) * sd, grade, provenance }];
  });
}

function anchoredScore(
  { shape, tokens, effects, correction }: QualityQuestion,
  anchor: Anchor,
): { readonly estimate: Estimate; readonly bands: QualityPrediction["bands"] } {
  const weights = weightsFor(effects, correction);
  const reference = scoreReference(anchor, correction);
  const { mean, sd } = lossDifference(qualityShape(reference.model.design), shape, tokens, weights);
  const gain = mean + reference.headStart;
  const { cr6 } = reference.model;
  const value = mappedScore(cr6, gain);
  const slope = localSlope(cr6, gain);
  const architecture = Math.hypot(slope * sd, slope * reference.sd, slopeDeviation * gain);
  const half = z90 * Math.hypot(architecture, benchmarkNoise);
  const recipe =
    correction?.anchor == null
      ? `the recipe and tokens of ${anchor.name} (published ${anchor.cr6})`
      : `the recipe of your own results, set against ${reference.model.name} (published ${reference.model.cr6})`;
  return {
    estimate: {
      value,
      unit: "%",
      lo: Math.max(chanceScore - z90 * benchmarkNoise, value - half),
      hi: Math.min(100, value + half),
      source: "modelled",
      provenance: `Average of ARC-C, ARC-E, HellaSwag, OBQA, PIQA and WinoGrande if trained with ${recipe}, by the difference in predicted loss, both taken at ${tokensText(tokens)}. Across recipes add ± ${(z90 * crossRecipeDeviation).toFixed(1)} points.`,
    },
    bands: {
      architecture: z90 * architecture,
      benchmarkNoise: z90 * benchmarkNoise,
      contained: half,
      crossRecipe: z90 * crossRecipeDeviation,
    },
  };
}

/** True where a published model hangs on itself, with its own tokens: then its score is known, not predicted. */
function isOwnScore({ tokens, anchor }: QualityQuestion, self: Anchor, { value }: Estimate): boolean {
  return anchor.id === self.id && tokens === anchorTokens(self) && value === self.cr6;
}

function asStated(score: Estimate, { name, source }: Anchor): Estimate {
  return {
    ...score,
    source: "published",
    provenance: `The published average of ${name} (${source}): the model is its own anchor, so nothing is predicted. The band is the noise between two evaluations.`,
  };
}

/** Training tokens behind the score of an anchor; null where its authors state none. */
function anchorTokens({ design }: Anchor): number | null {
  return design.training?.tokens ?? null;
}

function besidePublished(question: QualityQuestion, self: Anchor): QualityPrediction["published"] {
  const other = independentAnchor(self.id);
  return {
    id: self.id,
    cr6: self.cr6,
    predicted: anchoredScore(question, other).estimate,
    predictedFrom: other.name,
  };
}

function notesOf({ shape, tokens, anchor }: QualityQuestion): readonly string[] {
  const notes = [
    ...rangeNotes(shape, tokens),
    "MMLU, math, code and single tasks follow the training recipe; they are shown for published models only.",
    ...heldTokens(tokens, anchor),
    "Terms are assumed to add; no public table tests depth, operators and tokens together.",
  ];
  if (shape.sharesLayers)
    notes.push("Layers that share weights count once in the size and fully in the depth; untested.");
  return notes;
}

/** What commonsense holds fixed, where the tokens asked for are not the anchor's. */
function heldTokens(tokens: number, anchor: Anchor): readonly string[] {
  const own = anchorTokens(anchor);
  if (own === null || own === tokens) return [];
  return [
    `Commonsense holds the recipe and the ${tokensText(own)} of ${anchor.name}: ${tokensText(tokens)} move the loss, and commonsense only as far as they change the difference between the two models.`,
  ];
}
