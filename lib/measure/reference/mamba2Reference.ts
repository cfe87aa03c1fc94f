import type { Mamba2Settings } from "../../design/design";
import { normEpsilon } from "../graph/blockCase";
import { at, columns, product, rmsNormalised, silu, sum } from "./arrays";
import { convolved, headDecay, type ReferenceContext, recur } from "./recurrenceSteps";

/** Mamba2's recurrence h = exp(-A dt) h + dt B x, y = C h + D x (arXiv:2405.21060). */
export function mamba2Reference(
  x: Float64Array,
  settings: Mamba2Settings,
  context: ReferenceContext,
): Float64Array {
  const { stateSize, headDim, groups, convKernel } = settings;
  const { inputs, block } = context;
  const heads = settings.heads ?? (settings.expand * block.hiddenSize) / headDim;
  const width = heads * headDim;
  const channels = width + 2 * groups * stateSize;
  const [gate, xbc, time] = inputs.pieces(x, "in_proj", block.hiddenSize, [width, channels, heads]) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const mixed = convolved(xbc, channels, convKernel, context).map(silu);
  const shared = groups * stateSize;
  const [input, b, c] = columns(mixed, [width, shared, shared]) as [Float64Array, Float64Array, Float64Array];
  const { step, decay } = headDecay(time, heads, inputs);
  const skip = inputs.weight("skip");
  const headOf = (index: number) => Math.floor(index / headDim);
  const read = recur(
    {
      queryHeads: groups,
      keyHeads: groups,
      valueHeads: heads,
      keyDim: stateSize,
      valueDim: headDim,
      scale: 1,
    },
    {
      query: c,
      key: b,
      value: input.map((value, index) => value * at(step, headOf(index))),
      decay,
      beta: null,
    },
    false,
    context,
  );
  const skipped = input.map((value, index) => value * at(skip, headOf(index) % heads));
  const gated = product(sum(read, skipped), gate.map(silu));
  const normed =
    (settings.gatedNorm ?? true) ? rmsNormalised(gated, width, normEpsilon, inputs.weight("norm")) : gated;
  return inputs.linear(normed, "out_proj", width, block.hiddenSize);
}
