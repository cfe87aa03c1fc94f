import type {
  DeltanetSettings,
  GatedDeltanetSettings,
  GlaSettings,
  Mamba2Settings,
} from "../../design/design";
import { mamba2Heads, mamba2Width } from "../../design/operators/mamba2";
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

/** gla divides its log decay by this (flash-linear-attention `gate_logit_normalizer`). */
export const glaGateNormalizer = 16;

/** -A with A in [1, 16], time steps of 0.001 to 0.1 after softplus, as mamba-ssm initialises. */
const decayFill = { kind: "uniform", low: -16, high: -1 } as const;
const stepBiasFill = { kind: "uniform", low: -6.9, high: -2.25 } as const;

/** Causal short convolution with SiLU over `channels`, with its rolling state. */
function shortConvolution(
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

/** The recurrence itself. `decay` is in log space; `beta` is the write strength of the delta rules. */
function recurrence(
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

function perHead(builder: GraphBuilder, x: string, heads: number, dim: number): string {
  return builder.reshape(x, [builder.block.batch, builder.block.tokens, heads, dim]);
}

function joined(builder: GraphBuilder, x: string, width: number): string {
  return builder.reshape(x, [builder.block.batch, builder.block.tokens, width]);
}

/** Unit length of every head, as the delta rules need of their keys. */
function unitLength(builder: GraphBuilder, x: string, heads: number, dim: number): string {
  const apart = perHead(builder, x, heads, dim);
  const normed = builder.op("LpNormalization", [apart], { axis: { int: -1 }, p: { int: 2 } });
  return joined(builder, normed, heads * dim);
}

/** RMSNorm of every head, times silu(gate) where there is a gate. */
function headNorm(
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

function convolvedOrActivated(
  builder: GraphBuilder,
  x: string,
  channels: number,
  convKernel: number,
  convBias: boolean | undefined,
): string {
  if (convKernel < 2) return builder.silu(x);
  return shortConvolution(builder, x, channels, convKernel, { bias: convBias ?? false, activation: "silu" });
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

/** Time step softplus(a + bias) and log decay -exp(A) · step, one of each a head. `decay_scale` holds -exp(A). */
function headDecay(builder: GraphBuilder, a: string, heads: number): readonly [string, string] {
  const biased = builder.op("Add", [a, builder.weight("dt_bias", [heads], stepBiasFill)]);
  const step = builder.op("Softplus", [biased]);
  return [step, builder.op("Mul", [step, builder.weight("decay_scale", [heads], decayFill)])];
}

/** Gated linear attention (arXiv:2312.06635): a low-rank decay for every key dim, head norm with output gate. */
export function glaGraph(builder: GraphBuilder, x: string, settings: GlaSettings): string {
  const { hiddenSize } = builder.block;
  const { heads, keyDim, valueDim, gateRank, kvHeads = heads, convKernel = 0 } = settings;
  const sharing = heads / kvHeads;
  const keyWidth = keyDim / sharing;
  const valueWidth = valueDim / sharing;
  const channels = keyDim + keyWidth + valueWidth;
  const hasGate = settings.gate ?? true;
  const widths = hasGate ? [channels, valueDim] : [channels];
  const sum = channels + (hasGate ? valueDim : 0);
  const [projected = "", gate] = builder.split(builder.linear(x, "qkvg_proj", hiddenSize, sum), widths);
  const qkv =
    convKernel > 1
      ? shortConvolution(builder, projected, channels, convKernel, {
          bias: settings.convBias ?? false,
          activation: "silu",
        })
      : projected;
  const [query = "", key = "", value = ""] = builder.split(qkv, [keyDim, keyWidth, valueWidth]);
  const lowRank = builder.linear(x, "decay_down_proj", hiddenSize, gateRank);
  const logit = builder.linear(lowRank, "decay_up_proj", gateRank, keyWidth, true);
  // log sigmoid(x) = -softplus(-x)
  const softened = builder.op("Softplus", [builder.op("Neg", [logit])]);
  const scale = builder.weight("decay_scale", [1], { kind: "table", value: () => -1 / glaGateNormalizer });
  const read = recurrence(
    builder,
    "gated",
    [query, key, value],
    { query: heads, key: kvHeads, value: kvHeads, keyDim: keyDim / heads, valueDim: valueDim / heads },
    { decay: builder.op("Mul", [softened, scale]) },
  );
  const normed = headNorm(builder, read, heads, valueDim / heads, gate);
  return builder.linear(normed, "o_proj", valueDim, hiddenSize);
}

/**
 * Mamba2 (arXiv:2405.21060) as gated linear attention: C is the query, B the key, time step · x the value, and
 * exp(-exp(A) · time step) the decay; D · x is added, then the gate and the norm follow.
 */
export function mamba2Graph(builder: GraphBuilder, x: string, settings: Mamba2Settings): string {
  const { hiddenSize, batch, tokens } = builder.block;
  const { stateSize, headDim, groups, convKernel } = settings;
  const heads = mamba2Heads(settings, hiddenSize);
  const width = mamba2Width(settings, hiddenSize);
  const channels = width + 2 * groups * stateSize;
  const projected = builder.linear(
    x,
    "in_proj",
    hiddenSize,
    width + channels + heads,
    settings.projBias ?? false,
  );
  const [gate = "", xbc = "", time = ""] = builder.split(projected, [width, channels, heads]);
  const mixed =
    convKernel > 1
      ? shortConvolution(builder, xbc, channels, convKernel, {
          bias: settings.convBias ?? true,
          activation: "silu",
        })
      : builder.silu(xbc);
  const [input = "", b = "", c = ""] = builder.split(mixed, [width, groups * stateSize, groups * stateSize]);
  const [step, decay] = headDecay(builder, time, heads);
  const inputHeads = perHead(builder, input, heads, headDim);
  const stepHeads = builder.reshape(step, [batch, tokens, heads, 1]);
  const value = joined(builder, builder.op("Mul", [inputHeads, stepHeads]), width);
  const read = recurrence(
    builder,
    "gated",
    [c, b, value],
    { query: groups, key: groups, value: heads, keyDim: stateSize, valueDim: headDim },
    { decay, scale: 1 },
  );
  const skip = builder.weight("skip", [heads, 1], { kind: "nearOne" });
  const skipped = joined(builder, builder.op("Mul", [inputHeads, skip]), width);
  const gated = builder.op("Mul", [builder.op("Add", [read, skipped]), builder.silu(gate)]);
  const normed = (settings.gatedNorm ?? true) ? builder.rmsNorm(gated, "norm", width, normEpsilon) : gated;
  return builder.linear(normed, "out_proj", width, hiddenSize, settings.projBias ?? false);
}

/** Short gated convolution (LFM2): two gates and the input in one projection. */
export function shortConvGraph(
  builder: GraphBuilder,
  x: string,
  settings: { readonly convKernel: number; readonly bias: boolean },
): string {
  const { hiddenSize } = builder.block;
  const projected = builder.linear(x, "in_proj", hiddenSize, 3 * hiddenSize, settings.bias);
  const [before = "", after = "", input = ""] = builder.split(projected, [
    hiddenSize,
    hiddenSize,
    hiddenSize,
  ]);
  const gated = builder.op("Mul", [before, input]);
  const convolved =
    settings.convKernel > 1
      ? shortConvolution(builder, gated, hiddenSize, settings.convKernel, {
          bias: settings.bias,
          activation: "none",
        })
      : gated;
  return builder.linear(
    builder.op("Mul", [after, convolved]),
    "out_proj",
    hiddenSize,
    hiddenSize,
    settings.bias,
  );
}
