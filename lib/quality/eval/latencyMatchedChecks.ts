import { rankCorrelation, rankCorrelationRange } from "../../base/rankCorrelation";
import { z90 } from "../lossDifference";
import { latencyMatchedParameters, latencyMatchedStudy } from "../studies/latencyMatched";
import type { Check, HeldOut } from "./check";

/** Table 3 with this paper's rows left out of the operator terms. */
export function evaluateLatencyMatched(): {
  readonly checks: readonly Check[];
  readonly heldOut: readonly HeldOut[];
} {
  const { rows } = latencyMatchedStudy();
  const published = rows.map((row) => row.published);
  const predicted = rows.map((row) => row.predicted!.value);
  const [low, high] = rankCorrelationRange(predicted, published);
  const shown = (id: string, label: string, value: number): Check => ({
    id,
    label,
    value,
    bar: null,
    unit: "",
  });
  return {
    checks: [
      {
        id: "latency-matched",
        label: "Latency-matched table (n = 7), rank correlation of perplexity",
        value: rankCorrelation(predicted, published),
        bar: { least: 0.8 },
        unit: "",
      },
      shown("latency-matched-least", "The same, least when one design is left out", low),
      shown("latency-matched-most", "The same, most when one design is left out", high),
      shown(
        "latency-matched-parameters",
        "The same from parameters alone",
        rankCorrelation(
          latencyMatchedParameters.map((parameters) => -parameters),
          published,
        ),
      ),
    ],
    heldOut: rows.slice(1).map((row) => ({
      label: row.label,
      observed: Math.log(row.published),
      predicted: Math.log(row.predicted!.value),
      sd: Math.log(row.predicted!.hi / row.predicted!.lo) / (2 * z90),
    })),
  };
}
