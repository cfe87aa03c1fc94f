import { type Estimate, exact } from "../base/estimate";
import { parameterTable, sumParameters } from "../cost/parameters";
import type { Design } from "../design/design";
import type { LatencyPrediction } from "../latency/prediction";
import { predictLatency } from "../latency/predictLatency";
import { predictQuality } from "../quality/predictQuality";
import type { QualityPrediction } from "../quality/qualityPrediction";
import { candidateDesign } from "./candidateDesign";
import { searchAnchor } from "./evaluator";
import type { Genome } from "./genome";
import type { PreparedSearch } from "./searchRequest";

/** A design with its full predictions under the conditions of a search. */
export interface EstimatedDesign {
  readonly design: Design;
  readonly latency: LatencyPrediction;
  readonly quality: QualityPrediction;
  readonly params: Estimate;
}

/** Full predictions of any design under a search's conditions and anchor; null where a predictor refuses it. */
export function estimateDesign(prepared: PreparedSearch, design: Design): EstimatedDesign | null {
  const { conditions, setting } = prepared;
  const { workload, profile, stack, quality: options } = conditions;
  const latency = predictLatency(design, workload, profile, stack.id);
  const tokens = options.tokens ?? setting.space.space.base.training?.tokens;
  const quality = predictQuality(design, {
    ...options,
    ...(tokens !== undefined && { tokens }),
    anchor: searchAnchor(setting.space, conditions).id,
  });
  if (!latency.ok || !quality.ok) return null;
  const { total } = sumParameters(parameterTable(design));
  return {
    design,
    latency: latency.value,
    quality: quality.value,
    params: exact(total, "parameters", "Counted from the design."),
  };
}

/** Full predictions of a candidate. */
export function estimateCandidate(prepared: PreparedSearch, genome: Genome): EstimatedDesign | null {
  return estimateDesign(prepared, candidateDesign(prepared.setting.space, genome));
}
