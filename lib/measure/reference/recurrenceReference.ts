import type {
  ConvSettings,
  DeltanetSettings,
  GatedDeltanetSettings,
  GlaSettings,
  Mamba2Settings,
} from "../../design/design";
import { type BlockCase, normEpsilon } from "../graph/blockCase";
import { at, columns, product, rmsNormalised, sigmoid, silu, softplus, sum, unitLength } from "./arrays";
import type { ReferenceInputs } from "./inputs";
import { linearRecurrence, type RecurrenceInputs, type RecurrenceShape } from "./linearRecurrence";
import type { States } from "./referenceBlock";

/** What every recurrent operator is computed from. */
export interface ReferenceContext {
  readonly block: BlockCase;
  readonly inputs: ReferenceInputs;
  readonly states: States;
}

/** Depthwise causal convolution of `width` taps, the last of which meets the newest token. */
function convolved(
  x: Float64Array,
  channels: number,
  width: number,
  { block, inputs, states }: ReferenceContext,
): Float64Array {
  if (width < 2) return x;
  const { batch, tokens } = block;
  const taps = inputs.weight("conv.weight");
  const bias = inputs.optional("conv.bias");
  const past = inputs.past("conv") ?? new Float64Array(batch * (width - 1) * channels);
  const kept = new Float64Array(past.length);
  const result = new Float64Array(x.length);
  for (let sequence = 0; sequence < batch; sequence++)
    for (let channel = 0; channel < channels; channel++) {
      const sample = (time: number) =>
        time < 0
          ? at(past, (sequence * (width - 1) + width - 1 + time) * channels + channel)
          : at(x, (sequence * tokens + time) * channels + channel);
      for (let time = 0; time < tokens; time++) {
        let total = bias === null ? 0 : at(bias, channel);
        for (let tap = 0; tap < width; tap++)
          total += at(taps, channel * width + tap) * sample(time - (width - 1) + tap);
        result[(sequence * tokens + time) * channels + channel] = total;
      }
      for (let slot = 0; slot < width - 1; slot++)
        kept[(sequence * (width - 1) + slot) * channels + channel] = sample(tokens - (width - 1) + slot);
    }
  states.set(inputs.scoped("conv_present"), kept);
  return result;
}

function recur(
  shape: Omit<RecurrenceShape, "batch" | "tokens">,
  values: Omit<RecurrenceInputs, "state">,
  delta: boolean,
  { block, inputs, states }: ReferenceContext,
): Float64Array {
  const whole = { ...shape, batch: block.batch, tokens: block.tokens };
  const { read, state } = linearRecurrence(whole, { ...values, state: inputs.past("state") }, delta);
  states.set(inputs.scoped("state_present"), state);
  return read;
}

function headNormed(
  x: Float64Array,
  dim: number,
  gate: Float64Array | undefined,
  inputs: ReferenceInputs,
): Float64Array {
  const normed = rmsNormalised(x, dim, normEpsilon, inputs.weight("o_norm"));
  return gate === undefined ? normed : product(normed, gate.map(silu));
}

/** log decay -exp(A) · softplus(a + bias) of every head, with the step itself. */
function headDecay(a: Float64Array, heads: number, inputs: ReferenceInputs) {
  const bias = inputs.weight("dt_bias");
  const scale = inputs.weight("decay_scale");
  const step = a.map((value, index) => softplus(value + at(bias, index % heads)));
  return { step, decay: step.map((value, index) => value * at(scale, index % heads)) };
}

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

/** Short gated convolution (LFM2). */
export function shortConvReference(
  x: Float64Array,
  settings: ConvSettings,
  context: ReferenceContext,
): Float64Array {
  const { inputs, block } = context;
  const size = block.hiddenSize;
  const [before, after, input] = inputs.pieces(x, "in_proj", size, [size, size, size]) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const mixed = convolved(product(before, input), size, settings.convKernel, context);
  return inputs.linear(product(after, mixed), "out_proj", size, size);
}
