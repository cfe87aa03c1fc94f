import type { MoeSettings } from "../design";
import { type TransformerSizes, transformerPreset } from "./transformerPreset";

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

const qwen3Experts: MoeSettings = { experts: 128, topK: 8, expertSize: 768, sharedSize: 0 };

const rows: readonly TransformerSizes[] = [
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
];

/** Qwen2.5 and Qwen3, dense and with experts. */
export const qwenPresets = rows.map(transformerPreset);
