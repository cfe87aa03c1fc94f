import {
  type Activation,
  type Design,
  designSchema,
  type MoeSettings,
  type NormSettings,
  type OperatorTable,
} from "../design";
import { foldLayers } from "../foldLayers";
import type { LayerRef } from "../operatorKinds";
import type { Preset } from "./preset";

/** One row of sizes, in the words of the models' configs. */
interface Sizes {
  readonly name: string;
  readonly blocks: number;
  readonly hidden: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly ffn: number | MoeSettings;
  readonly vocab: number;
  readonly tied: boolean;
  readonly theta: number;
  readonly maxPositions: number;
  readonly qkvBias?: boolean;
  readonly outBias?: boolean;
  readonly qkNorm?: boolean;
  readonly sinks?: boolean;
  readonly activation?: Activation;
  readonly norm?: NormSettings;
  /** Every `every`-th block has full attention, the others this window. */
  readonly windows?: { readonly window: number; readonly every: number; readonly theta: number };
  readonly tokens?: number;
  readonly publishedId?: string;
  readonly source: string;
  readonly assumptions?: readonly string[];
}

function presetFrom(sizes: Sizes): Preset {
  const { name, publishedId } = sizes;
  return {
    id: name.toLowerCase(),
    name,
    ...(publishedId !== undefined && { publishedId }),
    source: sizes.source,
    assumptions: sizes.assumptions ?? [],
    design: designFrom(sizes),
  };
}

function designFrom(sizes: Sizes): Design {
  const { windows, ffn } = sizes;
  const feedForward: LayerRef = typeof ffn === "number" ? "ffn" : "moe";
  const layers = Array.from({ length: sizes.blocks }, (_, block): readonly LayerRef[] => [
    windows === undefined || (block + 1) % windows.every === 0 ? "attention" : "swa",
    feedForward,
  ]).flat();
  const attention = {
    heads: sizes.heads,
    kvHeads: sizes.kvHeads,
    headDim: sizes.headDim,
    qkNorm: sizes.qkNorm ?? false,
    bias: sizes.qkvBias ?? false,
    outBias: sizes.outBias ?? false,
    rope: { theta: sizes.theta },
    ...(sizes.sinks && { sinks: true }),
  };
  const operators: OperatorTable = {
    attention,
    ...(windows && { swa: { ...attention, rope: { theta: windows.theta }, window: windows.window } }),
    ...(typeof ffn === "number"
      ? { ffn: { intermediateSize: ffn, activation: sizes.activation ?? "silu", gated: true } }
      : { moe: ffn }),
  };
  return {
    schema: designSchema,
    name: sizes.name,
    hiddenSize: sizes.hidden,
    vocabSize: sizes.vocab,
    tieEmbeddings: sizes.tied,
    maxPositions: sizes.maxPositions,
    ...(sizes.norm && { norm: sizes.norm }),
    stages: foldLayers(layers),
    operators,
    ...(sizes.tokens !== undefined && { training: { tokens: sizes.tokens } }),
  };
}

const qwen3 = {
  kvHeads: 8,
  headDim: 128,
  vocab: 151_936,
  theta: 1e6,
  maxPositions: 40_960,
  qkNorm: true,
  tokens: 3.6e13,
  source: "public config.json of the model; training tokens from arXiv:2505.09388",
} as const;

const qwen25 = {
  kvHeads: 2,
  vocab: 151_936,
  tied: true,
  theta: 1e6,
  maxPositions: 32_768,
  qkvBias: true,
  tokens: 1.8e13,
  source: "public config.json of the model; training tokens from arXiv:2412.15115",
} as const;

const llama32 = {
  kvHeads: 8,
  ffn: 8192,
  vocab: 128_256,
  tied: true,
  theta: 5e5,
  maxPositions: 131_072,
  tokens: 9e12,
  source: "public config.json of the model; training tokens from its model card",
} as const;

const qwen3Experts: MoeSettings = { experts: 128, topK: 8, expertSize: 768, sharedSize: 0 };

