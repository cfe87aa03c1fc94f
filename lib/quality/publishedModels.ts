/** The sixteen tasks of the paper's main comparison, in the order of its Table 9. */
export const publishedTasks = [
  "MMLU",
  "PIQA",
  "ARC-C",
  "ARC-E",
  "HellaSwag",
  "WinoGrande",
  "OBQA",
  "GSM8K",
  "MathQA",
  "HumanEval",
  "HumanEval+",
  "MBPP",
  "MBPP+",
  "FDA",
  "SWDE",
  "SQuAD",
] as const;

export type PublishedTask = (typeof publishedTasks)[number];

/** Means over groups of tasks, in percent. */
export interface GroupScores {
  /** Plain mean over all sixteen tasks. */
  readonly average: number;
  readonly mmlu: number;
  /** PIQA, ARC-C, ARC-E, HellaSwag, WinoGrande and OBQA. */
  readonly cr6: number;
  /** GSM8K and MathQA. */
  readonly math: number;
  /** HumanEval, HumanEval+, MBPP and MBPP+. */
  readonly code: number;
  /** FDA, SWDE and SQuAD. */
  readonly recall: number;
}

/** A base model with scores and timings that its authors or the paper published, all under one protocol. */
export interface PublishedModel {
  /** Id of the preset with the same sizes, and of the model itself. */
  readonly id: string;
  readonly name: string;
  readonly presetId: string;
  /** Parameters as the table states them, rounded; the preset has the exact count. */
  readonly params: number;
  readonly blocks: number;
  /** Seconds to decode 8k tokens at batch 1 on an H100. */
  readonly latencySeconds: number;
  /** Tokens a second while decoding at 32k input and the largest batch that fits an H100. */
  readonly throughput: number;
  readonly scores: GroupScores & {
    /** Single tasks in percent; null where the paper gives group means only. */
    readonly tasks: Readonly<Record<PublishedTask, number>> | null;
  };
  /** Table and protocol. Figures of other protocols must not share an axis with these. */
  readonly source: string;
}

const protocol =
  "arXiv:2511.18890 Tables 6 and 9: base models under lm-evaluation-harness; GSM8K and MMLU 5-shot, MBPP and MBPP+ 3-shot, the rest 0-shot. Timings on one H100 with CUDA graphs";

function model(
  name: string,
  params: number,
  blocks: number,
  latencySeconds: number,
  throughput: number,
  groups: GroupScores,
  tasks: readonly number[] | null,
): PublishedModel {
  const id = name.toLowerCase();
  const byTask =
    tasks === null
      ? null
      : (Object.fromEntries(publishedTasks.map((task, index) => [task, tasks[index]])) as Record<
          PublishedTask,
          number
        >);
  return {
    id,
    name,
    presetId: id,
    params,
    blocks,
    latencySeconds,
    throughput,
    scores: { ...groups, tasks: byTask },
    source: protocol,
  };
}

