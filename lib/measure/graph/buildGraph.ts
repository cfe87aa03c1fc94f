import { fail, ok, type Result } from "../../base/result";
import { attentionGraph } from "./attentionGraph";
import { type BlockCase, type MeasuredPart, normEpsilon } from "./blockCase";
import type { BlockGraph } from "./blockGraph";
import { deltanetGraph, gatedDeltanetGraph } from "./deltaGraph";
import { expressible } from "./expressible";
import { feedForwardGraph } from "./feedForwardGraph";
import { glaGraph } from "./glaGraph";
import { GraphBuilder } from "./graphBuilder";
import { mamba2Graph } from "./mamba2Graph";
import { moeGraph } from "./moeGraph";
import { shortConvGraph } from "./shortConvGraph";

/**
 * Largest weight matrix of the LM head that one product reads, in bytes: WebGPU guarantees bindings of 128 MiB
 * (`maxStorageBufferBindingSize`), so a larger head is split over the vocabulary.
 */
const largestHeadBytes = 128 * 1024 * 1024;

/**
 * Builds the ONNX graph of a stack of layers for one step, each with its norms and residual.
 * @returns the graph, or the reason why the runtime cannot express it.
 */
export function buildGraph(block: BlockCase): Result<BlockGraph> {
  for (const part of block.parts) {
    const refusal = expressible(part, block);
    if (refusal !== null) return fail({ field: part.kind, message: refusal });
  }
  const builder = new GraphBuilder(block);
  const dims = [block.batch, block.tokens, block.hiddenSize];
  let x = builder.activation("x", dims);
  let outputDims = dims;
  block.parts.forEach((part, index) => {
    builder.enter(block.parts.length === 1 ? "" : `layer${index}`);
    if (part.kind === "head") {
      x = headGraph(builder, x, part.vocabSize);
      outputDims = [block.batch, block.tokens, part.vocabSize];
    } else if (part.kind === "norm") {
      x = normGraph(builder, x, "norm");
    } else {
      x = layerGraph(builder, x, part);
    }
  });
  return ok(builder.finish(x, outputDims));
}

/** Norm, operator, norm of the output where the design has one, residual. */
function layerGraph(builder: GraphBuilder, x: string, part: MeasuredPart): string {
  const { norm } = builder.block;
  const input = (norm.pre ?? true) ? normGraph(builder, x, "input_norm") : x;
  const mixed = operatorGraph(builder, input, part);
  const output = norm.post ? normGraph(builder, mixed, "output_norm") : mixed;
  return builder.op("Add", [x, output]);
}

function operatorGraph(builder: GraphBuilder, x: string, part: MeasuredPart): string {
  switch (part.kind) {
    case "attention":
      return attentionGraph(builder, x, part.settings, null);
    case "swa":
      return attentionGraph(builder, x, part.settings, part.settings.window);
    case "deltanet":
      return deltanetGraph(builder, x, part.settings);
    case "gated-deltanet":
      return gatedDeltanetGraph(builder, x, part.settings);
    case "gla":
      return glaGraph(builder, x, part.settings);
    case "mamba2":
      return mamba2Graph(builder, x, part.settings);
    case "conv":
      return shortConvGraph(builder, x, part.settings);
    case "ffn":
      return feedForwardGraph(builder, x, part.settings);
    case "moe":
      return moeGraph(builder, x, part.settings);
    case "mamba":
    case "rwkv7":
    case "head":
    case "norm":
      throw new Error(`${part.kind} has no graph of a layer`);
  }
}

/** The norm of the design: RMSNorm or LayerNorm, with scale and bias as the design says. */
function normGraph(builder: GraphBuilder, x: string, name: string): string {
  const { norm, hiddenSize } = builder.block;
  if (norm.kind === "rms") return builder.rmsNorm(x, name, hiddenSize, normEpsilon, norm.scale);
  const scale = builder.weight(
    name,
    [hiddenSize],
    norm.scale ? { kind: "nearOne" } : { kind: "table", value: () => 1 },
  );
  const bias = norm.bias
    ? builder.weight(`${name}.bias`, [hiddenSize], { kind: "normal", deviation: 0.1 })
    : "";
  const attributes = { axis: { int: -1 }, epsilon: { float: normEpsilon } };
  return builder.op("LayerNormalization", [x, scale, bias], attributes);
}

/** The final norm and the projection to the vocabulary, in pieces that every adapter can bind. */
function headGraph(builder: GraphBuilder, x: string, vocabSize: number): string {
  const { hiddenSize } = builder.block;
  const normed = normGraph(builder, x, "final_norm");
  const pieces = Math.ceil((hiddenSize * vocabSize * 4) / largestHeadBytes);
  const piece = Math.ceil(vocabSize / pieces);
  const logits: string[] = [];
  for (let start = 0; start < vocabSize; start += piece) {
    const size = Math.min(piece, vocabSize - start);
    logits.push(builder.linear(normed, `lm_head.${start / piece}`, hiddenSize, size));
  }
  return logits.length === 1 ? (logits[0] ?? "") : builder.op("Concat", logits, { axis: { int: -1 } });
}
