import type { Design } from "../design/design";
import type { LatencyPrediction } from "../latency/prediction";
import type { QualityPrediction } from "../quality/qualityPrediction";

/** Predictions under one device, stack and workload. Null where nothing can be predicted. */
export interface Predictions {
  readonly latencyOf: (design: Design) => LatencyPrediction | null;
  /** Why latency is missing, where it is. */
  readonly latencyNote: string;
  readonly qualityOf: (design: Design) => QualityPrediction | null;
}
