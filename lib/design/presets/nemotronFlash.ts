import { designSchema, type OperatorTable, type Stage } from "../design";
import type { LayerRef } from "../operatorKinds";
import type { Preset } from "./preset";

const source =
  "arXiv:2511.18890 (Table 11, section 4) and the public config of nvidia/Nemotron-Flash-3B-Instruct";

const shared = [
  "Rotary embedding and the window of the released checkpoints are not published; without rotary embedding here.",
  "256 meta tokens, as in the paper's study, are not confirmed for the released checkpoints.",
];

/** Sizes of a Nemotron-Flash model; heads of 128, four query heads for each KV head, FFN of three times the hidden size. */
function operatorsFor(hiddenSize: number): OperatorTable {
  const heads = hiddenSize / 128;
  return {
    attention: {
      heads,
      kvHeads: heads / 4,
      headDim: 128,
      qkNorm: false,
      bias: false,
      outBias: false,
      rope: null,
    },
    mamba2: { stateSize: 128, headDim: 64, expand: 2, groups: 1, convKernel: 4 },
    deltanet: { heads, headDim: 128, convKernel: 4 },
    ffn: { intermediateSize: 3 * hiddenSize, activation: "silu", gated: true },
  };
}

function released(name: string, hiddenSize: number, stages: readonly Stage[], operators: OperatorTable) {
  return {
    schema: designSchema,
    name,
    hiddenSize,
    vocabSize: 131_072,
    tieEmbeddings: true,
    metaTokens: 256,
    weightNorm: true,
    maxPositions: 29_000,
    stages,
    operators,
    training: { tokens: 4.5e12 },
  } as const;
}

const deltaBlock = ["deltanet", "ffn", "mamba2", "ffn"] as const;
const attentionBlock = ["attention", "ffn", "mamba2", "ffn"] as const;
const windowBlock = ["swa", "ffn", "mamba2", "ffn"] as const;

const sizes3b = operatorsFor(3072);

/** Sizes of the search phase: vocabulary 32,000 untied, full multi-head attention, Mamba2 state 16 (derived). */
function searched(name: string, hiddenSize: number, layers: readonly Stage[]) {
  const heads = hiddenSize / 128;
  const used = new Set<LayerRef>(layers.flatMap((stage) => stage.layers));
  const attention = {
    heads,
    kvHeads: heads,
    headDim: 128,
    qkNorm: false,
    bias: false,
    outBias: false,
    rope: null,
  };
  return {
    schema: designSchema,
    name,
    hiddenSize,
    vocabSize: 32_000,
    tieEmbeddings: false,
    stages: layers,
    operators: {
      ...(used.has("swa") && { swa: { ...attention, window: 512 } }),
      ...(used.has("mamba2") && {
        mamba2: { stateSize: 16, headDim: 64, expand: 2, groups: 1, convKernel: 4 },
      }),
      ...(used.has("deltanet") && { deltanet: { heads, headDim: 128, convKernel: 4 } }),
      ffn: { intermediateSize: 3 * hiddenSize, activation: "silu", gated: true },
    },
    training: { tokens: 1e11 },
  } as const;
}

const searchedAssumption =
  "Vocabulary 32,000 untied, full multi-head attention, FFN of three times the hidden size and Mamba2 state size 16 are derived: they give the published parameter count.";

/** The released models of the paper, and those of its search study whose sizes can be derived. */
export const nemotronFlashPresets: readonly Preset[] = [
  {
    id: "nemotron-flash-1b",
    name: "Nemotron-Flash-1B",
    publishedId: "nemotron-flash-1b",
    source,
    assumptions: [
      "Mamba2 state size 128, head dim 64, expand 2 and one group are those of the 3B; state sizes 16 and 64 fit the published 0.96B as well.",
      "The vocabulary of 131,072 is that of the 3B.",
      ...shared,
    ],
    design: released(
      "Nemotron-Flash-1B",
      2048,
      [
        { repeat: 2, layers: [...deltaBlock, ...attentionBlock] },
        { repeat: 2, layers: deltaBlock },
      ],
      operatorsFor(2048),
    ),
  },
  {
    id: "nemotron-flash-3b",
    name: "Nemotron-Flash-3B",
    publishedId: "nemotron-flash-3b",
    source,
    assumptions: shared,
    design: released(
      "Nemotron-Flash-3B",
      3072,
      [
        { repeat: 3, layers: [...deltaBlock, ...attentionBlock] },
        { repeat: 3, layers: deltaBlock },
      ],
      sizes3b,
    ),
  },
  {
    id: "nemotron-flash-3b-tp",
    name: "Nemotron-Flash-3B-TP",
    publishedId: "nemotron-flash-3b-tp",
    source: `${source}; Tables 6 and 8 for the windows`,
    assumptions: [
      "Which of the three attention layers stays full is not published; the first is taken.",
      "The window is written as 8k; 8,192 tokens are taken.",
      ...shared,
    ],
    design: released(
      "Nemotron-Flash-3B-TP",
      3072,
      [
        { repeat: 1, layers: [...deltaBlock, ...attentionBlock] },
        { repeat: 2, layers: [...deltaBlock, ...windowBlock] },
        { repeat: 3, layers: deltaBlock },
      ],
      { ...sizes3b, swa: { ...sizes3b.attention!, window: 8192 } },
    ),
  },
  {
    id: "searched-latency-837m",
    name: "Searched for latency, 837M",
    source: "arXiv:2511.18890 Table 2",
    assumptions: [searchedAssumption],
    design: searched("Searched for latency, 837M", 2048, [
      { repeat: 2, layers: [...deltaBlock, ...windowBlock] },
      { repeat: 2, layers: deltaBlock },
    ]),
  },
  {
    id: "latency-matched-swa",
    name: "Latency-matched SWA, 616M",
    source: "arXiv:2511.18890 Table 3",
    assumptions: [searchedAssumption],
    design: searched("Latency-matched SWA, 616M", 1792, [{ repeat: 12, layers: ["swa", "ffn"] }]),
  },
  {
    id: "latency-matched-mamba2-ffn",
    name: "Latency-matched Mamba2 + FFN, 889M",
    source: "arXiv:2511.18890 Table 3",
    assumptions: [searchedAssumption],
    design: searched("Latency-matched Mamba2 + FFN, 889M", 2048, [{ repeat: 12, layers: ["mamba2", "ffn"] }]),
  },
];
