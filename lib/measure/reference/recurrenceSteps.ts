import { type BlockCase, normEpsilon } from "../graph/blockCase";
import { at, product, rmsNormalised, silu, softplus } from "./arrays";
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
export function convolved(
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

/** The recurrence of one step over all its tokens; puts the state after it among the states. */
export function recur(
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

/** RMSNorm of every head, times silu(gate) where there is a gate. */
export function headNormed(
  x: Float64Array,
  dim: number,
  gate: Float64Array | undefined,
  inputs: ReferenceInputs,
): Float64Array {
  const normed = rmsNormalised(x, dim, normEpsilon, inputs.weight("o_norm"));
  return gate === undefined ? normed : product(normed, gate.map(silu));
}

/** log decay -exp(A) · softplus(a + bias) of every head, with the step itself. */
export function headDecay(a: Float64Array, heads: number, inputs: ReferenceInputs) {
  const bias = inputs.weight("dt_bias");
  const scale = inputs.weight("decay_scale");
  const step = a.map((value, index) => softplus(value + at(bias, index % heads)));
  return { step, decay: step.map((value, index) => value * at(scale, index % heads)) };
}
