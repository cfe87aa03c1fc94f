import { readCsvTable } from "../../base/csvTable";
import { rankCorrelation } from "../../base/rankCorrelation";
import { backboneLoss } from "../backbone";
import type { Check } from "./check";
import { mean, withoutOffset } from "./statistics";

/** Fewest tokens for which the law transfers: twice Chinchilla's 20 a parameter. */
const leastMultiple = 2;

/**
 * The shipped law against another lab's runs on another corpus: the OLMo ladder from `olmo_ladder_shapes.csv`, loss on
 * C4, trained on at least twice Chinchilla's tokens. Ranks and differences should transfer, the level cannot.
 */
export function evaluateTransfer(csv: string): readonly Check[] {
  const runs = readCsvTable(csv).rows.flatMap((row) => {
    const multiple = Number(/-([\d.]+)xC/.exec(row.run ?? "")?.[1]);
    if (!(multiple >= leastMultiple)) return [];
    const point = {
      effectiveParameters: Number(row.n_eff),
      depth: Number(row.depth),
      width: Number(row.width),
      tokens: Number(row.tokens),
    };
    return [{ observed: Number(row.ce_c4_en), predicted: backboneLoss(point) }];
  });
  if (runs.length === 0) return [];
  const errors = withoutOffset(runs.map(({ observed, predicted }) => predicted - observed));
  return [
    {
      id: "transfer",
      label: `OLMo ladder from twice Chinchilla on (${runs.length} runs), root mean square error after one offset`,
      value: Math.sqrt(mean(errors.map((error) => error ** 2))),
      bar: null,
      unit: "nats/token",
    },
    {
      id: "transfer-rank",
      label: "The same, rank correlation",
      value: rankCorrelation(
        runs.map(({ observed }) => observed),
        runs.map(({ predicted }) => predicted),
      ),
      bar: null,
      unit: "",
    },
  ];
}
