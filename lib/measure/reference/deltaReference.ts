import type { DeltanetSettings, GatedDeltanetSettings } from "../../design/design";
import { columns, sigmoid, silu, unitLength } from "./arrays";
import { convolved, headDecay, headNormed, type ReferenceContext, recur } from "./recurrenceSteps";

/** DeltaNet (arXiv:2406.06484). */
export function deltanetReference(
  x: Float64Array,
  settings: DeltanetSettings,
  context: ReferenceContext,
): Float64Array {
  const { heads, headDim, valueHeadDim = headDim } = settings;
  const { inputs, block } = context;
  const [key, value] = [heads * headDim, heads * valueHeadDim];
  const hasBeta = settings.beta ?? true;
  const widths = [2 * key + value, ...(hasBeta ? [heads] : []), ...(settings.gate ? [value] : [])];
  const pieces = inputs.pieces(x, "qkv_proj", block.hiddenSize, widths);
  const mixed = convolved(pieces[0] as Float64Array, 2 * key + value, settings.convKernel, context).map(silu);
  const [q, k, v] = columns(mixed, [key, key, value]) as [Float64Array, Float64Array, Float64Array];
  const read = recur(
    {
      queryHeads: heads,
      keyHeads: heads,
      valueHeads: heads,
      keyDim: headDim,
      valueDim: valueHeadDim,
      scale: 1 / Math.sqrt(headDim),
    },
    {
      query: unitLength(q, headDim),
      key: unitLength(k, headDim),
      value: v,
      decay: null,
      beta: hasBeta ? (pieces[1] as Float64Array).map(sigmoid) : null,
    },
    true,
    context,
  );
  const gate = settings.gate ? pieces[widths.length - 1] : undefined;
  return inputs.linear(headNormed(read, valueHeadDim, gate, inputs), "o_proj", value, block.hiddenSize);
}

/** Gated DeltaNet (arXiv:2412.06464). */
export function gatedDeltanetReference(
  x: Float64Array,
  settings: GatedDeltanetSettings,
  context: ReferenceContext,
): Float64Array {
  const { keyHeads, valueHeads, keyHeadDim, valueHeadDim } = settings;
  const { inputs, block } = context;
  const [key, value] = [keyHeads * keyHeadDim, valueHeads * valueHeadDim];
  const widths = (settings.gate ?? true) ? [2 * key + value, value] : [2 * key + value];
  const [qkv, gate] = inputs.pieces(x, "in_proj_qkvz", block.hiddenSize, widths) as [
    Float64Array,
    Float64Array | undefined,
  ];
  const [b, a] = inputs.pieces(x, "in_proj_ba", block.hiddenSize, [valueHeads, valueHeads]) as [
    Float64Array,
    Float64Array,
  ];
  const mixed = convolved(qkv, 2 * key + value, settings.convKernel, context).map(silu);
  const [q, k, v] = columns(mixed, [key, key, value]) as [Float64Array, Float64Array, Float64Array];
  const read = recur(
    {
      queryHeads: keyHeads,
      keyHeads,
      valueHeads,
      keyDim: keyHeadDim,
      valueDim: valueHeadDim,
      scale: 1 / Math.sqrt(keyHeadDim),
    },
    {
      query: unitLength(q, keyHeadDim),
      key: unitLength(k, keyHeadDim),
      value: v,
      decay: headDecay(a, valueHeads, inputs).decay,
      beta: b.map(sigmoid),
    },
    true,
    context,
  );
  return inputs.linear(headNormed(read, valueHeadDim, gate, inputs), "out_proj", value, block.hiddenSize);
}
