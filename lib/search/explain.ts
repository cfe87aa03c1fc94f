import type { LayerRef } from "../design/operatorKinds";
import type { ModelPart } from "../latency/prediction";
import type { EstimatedDesign } from "./candidateEstimates";
import type { PreparedSearch } from "./searchRequest";
import { type LossGap, lossGap } from "./ties";

/** One reason why two designs differ: a term of the loss, or the time of an operator. Negative favours the first. */
export interface Reason<Label extends string = string> {
  readonly label: Label;
  readonly difference: number;
}

/** Why one design is better than another, and where it is worse. */
export interface Explanation {
  /** Latency of the first minus that of the second, ms. */
  readonly latencyMs: number;
  readonly loss: LossGap;
  readonly params: number;
  readonly memoryBytes: number;
  /** Differences of the loss terms in nats a token, largest first; they add up to the loss's. */
  readonly lossReasons: readonly Reason[];
  /** Differences of the operators' times in ms, largest first; they add up to the latency's. */
  readonly timeReasons: readonly Reason<LayerRef | ModelPart>[];
}

/** Compares two designs term by term under a search's conditions. */
export function explain(prepared: PreparedSearch, a: EstimatedDesign, b: EstimatedDesign): Explanation {
  return {
    latencyMs: a.latency.latencyMs.value - b.latency.latencyMs.value,
    loss: lossGap(prepared, a.design, b.design),
    params: a.params.value - b.params.value,
    memoryBytes: a.latency.memoryBytes.value - b.latency.memoryBytes.value,
    lossReasons: differences(
      a.quality.terms.map(({ label, mean }) => [label, mean]),
      b.quality.terms.map(({ label, mean }) => [label, mean]),
    ),
    timeReasons: differences(
      a.latency.breakdown.map(({ operator, ms }) => [operator, ms]),
      b.latency.breakdown.map(({ operator, ms }) => [operator, ms]),
    ),
  };
}

function differences<Label extends string>(
  first: readonly (readonly [Label, number])[],
  second: readonly (readonly [Label, number])[],
): readonly Reason<Label>[] {
  const sums = new Map<Label, number>();
  for (const [label, value] of first) sums.set(label, (sums.get(label) ?? 0) + value);
  for (const [label, value] of second) sums.set(label, (sums.get(label) ?? 0) - value);
  return [...sums]
    .map(([label, difference]) => ({ label, difference }))
    .filter(({ difference }) => difference !== 0)
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
}
