import type { DeltanetSettings, GatedDeltanetSettings } from "../../design/design";
import type { GraphBuilder } from "./graphBuilder";
import { convolvedOrActivated, headDecay, headNorm, recurrence, unitLength } from "./recurrenceNodes";

/** DeltaNet (arXiv:2406.06484): q, k, v (and beta, gate) in one projection, short convolution, delta rule, head norm. */
export function deltanetGraph(builder: GraphBuilder, x: string, settings: DeltanetSettings): string {
  const { hiddenSize } = builder.block;
  const { heads, headDim, valueHeadDim = headDim } = settings;
  const keyWidth = heads * headDim;
  const valueWidth = heads * valueHeadDim;
  const channels = 2 * keyWidth + valueWidth;
  const hasBeta = settings.beta ?? true;
  const widths = [channels, ...(hasBeta ? [heads] : []), ...(settings.gate ? [valueWidth] : [])];
  const sum = widths.reduce((total, width) => total + width, 0);
  const pieces = builder.split(builder.linear(x, "qkv_proj", hiddenSize, sum), widths);
  const mixed = convolvedOrActivated(
    builder,
    pieces[0] ?? "",
    channels,
    settings.convKernel,
    settings.convBias,
  );
  const [query = "", key = "", value = ""] = builder.split(mixed, [keyWidth, keyWidth, valueWidth]);
  const beta = hasBeta ? builder.op("Sigmoid", [pieces[1] ?? ""]) : onesFor(builder, heads);
  const shape = { query: heads, key: heads, value: heads, keyDim: headDim, valueDim: valueHeadDim };
  const read = recurrence(
    builder,
    "delta",
    [unitLength(builder, query, heads, headDim), unitLength(builder, key, heads, headDim), value],
    shape,
    { beta },
  );
  const gate = settings.gate ? pieces[widths.length - 1] : undefined;
  const normed = headNorm(builder, read, heads, valueHeadDim, gate);
  return builder.linear(normed, "o_proj", valueWidth, hiddenSize);
}

/** Write strength 1 for every head and token, for a delta rule without learned strength. */
function onesFor(builder: GraphBuilder, heads: number): string {
  const { batch, tokens } = builder.block;
  return builder.weight("beta", [batch, tokens, heads], { kind: "table", value: () => 1 });
}

/** Gated DeltaNet (arXiv:2412.06464): as DeltaNet, with a decay for every value head and a gated norm. */
export function gatedDeltanetGraph(
  builder: GraphBuilder,
  x: string,
  settings: GatedDeltanetSettings,
): string {
  const { hiddenSize } = builder.block;
  const { keyHeads, valueHeads, keyHeadDim, valueHeadDim } = settings;
  const keyWidth = keyHeads * keyHeadDim;
  const valueWidth = valueHeads * valueHeadDim;
  const channels = 2 * keyWidth + valueWidth;
  const hasGate = settings.gate ?? true;
  const widths = hasGate ? [channels, valueWidth] : [channels];
  const sum = channels + (hasGate ? valueWidth : 0);
  const [qkv = "", gate] = builder.split(builder.linear(x, "in_proj_qkvz", hiddenSize, sum), widths);
  const strengths = builder.split(builder.linear(x, "in_proj_ba", hiddenSize, 2 * valueHeads), [
    valueHeads,
    valueHeads,
  ]);
  const mixed = convolvedOrActivated(builder, qkv, channels, settings.convKernel, settings.convBias);
  const [query = "", key = "", value = ""] = builder.split(mixed, [keyWidth, keyWidth, valueWidth]);
  const [, decay] = headDecay(builder, strengths[1] ?? "", valueHeads);
  const read = recurrence(
    builder,
    "gated_delta",
    [unitLength(builder, query, keyHeads, keyHeadDim), unitLength(builder, key, keyHeads, keyHeadDim), value],
    { query: keyHeads, key: keyHeads, value: valueHeads, keyDim: keyHeadDim, valueDim: valueHeadDim },
    { decay, beta: builder.op("Sigmoid", [strengths[0] ?? ""]) },
  );
  const normed = headNorm(builder, read, valueHeads, valueHeadDim, gate);
  return builder.linear(normed, "out_proj", valueWidth, hiddenSize);
}
