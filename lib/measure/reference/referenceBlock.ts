import { type BlockCase, type MeasuredPart, normEpsilon } from "../graph/blockCase";
import type { BlockGraph } from "../graph/blockGraph";
import { layerNormalised, rmsNormalised, sum } from "./arrays";
import { attentionReference } from "./attentionReference";
import { deltanetReference, gatedDeltanetReference } from "./deltaReference";
import { feedForwardReference, moeReference } from "./feedForwardReference";
import { glaReference } from "./glaReference";
import { ReferenceInputs } from "./inputs";
import { mamba2Reference } from "./mamba2Reference";
import type { ReferenceContext } from "./recurrenceSteps";
import { shortConvReference } from "./shortConvReference";

/** States after the step, by the names of the graph's outputs. */
export type States = Map<string, Float64Array>;

/** What a block computes, in double precision, for the given weight file and inputs. */
export function referenceBlock(
  block: BlockCase,
  graph: BlockGraph,
  file: Uint8Array<ArrayBuffer>,
  feeds: ReadonlyMap<string, Float64Array>,
): { readonly result: Float64Array; readonly states: ReadonlyMap<string, Float64Array> } {
  const inputs = new ReferenceInputs(graph, file, feeds);
  const states: States = new Map();
  const context = { block, inputs, states };
  let x = inputs.activation();
  block.parts.forEach((part, index) => {
    inputs.enter(block.parts.length === 1 ? "" : `layer${index}`);
    x = partReference(x, part, context);
  });
  return { result: x, states };
}

function partReference(x: Float64Array, part: MeasuredPart, context: ReferenceContext): Float64Array {
  const { block, inputs } = context;
  if (part.kind === "norm") return normed(x, "norm", context);
  if (part.kind === "head")
    return inputs.linear(normed(x, "final_norm", context), "lm_head.0", block.hiddenSize, part.vocabSize);
  const input = (block.norm.pre ?? true) ? normed(x, "input_norm", context) : x;
  const mixed = operatorReference(input, part, context);
  return sum(x, block.norm.post ? normed(mixed, "output_norm", context) : mixed);
}

function operatorReference(x: Float64Array, part: MeasuredPart, context: ReferenceContext): Float64Array {
  const { block, inputs, states } = context;
  switch (part.kind) {
    case "attention":
      return attentionReference(x, part.settings, null, block, inputs, states);
    case "swa":
      return attentionReference(x, part.settings, part.settings.window, block, inputs, states);
    case "deltanet":
      return deltanetReference(x, part.settings, context);
    case "gated-deltanet":
      return gatedDeltanetReference(x, part.settings, context);
    case "gla":
      return glaReference(x, part.settings, context);
    case "mamba2":
      return mamba2Reference(x, part.settings, context);
    case "conv":
      return shortConvReference(x, part.settings, context);
    case "ffn":
      return feedForwardReference(x, part.settings, block.hiddenSize, inputs);
    case "moe":
      return moeReference(x, part.settings, block.hiddenSize, inputs);
    case "mamba":
    case "rwkv7":
    case "head":
    case "norm":
      throw new Error(`${part.kind} has no reference of a layer`);
  }
}

function normed(x: Float64Array, name: string, { block, inputs }: ReferenceContext): Float64Array {
  const scale = inputs.weight(name);
  if (block.norm.kind === "rms") return rmsNormalised(x, block.hiddenSize, normEpsilon, scale);
  return layerNormalised(x, block.hiddenSize, normEpsilon, scale, inputs.optional(`${name}.bias`));
}
