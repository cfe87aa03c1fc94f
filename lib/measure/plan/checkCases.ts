import type { NormSettings } from "../../design/design";
import { type BlockCase, defaultNorm, type GraphPrecision, type MeasuredPart } from "../graph/blockCase";
import { expressible } from "../graph/expressible";

/** A block small enough to be computed in doubles within milliseconds. */
export interface CheckCase {
  readonly name: string;
  readonly block: BlockCase;
}

const hiddenSize = 64;
const attention = {
  heads: 4,
  kvHeads: 2,
  headDim: 32,
  qkNorm: false,
  bias: false,
  outBias: false,
  rope: { theta: 10_000 },
};
const layerNorm: NormSettings = { kind: "layer", scale: true, bias: true, post: false };

/** Small settings of each kind of part, with its less common options. */
const parts: readonly { readonly name: string; readonly part: MeasuredPart; readonly norm?: NormSettings }[] =
  [
    { name: "attention", part: { kind: "attention", settings: attention } },
    {
      name: "attention with QK-norm, gate and biases",
      part: {
        kind: "attention",
        settings: { ...attention, qkNorm: true, bias: true, outBias: true, rope: null, outputGate: true },
      },
    },
    { name: "sliding-window attention", part: { kind: "swa", settings: { ...attention, window: 6 } } },
    { name: "DeltaNet", part: { kind: "deltanet", settings: { heads: 2, headDim: 32, convKernel: 4 } } },
    {
      name: "DeltaNet with gate",
      part: { kind: "deltanet", settings: { heads: 2, headDim: 32, convKernel: 0, gate: true, beta: false } },
    },
    {
      name: "Gated DeltaNet",
      part: {
        kind: "gated-deltanet",
        settings: { keyHeads: 2, valueHeads: 4, keyHeadDim: 32, valueHeadDim: 16, convKernel: 4 },
      },
    },
    {
      name: "gated linear attention",
      part: { kind: "gla", settings: { heads: 2, keyDim: 32, valueDim: 64, gateRank: 8 } },
    },
    {
      name: "gated linear attention with shared heads",
      part: {
        kind: "gla",
        settings: { heads: 4, kvHeads: 2, keyDim: 64, valueDim: 64, gateRank: 8, convKernel: 3 },
      },
    },
    {
      name: "Mamba2",
      part: {
        kind: "mamba2",
        settings: { stateSize: 16, headDim: 16, expand: 2, groups: 2, convKernel: 4 },
      },
    },
    { name: "short convolution", part: { kind: "conv", settings: { convKernel: 3, bias: true } } },
    {
      name: "FFN",
      part: { kind: "ffn", settings: { intermediateSize: 96, activation: "silu", gated: true } },
    },
    {
      name: "plain FFN under LayerNorm",
      part: { kind: "ffn", settings: { intermediateSize: 96, activation: "gelu", gated: false, bias: true } },
      norm: layerNorm,
    },
    {
      name: "plain FFN with a second norm",
      part: { kind: "ffn", settings: { intermediateSize: 96, activation: "relu2", gated: false } },
      norm: { ...defaultNorm, post: true },
    },
    {
      name: "mixture of experts",
      part: { kind: "moe", settings: { experts: 4, topK: 2, expertSize: 64, sharedSize: 0 } },
    },
    { name: "LM head", part: { kind: "head", vocabSize: 96 } },
  ];

/** Every part in decode (one token after ten) and in prefill (nine tokens), and two sequences at once. */
export function checkCases(precision: GraphPrecision): readonly CheckCase[] {
  const cases: CheckCase[] = [];
  for (const { name, part, norm = defaultNorm } of parts) {
    const common = { parts: [part], hiddenSize, norm, precision };
    const steps: readonly CheckCase[] = [
      {
        name: `${name}, decode`,
        block: { ...common, phase: "decode", batch: 1, tokens: 1, context: 10 },
      },
      {
        name: `${name}, decode of 2 sequences`,
        block: { ...common, phase: "decode", batch: 2, tokens: 1, context: 10 },
      },
      {
        name: `${name}, prefill`,
        block: { ...common, phase: "prefill", batch: 1, tokens: 9, context: 0 },
      },
    ];
    for (const step of steps) if (expressible(part, step.block) === null) cases.push(step);
  }
  return cases;
}
