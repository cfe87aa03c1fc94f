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
export interface TransformerSizes {
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

/** The preset of one row of sizes. */
export function transformerPreset(sizes: TransformerSizes): Preset {
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

function designFrom(sizes: TransformerSizes): Design {
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
