import { type Design, designSchema, type OperatorTable } from "@/lib/design/design";
import type { LayerRef } from "@/lib/design/operatorKinds";
import { findPreset } from "@/lib/design/presets";

function design(
  name: string,
  hiddenSize: number,
  layers: readonly LayerRef[],
  repeat: number,
  operators: OperatorTable,
  rest: Partial<Design> = {},
): Design {
  return {
    schema: designSchema,
    name,
    hiddenSize,
    vocabSize: 65_536,
    tieEmbeddings: false,
    maxPositions: 8192,
    stages: [{ repeat, layers }],
    operators,
    ...rest,
  };
}

const heads = { heads: 16, kvHeads: 4, headDim: 128, qkNorm: false, bias: false, outBias: false };
const plainFfn = { intermediateSize: 8192, activation: "relu2", gated: false } as const;
const gatedFfn = { intermediateSize: 6144, activation: "silu", gated: true } as const;
const mamba2 = { stateSize: 128, headDim: 64, expand: 2, groups: 1, convKernel: 4 };
const delta = { keyHeads: 16, valueHeads: 16, keyHeadDim: 128, valueHeadDim: 128, convKernel: 4 };

function preset(id: string): Design {
  const found = findPreset(id);
  if (found === null) throw new Error(`no preset ${id}`);
  return found.design;
}

/** The designs whose exports are kept as golden files. */
export const exampleDesigns: Readonly<Record<string, Design>> = {
  "nemotron-flash-1b": preset("nemotron-flash-1b"),
  "nemotron-flash-3b": preset("nemotron-flash-3b"),
  "nemotron-flash-3b-tp": preset("nemotron-flash-3b-tp"),
  "qwen3-0.6b": preset("qwen3-0.6b"),
  "nemotron-h-like": design(
    "Nemotron-H-like",
    2048,
    ["mamba2", "ffn", "mamba2", "ffn", "attention", "ffn"],
    4,
    { attention: { ...heads, rope: null }, mamba2: { ...mamba2, groups: 8 }, ffn: plainFfn },
  ),
  "gdn-attention": design(
    "Gated DeltaNet + attention",
    2048,
    ["gated-deltanet", "ffn", "gated-deltanet", "ffn", "gated-deltanet", "ffn", "attention", "ffn"],
    3,
    { attention: { ...heads, rope: { theta: 10_000 } }, "gated-deltanet": delta, ffn: gatedFfn },
  ),
  "gdn-gated-attention": design(
    "Gated DeltaNet + gated attention",
    2048,
    ["gated-deltanet", "ffn", "gated-deltanet", "ffn", "gated-deltanet", "ffn", "attention", "ffn"],
    3,
    {
      attention: { ...heads, qkNorm: true, outputGate: true, rope: { theta: 1e7, fraction: 0.25 } },
      "gated-deltanet": delta,
      ffn: gatedFfn,
    },
  ),
  "mamba2-gdn-window": design(
    "Mamba2 + GDN + window",
    2048,
    ["mamba2", "ffn", "gated-deltanet", "ffn", "swa", "ffn"],
    4,
    {
      swa: { ...heads, rope: { theta: 10_000 }, window: 1024 },
      mamba2,
      "gated-deltanet": delta,
      ffn: gatedFfn,
    },
  ),
  "granite-like": design(
    "Granite-like",
    2048,
    ["mamba2", "ffn", "mamba2", "ffn", "mamba2", "ffn", "attention", "ffn"],
    3,
    { attention: { ...heads, rope: { theta: 10_000 } }, mamba2, ffn: gatedFfn },
  ),
  "pure-mamba2": design("Pure Mamba2", 1024, ["mamba2"], 24, { mamba2 }, { tieEmbeddings: true }),
  "gla-windows": design(
    "GLA + two windows",
    2048,
    ["gla", "ffn", "swa", "ffn", "gla", "ffn", "swa#wide", "ffn"],
    3,
    {
      gla: { heads: 4, keyDim: 1024, valueDim: 2048, gateRank: 16 },
      swa: { ...heads, rope: { theta: 10_000 }, window: 512 },
      "swa#wide": { ...heads, rope: { theta: 10_000 }, window: 1024 },
      ffn: gatedFfn,
    },
  ),
  "deltanet-attention": design(
    "DeltaNet + attention",
    2048,
    ["deltanet", "ffn", "deltanet", "ffn", "attention", "ffn"],
    4,
    {
      attention: { ...heads, rope: { theta: 10_000 } },
      deltanet: { heads: 16, headDim: 128, convKernel: 4 },
      ffn: gatedFfn,
    },
  ),
  "llama-3.2-1b": preset("llama-3.2-1b"),
};
