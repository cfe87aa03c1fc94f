import type { Unit } from "../base/estimate";
import type { Sense } from "./sense";

/** Everything a frontier plot can put on an axis, in the order menus show it. */
export const metricIds = [
  "latencyMs",
  "prefillMs",
  "msPerToken",
  "tokensPerSecond",
  "memoryBytes",
  "maxBatch",
  "params",
  "activeParams",
  "kvBytesPerToken",
  "stateBytes",
  "flopsPerToken",
  "loss",
  "cr6",
  "average",
  "mmlu",
  "math",
  "code",
  "recall",
] as const;

export type MetricId = (typeof metricIds)[number];

/** How values of a metric are read, ranked and obtained. */
export interface Metric {
  readonly id: MetricId;
  /** A noun that fits on an axis. */
  readonly label: string;
  readonly unit: Unit;
  readonly sense: Sense;
  readonly group: "Time" | "Size" | "Quality";
  /** Costs and rates compare by ratio, hence on a logarithmic axis; scores by difference. */
  readonly scale: "log" | "linear";
  /**
   * False for benchmarks that depend on the training recipe: they are shown for published models and never predicted
   * from an architecture.
   */
  readonly predictable: boolean;
  /** What the figure stands for, as one sentence for a tooltip. */
  readonly meaning: string;
}

const metricList: readonly Metric[] = [
  time("latencyMs", "Latency", "ms", "Time of the whole workload for its batch."),
  time("prefillMs", "Time to first token", "ms", "Unloaded time until the first token."),
  time("msPerToken", "Time per token", "ms/token", "Mean time of one decode step."),
  {
    ...time("tokensPerSecond", "Throughput", "tokens/s", "Tokens a second over the whole batch."),
    sense: "max",
  },
  size("memoryBytes", "Memory", "B", "Weights, caches, states and workspace at the workload's end."),
  {
    ...size("maxBatch", "Largest batch", "sequences", "Sequences that fit the device at once."),
    sense: "max",
  },
  size("params", "Parameters", "parameters", "All weights, embeddings included."),
  size("activeParams", "Active parameters", "parameters", "Weights one token passes through."),
  size("kvBytesPerToken", "Cache per token", "B/token", "KV cache one more position takes, at bf16."),
  size("stateBytes", "State", "B", "Recurrent and convolution state of one sequence."),
  size("flopsPerToken", "Work per token", "FLOP/token", "Operations of one decode step at an empty context."),
  {
    ...score("loss", "Loss", "Validation loss on the reference corpus of the scaling law."),
    unit: "nats/token",
    sense: "min",
    predictable: true,
  },
  {
    ...score("cr6", "Commonsense", "Mean of PIQA, ARC-C, ARC-E, HellaSwag, WinoGrande and OBQA, 0-shot."),
    predictable: true,
  },
  score("average", "Average of 16 tasks", "Mean of MMLU, commonsense, math, code and recall tasks."),
  score("mmlu", "MMLU", "MMLU, 5-shot."),
  score("math", "Math", "Mean of GSM8K (5-shot) and MathQA."),
  score("code", "Code", "Mean of HumanEval, HumanEval+, MBPP and MBPP+."),
  score("recall", "Recall", "Mean of FDA, SWDE and SQuAD: reading facts back from the context."),
];

function time(id: MetricId, label: string, unit: Unit, meaning: string): Metric {
  return { id, label, unit, sense: "min", group: "Time", scale: "log", predictable: true, meaning };
}

function size(id: MetricId, label: string, unit: Unit, meaning: string): Metric {
  return { id, label, unit, sense: "min", group: "Size", scale: "log", predictable: true, meaning };
}

function score(id: MetricId, label: string, meaning: string): Metric {
  return {
    id,
    label,
    unit: "%",
    sense: "max",
    group: "Quality",
    scale: "linear",
    predictable: false,
    meaning,
  };
}

const byId: ReadonlyMap<MetricId, Metric> = new Map(metricList.map((metric) => [metric.id, metric]));

/** The metric with this id. */
export function metricOf(id: MetricId): Metric {
  const metric = byId.get(id);
  if (metric === undefined) throw new Error(`no metric ${id}`);
  return metric;
}

/** All metrics in menu order. */
export const metrics: readonly Metric[] = metricIds.map(metricOf);
