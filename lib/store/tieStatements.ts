import { significantDigits } from "../base/figure";
import { compareTimes } from "../pareto/compare/latencyTie";
import { timesText } from "../pareto/gainWords";
import { compareQuality } from "../quality/compareQuality";
import type { QualityOptions } from "../quality/qualityOptions";
import type { CompareMember } from "./compareMembers";
import type { Predictions } from "./predictions";

/** What can and cannot be told apart between the first design of a comparison and another. */
export interface TieStatement {
  readonly id: string;
  readonly text: string;
  readonly tied: boolean;
}

/**
 * Compares the first member with each other: loss by the interval of the difference, in which shared errors cancel, and time
 * by the interval of the ratio. Predicted with predicted only, under the same options as every other figure of quality.
 */
export function tieStatements(
  members: readonly CompareMember[],
  predictions: Predictions,
  stackHalfWidth: number,
  quality: QualityOptions,
): readonly TieStatement[] {
  const [first, ...others] = members;
  if (first === undefined) return [];
  return others.flatMap((other) => [
    ...lossStatement(first, other, quality),
    ...timeStatement(first, other, predictions, stackHalfWidth),
  ]);
}

function lossStatement(first: CompareMember, other: CompareMember, quality: QualityOptions): TieStatement[] {
  const compared = compareQuality(first.design, other.design, quality);
  if (!compared.ok) return [];
  const { difference, lo, hi, tied } = compared.value;
  const interval = `90 % interval ${signed(lo)} to ${signed(hi)} nats/token`;
  const text = tied
    ? `${first.name} and ${other.name} are tied in loss (${interval})`
    : `${difference < 0 ? first.name : other.name} has the lower loss by ${significantDigits(Math.abs(difference), 2)} nats/token (${interval})`;
  return [{ id: `loss ${other.id}`, text, tied }];
}

function timeStatement(
  first: CompareMember,
  other: CompareMember,
  predictions: Predictions,
  stackHalfWidth: number,
): TieStatement[] {
  const [mine, theirs] = [predictions.latencyOf(first.design), predictions.latencyOf(other.design)];
  if (mine === null || theirs === null) return [];
  const compared = compareTimes(mine.latencyMs, theirs.latencyMs, stackHalfWidth);
  if (compared === null) return [];
  const { ratio, lo, hi, tied } = compared;
  const faster = ratio >= 1;
  const [from, to] = faster ? [lo, hi] : [1 / hi, 1 / lo];
  const interval = `90 % interval ${from.toFixed(2)}x to ${to.toFixed(2)}x`;
  const text = tied
    ? `${first.name} and ${other.name} are tied in latency (${interval})`
    : `${faster ? first.name : other.name} is ${timesText(faster ? ratio : 1 / ratio)} faster (${interval})`;
  return [{ id: `time ${other.id}`, text, tied }];
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(3)}`;
}
