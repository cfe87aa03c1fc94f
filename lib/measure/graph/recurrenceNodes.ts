import { normEpsilon } from "./blockCase";
import type { GraphBuilder } from "./graphBuilder";

/** Heads and head dims of one linear recurrence. */
interface Heads {
  readonly query: number;
  readonly key: number;
  readonly value: number;
  readonly keyDim: number;
  readonly valueDim: number;
}

/** -A with A in [1, 16], time steps of 0.001 to 0.1 after softplus, as mamba-ssm initialises. */
const decayFill = { kind: "uniform", low: -16, high: -1 } as const;
const stepBiasFill = { kind: "uniform", low: -6.9, high: -2.25 } as const;

/** Causal short convolution with SiLU over `channels`, with its rolling state. */
export function shortConvolution(
  builder: GraphBuilder,
  x: string,
  channels: number,
  width: number,
  options: { readonly bias: boolean; readonly activation: "silu" | "none" },
): string {
  const { batch } = builder.block;
  const dims = [batch, width - 1, channels];
  const [past, present] = builder.state("conv", dims, dims, false);
  const weight = builder.weight("conv.weight", [channels, 1, width], {
    kind: "normal",
    deviation: 1 / Math.sqrt(width),
  });
  const bias = options.bias
    ? builder.weight("conv.bias", [channels], { kind: "normal", deviation: 0.1 })
    : "";
  const output = builder.scoped("convolved");
  builder.contrib(
    "CausalConvWithState",
    [x, weight, bias, past],
    { activation: { string: options.activation }, channels_last: { int: 1 } },
    [output, present],
  );
  return output;
}

/** Short convolution with SiLU, or SiLU alone where the design has no convolution. */
export function convolvedOrActivated(
  builder: GraphBuilder,
  x: string,
  channels: number,
  convKernel: number,
  convBias: boolean | undefined,
): string {
  if (convKernel < 2) return builder.silu(x);
  return shortConvolution(builder, x, channels, convKernel, { bias: convBias ?? false, activation: "silu" });
}

/** The recurrence itself. `decay` is in log space; `beta` is the write strength of the delta rules. */
export function recurrence(
  builder: GraphBuilder,
  rule: "gated" | "delta" | "gated_delta",
  [query, key, value]: readonly [string, string, string],
  heads: Heads,
  gates: { readonly decay?: string; readonly beta?: string; readonly scale?: number },
): string {
  const dims = [builder.block.batch, heads.value, heads.keyDim, heads.valueDim];
  const [past, present] = builder.state("state", dims, dims, false);
  const output = builder.scoped("read");
  builder.contrib(
    "LinearAttention",
    [query, key, value, past, gates.decay ?? "", gates.beta ?? ""],
    {
      q_num_heads: { int: heads.query },
      kv_num_heads: { int: heads.value },
      update_rule: { string: rule },
      ...(gates.scale === undefined ? {} : { scale: { float: gates.scale } }),
    },
    [output, present],
  );
  return output;
}

/** Cuts [batch, tokens, heads · dim] into heads: [batch, tokens, heads, dim]. */
export function perHead(builder: GraphBuilder, x: string, heads: number, dim: number): string {
  return builder.reshape(x, [builder.block.batch, builder.block.tokens, heads, dim]);
}

/** Joins heads again: [batch, tokens, width]. */
export function joined(builder: GraphBuilder, x: string, width: number): string {
  return builder.reshape(x, [builder.block.batch, builder.block.tokens, width]);
}

/** Unit length of every head, as the delta rules need of their keys. */
export function unitLength(builder: GraphBuilder, x: string, heads: number, dim: number): string {
  const apart = perHead(builder, x, heads, dim);
  const normed = builder.op("LpNormalization", [apart], { axis: { int: -1 }, p: { int: 2 } });
  return joined(builder, normed, heads * dim);
}

/** RMSNorm of every head, times silu(gate) where there is a gate. */
export function headNorm(
  builder: GraphBuilder,
  x: string,
  heads: number,
  dim: number,
  gate: string | undefined,
): string {
  const apart = perHead(builder, x, heads, dim);
  const normed = joined(builder, builder.rmsNorm(apart, "o_norm", dim, normEpsilon), heads * dim);
  return gate === undefined ? normed : builder.op("Mul", [normed, builder.silu(gate)]);
}

/** Time step softplus(a + bias) and log decay -exp(A) · step, one of each a head. `decay_scale` holds -exp(A). */
export function headDecay(builder: GraphBuilder, a: string, heads: number): readonly [string, string] {
  const biased = builder.op("Add", [a, builder.weight("dt_bias", [heads], stepBiasFill)]);
  const step = builder.op("Softplus", [biased]);
  return [step, builder.op("Mul", [step, builder.weight("decay_scale", [heads], decayFill)])];
}