/** The thirteen models of the paper's main comparison, in its order; every figure as printed. */
export const publishedModels: readonly PublishedModel[] = [
  model(
    "AMD-OLMo-1B",
    1e9,
    16,
    24.66,
    142,
    {
      average: 35.63,
      mmlu: 27.11,
      cr6: 51.21,
      math: 12.66,
      code: 7.35,
      recall: 60.32,
    },
    [27.11, 74.92, 31.66, 65.95, 47.29, 61.64, 25.8, 1.36, 23.95, 5.49, 6.1, 5.4, 12.43, 70.15, 77.05, 33.75],
  ),
  model(
    "Llama-3.2-1B",
    1.2e9,
    16,
    21.44,
    932,
    {
      average: 41.45,
      mmlu: 31.06,
      cr6: 50.82,
      math: 17.24,
      code: 24.15,
      recall: 65.41,
    },
    [
      31.06, 74.37, 31.06, 65.45, 47.71, 59.91, 26.4, 5.31, 29.18, 17.07, 14.02, 26.6, 38.89, 74.14, 84.25,
      37.84,
    ],
  ),
  model(
    "Qwen2.5-0.5B",
    0.5e9,
    24,
    22.81,
    2382,
    {
      average: 45.16,
      mmlu: 47.61,
      cr6: 47.52,
      math: 32.66,
      code: 32.06,
      recall: 65.41,
    },
    [
      47.61, 70.29, 29.44, 64.44, 40.69, 55.49, 24.8, 36.47, 28.84, 28.05, 25.61, 29.6, 44.97, 68.69, 79.39,
      48.16,
    ],
  ),
  model(
    "Qwen3-0.6B",
    0.6e9,
    28,
    27.55,
    160,
    {
      average: 44.11,
      mmlu: 52.44,
      cr6: 48.91,
      math: 36.88,
      code: 24.32,
      recall: 62.92,
    },
    [
      52.44, 69.69, 33.36, 65.65, 41.06, 58.88, 24.8, 42.84, 30.92, 19.51, 17.07, 22.6, 38.1, 64.88, 80.29,
      43.6,
    ],
  ),
  model(
    "Nemotron-Flash-1B",
    0.96e9,
    12,
    14.45,
    7289,
    {
      average: 49.63,
      mmlu: 44.63,
      cr6: 54.46,
      math: 34.86,
      code: 37.91,
      recall: 67.11,
    },
    [
      44.63, 75.41, 41.47, 74.83, 45.8, 59.67, 29.6, 32.52, 37.19, 32.93, 29.27, 35.2, 54.23, 77.59, 77.23,
      46.51,
    ],
  ),
  model(
    "H2O-Danube3-4B",
    4e9,
    24,
    45.92,
    178,
    {
      average: 44.37,
      mmlu: 53.76,
      cr6: 60.79,
      math: 34.73,
      code: 11.65,
      recall: 58.45,
    },
    [
      53.76, 79.6, 46.67, 77.19, 58.78, 68.51, 34.0, 41.62, 27.84, 1.83, 1.83, 17.0, 25.93, 33.48, 89.2,
      52.68,
    ],
  ),
  model(
    "SmolLM2-1.7B",
    1.7e9,
    24,
    31.11,
    151,
    {
      average: 46.21,
      mmlu: 50.21,
      cr6: 58.61,
      math: 32.88,
      code: 21.11,
      recall: 62.42,
    },
    [
      50.21, 77.2, 44.45, 77.74, 53.38, 66.06, 32.8, 31.31, 34.44, 0.61, 0.61, 35.6, 47.62, 59.07, 82.18,
      46.01,
    ],
  ),
  model(
    "Llama-3.2-3B",
    3e9,
    28,
    45.47,
    173,
    {
      average: 50.89,
      mmlu: 56.3,
      cr6: 58.11,
      math: 30.07,
      code: 34.8,
      recall: 70.01,
    },
    [
      56.3, 76.44, 42.49, 74.37, 55.31, 69.06, 31.0, 25.4, 34.74, 26.22, 23.78, 36.8, 52.38, 78.49, 89.38,
      42.16,
    ],
  ),
  model(
    "Qwen2.5-1.5B",
    1.5e9,
    28,
    34.5,
    687,
    {
      average: 54.65,
      mmlu: 60.68,
      cr6: 56.29,
      math: 48.14,
      code: 42.95,
      recall: 69.32,
    },
    [
      60.68, 75.79, 41.38, 75.72, 50.2, 63.06, 31.6, 61.87, 34.41, 36.59, 31.1, 44.6, 59.52, 71.14, 86.14,
      50.67,
    ],
  ),
  model(
    "Qwen3-1.7B",
    1.7e9,
    28,
    36.2,
    157,
    {
      average: 55.47,
      mmlu: 62.46,
      cr6: 57.21,
      math: 53.71,
      code: 43.76,
      recall: 66.42,
    },
    [
      62.46, 75.89, 41.64, 73.23, 49.39, 63.93, 39.2, 69.6, 37.82, 39.63, 36.59, 43.0, 55.82, 65.43, 85.33,
      48.49,
    ],
  ),
  model(
    "Qwen2.5-3B",
    3e9,
    36,
    49.4,
    459,
    {
      average: 58.96,
      mmlu: 65.56,
      cr6: 58.88,
      math: 53.83,
      code: 49.46,
      recall: 73.03,
    },
    [
      65.56, 78.4, 44.8, 77.31, 54.87, 68.51, 29.4, 70.43, 37.22, 37.2, 31.71, 56.2, 72.75, 72.78, 90.37,
      55.93,
    ],
  ),
  model(
    "Nemotron-Flash-3B",
    2.7e9,
    18,
    28.71,
    2939,
    {
      average: 60.98,
      mmlu: 61.19,
      cr6: 61.02,
      math: 57.62,
      code: 53.33,
      recall: 73.25,
    },
    [
      61.19, 79.65, 50.17, 80.72, 53.79, 67.01, 34.8, 66.34, 48.91, 48.17, 43.29, 52.0, 69.84, 81.85, 85.42,
      52.48,
    ],
  ),
  model(
    "Nemotron-Flash-3B-TP",
    2.7e9,
    18,
    27.95,
    4657,
    {
      average: 60.84,
      mmlu: 61.19,
      cr6: 60.94,
      math: 57.88,
      code: 52.4,
      recall: 73.77,
    },
    null,
  ),
];

const byId: ReadonlyMap<string, PublishedModel> = new Map(publishedModels.map((known) => [known.id, known]));

/** The published model with this id (in any case), or null. */
export function findPublishedModel(id: string): PublishedModel | null {
  return byId.get(id.toLowerCase()) ?? null;
}
