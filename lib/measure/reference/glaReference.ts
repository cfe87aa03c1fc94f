import type { GlaSettings } from "../../design/design";
import { columns, sigmoid, silu } from "./arrays";
import { convolved, headNormed, type ReferenceContext, recur } from "./recurrenceSteps";

/** Gated linear attention (arXiv:2312.06635); log decay is log sigmoid of a low-rank projection over 16. */
export function glaReference(
  x: Float64Array,
  settings: GlaSettings,
  context: ReferenceContext,
): Float64Array {
  const { heads, keyDim, valueDim, gateRank, kvHeads = heads, convKernel = 0 } = settings;
  const { inputs, block } = context;
  const key = (keyDim * kvHeads) / heads;
  const value = (valueDim * kvHeads) / heads;
  const channels = keyDim + key + value;
  const widths = (settings.gate ?? true) ? [channels, valueDim] : [channels];
  const [projected, gate] = inputs.pieces(x, "qkvg_proj", block.hiddenSize, widths) as [
    Float64Array,
    Float64Array | undefined,
  ];
  const mixed = convKernel > 1 ? convolved(projected, channels, convKernel, context).map(silu) : projected;
  const [q, k, v] = columns(mixed, [keyDim, key, value]) as [Float64Array, Float64Array, Float64Array];
  const low = inputs.linear(x, "decay_down_proj", block.hiddenSize, gateRank);
  const decay = inputs
    .linear(low, "decay_up_proj", gateRank, key)
    .map((logit) => Math.log(sigmoid(logit)) / 16);
  const dims = { keyDim: keyDim / heads, valueDim: valueDim / heads };
  const read = recur(
    { queryHeads: heads, keyHeads: kvHeads, valueHeads: kvHeads, ...dims, scale: 1 / Math.sqrt(dims.keyDim) },
    { query: q, key: k, value: v, decay, beta: null },
    false,
    context,
  );
  return inputs.linear(headNormed(read, dims.valueDim, gate, inputs), "o_proj", valueDim, block.hiddenSize);
}