const rows: readonly Sizes[] = [
  {
    ...qwen3,
    name: "Qwen3-0.6B",
    publishedId: "qwen3-0.6b",
    blocks: 28,
    hidden: 1024,
    heads: 16,
    ffn: 3072,
    tied: true,
  },
  {
    ...qwen3,
    name: "Qwen3-1.7B",
    publishedId: "qwen3-1.7b",
    blocks: 28,
    hidden: 2048,
    heads: 16,
    ffn: 6144,
    tied: true,
  },
  { ...qwen3, name: "Qwen3-4B", blocks: 36, hidden: 2560, heads: 32, ffn: 9728, tied: true },
  { ...qwen3, name: "Qwen3-8B", blocks: 36, hidden: 4096, heads: 32, ffn: 12_288, tied: false },
  { ...qwen3, name: "Qwen3-14B", blocks: 40, hidden: 5120, heads: 40, ffn: 17_408, tied: false },
  { ...qwen3, name: "Qwen3-32B", blocks: 64, hidden: 5120, heads: 64, ffn: 25_600, tied: false },
  {
    ...qwen3,
    name: "Qwen3-30B-A3B",
    blocks: 48,
    hidden: 2048,
    heads: 32,
    kvHeads: 4,
    ffn: qwen3Experts,
    tied: false,
  },
  {
    ...qwen3,
    name: "Qwen3-Coder-30B-A3B",
    blocks: 48,
    hidden: 2048,
    heads: 32,
    kvHeads: 4,
    ffn: qwen3Experts,
    tied: false,
    theta: 1e7,
    maxPositions: 262_144,
  },
  {
    ...qwen25,
    name: "Qwen2.5-0.5B",
    publishedId: "qwen2.5-0.5b",
    blocks: 24,
    hidden: 896,
    heads: 14,
    headDim: 64,
    ffn: 4864,
  },
  {
    ...qwen25,
    name: "Qwen2.5-1.5B",
    publishedId: "qwen2.5-1.5b",
    blocks: 28,
    hidden: 1536,
    heads: 12,
    headDim: 128,
    ffn: 8960,
  },
  {
    ...qwen25,
    name: "Qwen2.5-3B",
    publishedId: "qwen2.5-3b",
    blocks: 36,
    hidden: 2048,
    heads: 16,
    headDim: 128,
    ffn: 11_008,
  },
  {
    ...qwen25,
    name: "Qwen2.5-7B",
    blocks: 28,
    hidden: 3584,
    heads: 28,
    kvHeads: 4,
    headDim: 128,
    ffn: 18_944,
    vocab: 152_064,
    tied: false,
    maxPositions: 131_072,
  },
  {
    ...llama32,
    name: "Llama-3.2-1B",
    publishedId: "llama-3.2-1b",
    blocks: 16,
    hidden: 2048,
    heads: 32,
    headDim: 64,
  },
  {
    ...llama32,
    name: "Llama-3.2-3B",
    publishedId: "llama-3.2-3b",
    blocks: 28,
    hidden: 3072,
    heads: 24,
    headDim: 128,
  },
  {
    name: "SmolLM2-1.7B",
    publishedId: "smollm2-1.7b",
    blocks: 24,
    hidden: 2048,
    heads: 32,
    kvHeads: 32,
    headDim: 64,
    ffn: 8192,
    vocab: 49_152,
    tied: true,
    theta: 130_000,
    maxPositions: 8192,
    tokens: 1.1e13,
    source: "public config.json of HuggingFaceTB/SmolLM2-1.7B; training tokens from arXiv:2502.02737",
  },
  {
    name: "AMD-OLMo-1B",
    publishedId: "amd-olmo-1b",
    blocks: 16,
    hidden: 2048,
    heads: 16,
    kvHeads: 16,
    headDim: 128,
    ffn: 8192,
    vocab: 50_304,
    tied: true,
    theta: 10_000,
    maxPositions: 2048,
    norm: { kind: "layer", scale: false, bias: false, post: false },
    tokens: 1.3e12,
    source:
      "public config.json of AMD-OLMo-1B (LayerNorm without weights); training tokens from its model card",
  },
  {
    name: "H2O-Danube3-4B",
    publishedId: "h2o-danube3-4b",
    blocks: 24,
    hidden: 3840,
    heads: 32,
    kvHeads: 8,
    headDim: 120,
    ffn: 10_240,
    vocab: 32_000,
    tied: false,
    theta: 1e5,
    maxPositions: 8192,
    tokens: 6e12,
    source: "public config.json of h2oai/h2o-danube3.1-4b-chat; training tokens from arXiv:2407.09276",
    assumptions: ["Head dim 120 and untied embeddings are read from the chat models derived from it."],
  },
  {
    name: "gemma-3-4b",
    blocks: 34,
    hidden: 2560,
    heads: 8,
    kvHeads: 4,
    headDim: 256,
    ffn: 10_240,
    vocab: 262_208,
    tied: true,
    theta: 1e6,
    maxPositions: 131_072,
    qkNorm: true,
    activation: "gelu",
    norm: { kind: "rms", scale: true, bias: false, post: true },
    windows: { window: 1024, every: 6, theta: 10_000 },
    tokens: 4e12,
    source: "public config.json of google/gemma-3-4b-pt, text model; training tokens from arXiv:2503.19786",
    assumptions: ["The text model alone: the vision encoder is left out."],
  },
  {
    name: "gpt-oss-20b",
    blocks: 24,
    hidden: 2880,
    heads: 64,
    kvHeads: 8,
    headDim: 64,
    ffn: { experts: 32, topK: 4, expertSize: 2880, sharedSize: 0, bias: true },
    vocab: 201_088,
    tied: false,
    theta: 150_000,
    maxPositions: 131_072,
    qkvBias: true,
    outBias: true,
    sinks: true,
    windows: { window: 128, every: 2, theta: 150_000 },
    source: "public config.json of openai/gpt-oss-20b",
  },
];

/** Transformers of the paper's comparison and of the end-to-end measurements. */
export const transformerPresets: readonly Preset[] = rows.map(presetFrom);
