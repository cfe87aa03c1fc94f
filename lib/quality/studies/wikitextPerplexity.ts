import type { Design } from "../../design/design";
import type { EffectChoices } from "../effects/effects";
import { natsPerWord } from "../fit/operatorContrasts";
import { lossDifference, z90 } from "../lossDifference";
import { qualityShape } from "../qualityShape";
import { weightsFor } from "../weights";
import type { StudyRow } from "./study";

/** A design of a study with its published perplexity. */
export interface PublishedPerplexity {
  readonly id: string;
  readonly label: string;
  readonly design: Design;
  /** Wikitext perplexity per word. */
  readonly published: number;
  readonly remark?: string;
}

/** Slopes between losses of two corpora differ by 15 to 35 %. */
const transferDeviation = 0.25;
/** Two runs of one design, each by 0.006 nats a token. */
const runDeviation = 0.006 * Math.SQRT2;

/**
 * Predicts Wikitext perplexities from loss differences to the first row, whose published figure is taken as given:
 * ppl = ppl₀·exp(1.4·(L − L₀)), 1.4 nats a word for one nat a token. No absolute perplexity can be predicted.
 */
export function perplexityRows(
  rows: readonly PublishedPerplexity[],
  tokens: number,
  effects: EffectChoices,
): readonly StudyRow[] {
  const [reference] = rows;
  if (reference === undefined) return [];
  const weights = weightsFor(effects, undefined);
  return rows.map(({ id, label, design, published, remark }, index) => {
    const { mean, sd: modelled } = lossDifference(
      qualityShape(design),
      qualityShape(reference.design),
      tokens,
      weights,
    );
    const sd = index === 0 ? 0 : Math.hypot(modelled, transferDeviation * mean, runDeviation);
    const at = (difference: number) => reference.published * Math.exp(natsPerWord * difference);
    const predicted = { value: at(mean), lo: at(mean - z90 * sd), hi: at(mean + z90 * sd) };
    return {
      id,
      label,
      design,
      published,
      predicted,
      error: index === 0 ? null : predicted.value - published,
      remark: index === 0 ? "Reference: its published perplexity is taken as given." : (remark ?? null),
    };
  });
}
