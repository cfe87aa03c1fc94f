import { type Estimate, exact, published } from "../base/estimate";
import type { DesignDescription } from "../cost/describe";
import type { LatencyPrediction } from "../latency/prediction";
import type { PublishedModel } from "../quality/publishedModels";
import type { QualityPrediction } from "../quality/qualityPrediction";
import type { MetricId } from "./metrics";

/** What is known of a model, by metric. */
export type ModelFigures = { readonly [M in MetricId]?: Estimate };

const counted = "Counted from the design.";

/** The figures of a design that are counted. */
export function countedFigures(description: DesignDescription): ModelFigures {
  const { params, kvBytesPerToken, stateBytes, flopsPerToken } = description;
  return {
    params: exact(params.total, "parameters", counted),
    activeParams: exact(params.active, "parameters", counted),
    kvBytesPerToken: exact(kvBytesPerToken, "B/token", counted),
    stateBytes: exact(stateBytes, "B", counted),
    flopsPerToken: exact(flopsPerToken, "FLOP/token", counted),
  };
}

/** The figures of a design that are counted or predicted; what has no prediction is absent. */
export function predictedFigures(
  description: DesignDescription,
  latency: LatencyPrediction | null,
  quality: QualityPrediction | null,
): ModelFigures {
  return {
    ...countedFigures(description),
    ...(latency && {
      latencyMs: latency.latencyMs,
      ...(latency.prefillMs && { prefillMs: latency.prefillMs }),
      ...(latency.msPerToken && { msPerToken: latency.msPerToken }),
      tokensPerSecond: latency.tokensPerSecond,
      memoryBytes: latency.memoryBytes,
      maxBatch: latency.maxBatch,
    }),
    ...(quality && { loss: quality.loss, cr6: quality.cr6 }),
  };
}

/** Conditions under which published models were timed, by metric. */
export const publishedConditions: {
  readonly [M in MetricId]?: { readonly workload: string; readonly device: string; readonly words: string };
} = {
  latencyMs: {
    workload: "paper-8k",
    device: "h100_sxm",
    words: "decode of 8k tokens, batch 1, H100",
  },
  tokensPerSecond: {
    workload: "paper-32k",
    device: "h100_sxm",
    words: "decode at 32k context, largest batch, H100",
  },
};

/**
 * Under which conditions published figures of a metric stand where these are not the ones predictions are made for, in
 * words; null where they are the same or play no part.
 */
export function otherConditions(metric: MetricId, workloadId: string, deviceId: string): string | null {
  const condition = publishedConditions[metric];
  if (condition === undefined) return null;
  return condition.workload === workloadId && condition.device === deviceId ? null : condition.words;
}

/** The figures of a published model as its authors or its evaluators state them. */
export function publishedFigures(model: PublishedModel): ModelFigures {
  const { scores, source } = model;
  const score = (value: number) => published(value, "%", source);
  return {
    latencyMs: published(
      model.latencySeconds * 1000,
      "ms",
      `${source}; ${publishedConditions.latencyMs?.words}.`,
    ),
    tokensPerSecond: published(
      model.throughput,
      "tokens/s",
      `${source}; ${publishedConditions.tokensPerSecond?.words}.`,
    ),
    average: score(scores.average),
    cr6: score(scores.cr6),
    mmlu: score(scores.mmlu),
    math: score(scores.math),
    code: score(scores.code),
    recall: score(scores.recall),
  };
}
