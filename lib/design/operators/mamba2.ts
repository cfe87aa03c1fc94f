import * as v from "valibot";
import { nearestDivisor } from "../../base/nearest";
import type { Problem } from "../../base/result";
import type { Mamba2Settings } from "../design";
import { flag, positive, whole } from "../fields";
import type { Operator } from "../operator";
import { rowsOf } from "../step";
import { matrix, type Tensor, vector } from "../tensor";

/** Inner width: expand · hidden size, or heads · head dim where the number of heads is given. */
export function mamba2Width(settings: Mamba2Settings, hiddenSize: number): number {
  return settings.heads === undefined ? settings.expand * hiddenSize : settings.heads * settings.headDim;
}

/** Number of heads: inner width / head dim. */
export function mamba2Heads(settings: Mamba2Settings, hiddenSize: number): number {
  return settings.heads ?? mamba2Width(settings, hiddenSize) / settings.headDim;
}

/** Channels of the convolution: x, B and C, that is inner width + 2 · groups · state size. */
export function mamba2ConvChannels(settings: Mamba2Settings, hiddenSize: number): number {
  return mamba2Width(settings, hiddenSize) + 2 * settings.groups * settings.stateSize;
}

function problems(settings: Mamba2Settings, hiddenSize: number): readonly Problem[] {
  const width = mamba2Width(settings, hiddenSize);
  if (!Number.isInteger(width))
    return [
      {
        field: "expand",
        message: `times hidden size must be a whole number, but ${settings.expand} x ${hiddenSize} is ${width}.`,
        mend: `Nearest: ${Math.max(1, Math.round(settings.expand))}.`,
      },
    ];
  if (width % settings.headDim !== 0)
    return [
      {
        field: "headDim",
        message: `must divide expand x hidden size, but ${settings.expand} x ${hiddenSize} = ${width} is not a multiple of ${settings.headDim}.`,
        mend: `Nearest: ${nearestDivisor(width, settings.headDim)}.`,
      },
    ];
  const heads = mamba2Heads(settings, hiddenSize);
  if (heads % settings.groups !== 0)
    return [
      {
        field: "groups",
        message: `must divide the number of heads, but ${heads} heads cannot be shared out over ${settings.groups} groups.`,
        mend: `Nearest: ${nearestDivisor(heads, settings.groups)}.`,
      },
    ];
  return [];
}

function tensors(settings: Mamba2Settings, hiddenSize: number): readonly Tensor[] {
  const width = mamba2Width(settings, hiddenSize);
  const heads = mamba2Heads(settings, hiddenSize);
  const channels = mamba2ConvChannels(settings, hiddenSize);
  const inputRows = width + channels + heads;
  const list = [
    matrix("in_proj.weight", inputRows, hiddenSize),
    vector("conv1d.weight", channels, 1, settings.convKernel),
    vector("A_log", heads),
    vector("D", heads),
    vector("dt_bias", heads),
    matrix("out_proj.weight", hiddenSize, width),
  ];
  if (settings.convBias ?? true) list.push(vector("conv1d.bias", channels));
  if (settings.gatedNorm ?? true) list.push(vector("norm.weight", width));
  if (settings.projBias) list.push(vector("in_proj.bias", inputRows), vector("out_proj.bias", hiddenSize));
  return list;
}

/**
 * Mamba2 (arXiv:2405.21060). Reference: mamba-ssm `modules/mamba2.py` and transformers `mamba2`; one input projection
 * yields gate, x, B, C and time steps. State of one layer: heads · head dim · state size.
 */
export const mamba2: Operator<"mamba2"> = {
  kind: "mamba2",
  symbol: "m2",
  label: "Mamba2",
  family: "state space",
  role: "mixer",
  schema: v.strictObject({
    stateSize: whole(1, 4096),
    headDim: whole(1, 4096),
    expand: positive(64),
    groups: whole(1, 1024),
    convKernel: whole(1, 64),
    heads: v.optional(whole(1, 16_384)),
    convBias: v.optional(flag),
    projBias: v.optional(flag),
    gatedNorm: v.optional(flag),
  }),
  defaults: (hiddenSize) => ({
    stateSize: 128,
    headDim: nearestDivisor(2 * hiddenSize, 64),
    expand: 2,
    groups: 1,
    convKernel: 4,
  }),
  check: problems,
  tensors,
  kernels(settings, hiddenSize, step) {
    const rows = rowsOf(step);
    const width = mamba2Width(settings, hiddenSize);
    const heads = mamba2Heads(settings, hiddenSize);
    const channels = mamba2ConvChannels(settings, hiddenSize);
    const { phase, batch, tokens } = step;
    return [
      { op: "gemm", role: "in_proj", m: rows, n: width + channels + heads, k: hiddenSize },
      { op: "conv", phase, batch, tokens, channels, width: settings.convKernel },
      {
        op: "recurrence",
        rule: "mamba2",
        phase,
        batch,
        tokens,
        keyHeads: settings.groups,
        valueHeads: heads,
        keyDim: settings.stateSize,
        valueDim: settings.headDim,
      },
      {
        op: "elementwise",
        role: (settings.gatedNorm ?? true) ? "norm" : "gate",
        tokens: rows,
        reads: 2 * width,
        writes: width,
      },
      { op: "gemm", role: "out_proj", m: rows, n: hiddenSize, k: width },
    ];
  },
  cache: (settings, hiddenSize) => ({
    kvElementsPerToken: 0,
    window: null,
    recurrentElements: mamba2Width(settings, hiddenSize) * settings.stateSize,
    convElements: mamba2ConvChannels(settings, hiddenSize) * (settings.convKernel - 1),
  }),
};
