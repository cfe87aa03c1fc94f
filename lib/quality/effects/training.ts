import type { Effect } from "./effect";

/** Meta tokens of the study; more are taken to give no more. */
const studiedMetaTokens = 256;

/** Learnable tokens before the input. */
export const metaTokens: Effect = {
  id: "meta-tokens",
  label: "Meta tokens",
  grade: "D",
  mean: -0.004,
  sd: 0.005,
  feature: (shape) => Math.min(1, shape.metaTokens / studiedMetaTokens),
  provenance:
    "Mean of three models with 256 tokens in Table 5 of arXiv:2511.18890: −0.0052 nats a word, divided by 1.4; fewer tokens count in proportion.",
};

/** Weights projected to unit norm after every step. */
export const weightNorm: Effect = {
  id: "weight-norm",
  label: "Weight normalisation",
  grade: "D",
  mean: -0.023,
  sd: 0.01,
  feature: (shape) => (shape.weightNorm ? 1 : 0),
  provenance:
    "Mean of four pairs at 1 B and 100 B tokens in Tables 4 and 12 of arXiv:2511.18890: −0.032 nats a word, divided by 1.4. One paper, one recipe.",
};

/** A stack of mixers without feed-forward layers. */
export const noFeedForward: Effect = {
  id: "no-feed-forward",
  label: "No feed-forward layers",
  grade: "C",
  mean: 0,
  sd: 0.01,
  feature: ({ feedForwards }) => (feedForwards === 0 ? 1 : 0),
  provenance:
    "No difference at equal size, 0 ± 0.01 (arXiv:2405.21060: 64 Mamba2 layers against 32 with FFNs).",
};
