import type { Estimate } from "../../base/estimate";
import { fail, ok, type Result } from "../../base/result";
import type { Anchor } from "../anchors";
import { findEffect } from "../effects/effects";
import { predictQuality } from "../predictQuality";
import type { QualityPrediction } from "../qualityPrediction";
import { type Correction, ownLossId, ownLossPrior, ownScoreId, ownScorePrior } from "../weights";
import { correctTerms, evidenceOf } from "./correctTerms";
import type { OwnResult } from "./ownResult";

/** A measured figure of the user's beside the predictions of it. */
export interface OwnComparison {
  readonly label: string;
  readonly metric: "loss" | "cr6";
  readonly observed: number;
  readonly before: Estimate;
  /** With all results. */
  readonly after: Estimate;
  /** With all results but those of this row; null when there is no other. */
  readonly withoutItself: Estimate | null;
}

/** One weight before and after. */
export interface TermShift {
  readonly id: string;
  readonly label: string;
  readonly before: { readonly mean: number; readonly sd: number };
  readonly after: { readonly mean: number; readonly sd: number };
}

/** What a user's own results change. Drop the correction to be where one was before. */
export interface OwnUpdate {
  readonly correction: Correction;
  readonly comparisons: readonly OwnComparison[];
  /** Weights the results moved or narrowed, most first. */
  readonly shifts: readonly TermShift[];
  /** Mean absolute errors by metric; `heldOut` predicts each row from the others. Null without such rows. */
  readonly errors: {
    readonly [M in "loss" | "cr6"]: {
      readonly before: number;
      readonly after: number;
      readonly heldOut: number | null;
    } | null;
  };
}

/** Rows up to which each is predicted from the others; beyond, the comparison after all results must do. */
const mostHeldOut = 60;

/**
 * Updates the terms by own results and compares every result before and after, as it is predicted elsewhere: hung on the
 * chosen anchor, or on each design's own where none is chosen.
 */
export function updateFromOwnResults(
  results: readonly OwnResult[],
  chosen: Anchor | null = null,
): Result<OwnUpdate> {
  const evidence = chosen === null ? evidenceOf(results) : evidenceOf(results, chosen);
  const correction = correctTerms(evidence);
  if (correction === null)
    return fail({
      field: "rows",
      message: "No result says anything of the terms: there is no loss, and no score is above guessing.",
    });
  const comparisons = results.flatMap((result, index) => {
    const others = results.length > mostHeldOut ? null : correctTerms(evidence, index);
    return compare(result, correction, others, chosen);
  });
  return ok({
    correction,
    comparisons,
    shifts: shiftsOf(correction),
    errors: { loss: errorsOf(comparisons, "loss"), cr6: errorsOf(comparisons, "cr6") },
  });
}

function compare(
  { label, design, tokens, loss, cr6 }: OwnResult,
  correction: Correction,
  others: Correction | null,
  chosen: Anchor | null,
): readonly OwnComparison[] {
  const ask = (given: Correction | null): QualityPrediction | null => {
    const prediction = predictQuality(design, {
      tokens,
      ...(chosen !== null && { anchor: chosen.id }),
      ...(given !== null && { correction: given }),
    });
    return prediction.ok ? prediction.value : null;
  };
  const before = ask(null);
  const after = ask(correction);
  const withoutItself = others === null ? null : ask(others);
  if (before === null || after === null) return [];
  return (["loss", "cr6"] as const).flatMap((metric) => {
    const observed = metric === "loss" ? loss : cr6;
    if (observed === null) return [];
    return [
      {
        label,
        metric,
        observed,
        before: before[metric],
        after: after[metric],
        withoutItself: withoutItself?.[metric] ?? null,
      },
    ];
  });
}

const ownPriors: Readonly<Record<string, { readonly label: string; readonly sd: number }>> = {
  [ownLossId]: { label: "Offset of own losses", sd: ownLossPrior },
  [ownScoreId]: { label: "Offset of own scores", sd: ownScorePrior },
};

/** Parts of a deviation that a weight must have moved or narrowed by to be listed. */
const noticeable = 0.01;

function shiftsOf({ ids, mean, covariance }: Correction): readonly TermShift[] {
  return ids
    .map((id, index): TermShift => {
      const effect = findEffect(id);
      const own = ownPriors[id];
      return {
        id,
        label: effect?.label ?? own?.label ?? id,
        before: { mean: effect?.mean ?? 0, sd: effect?.sd ?? own?.sd ?? 0 },
        after: { mean: mean[index]!, sd: Math.sqrt(Math.max(0, covariance[index * ids.length + index]!)) },
      };
    })
    .filter((shift) => sizeOf(shift) > noticeable)
    .sort((a, b) => sizeOf(b) - sizeOf(a));
}

function sizeOf({ before, after }: TermShift): number {
  return before.sd === 0 ? 0 : (Math.abs(after.mean - before.mean) + before.sd - after.sd) / before.sd;
}

function errorsOf(comparisons: readonly OwnComparison[], metric: "loss" | "cr6") {
  const rows = comparisons.filter((row) => row.metric === metric);
  if (rows.length === 0) return null;
  const meanError = (pick: (row: OwnComparison) => Estimate) =>
    rows.reduce((sum, row) => sum + Math.abs(pick(row).value - row.observed), 0) / rows.length;
  return {
    before: meanError(({ before }) => before),
    after: meanError(({ after }) => after),
    heldOut: rows.every(({ withoutItself }) => withoutItself !== null)
      ? meanError(({ withoutItself }) => withoutItself!)
      : null,
  };
}
