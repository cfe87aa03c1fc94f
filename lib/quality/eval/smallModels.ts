import type { Design } from "../../design/design";
import { findPreset } from "../../design/presets";
import { benchmarkNoise, crossRecipeDeviation, slopePerNat } from "../accuracyMap";
import { expectedLoss } from "../lossDifference";
import { publishedModels } from "../publishedModels";
import { qualityShape } from "../qualityShape";
import { weightsFor } from "../weights";
import type { Check, HeldOut } from "./check";
import { mean, meanAbsolute } from "./statistics";

/** Families of public base transformers whose vendors state training tokens in the shared table of shapes. */
const families = /^(qwen3|qwen2\.5|llama-3\.2|smollm2)-/;

/** Loss of a design at the tokens its vendor states, nats a token. */
function lossAsTrained(design: Design): number {
  return expectedLoss(qualityShape(design), design.training!.tokens, weightsFor(undefined, undefined));
}

/** The eight public small transformers with scores and training tokens: predicted loss and published average. */
export function smallModels(): readonly {
  readonly name: string;
  readonly loss: number;
  readonly cr6: number;
}[] {
  return publishedModels.flatMap(({ id, name, presetId, scores }) => {
    const design = findPreset(presetId)?.design;
    if (!families.test(id) || design?.training === undefined) return [];
    return [{ name, loss: lossAsTrained(design), cr6: scores.cr6 }];
  });
}

/** How strongly the slope of the map is believed before these models are seen, points a nat. */
const slopePriorDeviation = 5;

/**
 * Leaves each model out in turn: level and slope of a straight map come from the seven others, the slope held near the
 * published 30 points a nat (normal prior, deviation 5; points scatter by 1.6).
 */
export function evaluateSmallModels(): {
  readonly checks: readonly Check[];
  readonly heldOut: readonly HeldOut[];
} {
  const models = smallModels();
  const heldOut = models.map(({ name, loss, cr6 }, out) => {
    const others = models.filter((_, index) => index !== out);
    const centre = mean(others.map((other) => other.loss));
    const level = mean(others.map((other) => other.cr6));
    let information = 1 / slopePriorDeviation ** 2;
    let pull = -slopePerNat / slopePriorDeviation ** 2;
    for (const other of others) {
      information += (other.loss - centre) ** 2 / crossRecipeDeviation ** 2;
      pull += ((other.loss - centre) * (other.cr6 - level)) / crossRecipeDeviation ** 2;
    }
    const slope = pull / information;
    return {
      label: name,
      observed: cr6,
      predicted: level + slope * (loss - centre),
      sd: Math.hypot(
        crossRecipeDeviation * Math.sqrt(1 + 1 / others.length),
        (loss - centre) / Math.sqrt(information),
        benchmarkNoise,
      ),
    };
  });
  return {
    checks: [
      {
        id: "small-models",
        label: `Commonsense average of ${models.length} public small models, each left out, mean error`,
        value: meanAbsolute(heldOut.map(({ observed, predicted }) => predicted - observed)),
        bar: { most: 1.5 },
        unit: "points",
      },
    ],
    heldOut,
  };
}
