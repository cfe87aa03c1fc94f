import { significantDigits } from "../base/figure";
import { signedDigits } from "../base/signedDigits";
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
  const [better, worse] = difference < 0 ? [first.name, other.name] : [other.name, first.name];
  const [from, to] = difference < 0 ? [-hi, -lo] : [lo, hi];
  const text = tied
    ? `${first.name} and ${other.name} are tied in loss: ${first.name} less ${other.name} is ${signedDigits(lo, 3)} to ${signedDigits(hi, 3)} nats/token (90 % interval)`
    : `${better} has a lower loss than ${worse}, by ${significantDigits(Math.abs(difference), 2)} nats/token (90 % interval ${from.toFixed(3)} to ${to.toFixed(3)})`;
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
  const [better, worse] = faster ? [first.name, other.name] : [other.name, first.name];
  const text = tied
    ? `${first.name} and ${other.name} are tied in latency: ${worse} takes ${from.toFixed(2)}x to ${to.toFixed(2)}x the time of ${better} (90 % interval)`
    : `${better} is ${timesText(faster ? ratio : 1 / ratio)} faster than ${worse} (${interval})`;
  return [{ id: `time ${other.id}`, text, tied }];
}
