import * as v from "valibot";
import { nearestMultiple } from "../../base/nearest";
import type { GatedDeltanetSettings } from "../design";
import { flag, whole } from "../fields";
import type { Kernel } from "../kernel";
import type { Operator } from "../operator";
import { rowsOf } from "../step";
import { matrix, type Tensor, vector } from "../tensor";

/** Widths of all heads together. */
function widths(settings: GatedDeltanetSettings): { readonly key: number; readonly value: number } {
  return {
    key: settings.keyHeads * settings.keyHeadDim,
    value: settings.valueHeads * settings.valueHeadDim,
  };
}

function tensors(settings: GatedDeltanetSettings, hiddenSize: number): readonly Tensor[] {
  const { key, value } = widths(settings);
  const { valueHeads, convKernel } = settings;
  const list = [
    matrix("q_proj.weight", key, hiddenSize),
    matrix("k_proj.weight", key, hiddenSize),
    matrix("v_proj.weight", value, hiddenSize),
    matrix("a_proj.weight", valueHeads, hiddenSize),
    matrix("b_proj.weight", valueHeads, hiddenSize),
    vector("A_log", valueHeads),
    vector("dt_bias", valueHeads),
    vector("o_norm.weight", settings.valueHeadDim),
    matrix("o_proj.weight", hiddenSize, value),
  ];
  if (settings.gate ?? true) list.push(matrix("g_proj.weight", value, hiddenSize));
  if (convKernel > 0)
    list.push(
      vector("q_conv1d.weight", key, 1, convKernel),
      vector("k_conv1d.weight", key, 1, convKernel),
      vector("v_conv1d.weight", value, 1, convKernel),
    );
  if (convKernel > 0 && settings.convBias) list.push(vector("qkv_conv1d.bias", 2 * key + value));
  return list;
}

/**
 * Gated DeltaNet (arXiv:2412.06464). Reference: flash-linear-attention `layers/gated_deltanet.py`; transformers
 * `qwen3_next` stores the same weights as in_proj_qkvz, in_proj_ba and one convolution. State of one layer: value
 * heads · key head dim · value head dim.
 */
export const gatedDeltanet: Operator<"gated-deltanet"> = {
  kind: "gated-deltanet",
  symbol: "gd",
  label: "Gated DeltaNet",
  family: "linear attention",
  role: "mixer",
  schema: v.strictObject({
    keyHeads: whole(1, 1024),
    valueHeads: whole(1, 1024),
    keyHeadDim: whole(1, 4096),
    valueHeadDim: whole(1, 4096),
    convKernel: whole(0, 64),
    gate: v.optional(flag),
    convBias: v.optional(flag),
  }),
  defaults(hiddenSize) {
    const headDim = Math.min(128, hiddenSize);
    const heads = Math.max(1, Math.floor(hiddenSize / headDim));
    return { keyHeads: heads, valueHeads: heads, keyHeadDim: headDim, valueHeadDim: headDim, convKernel: 4 };
  },
  check(settings) {
    const { keyHeads, valueHeads } = settings;
    return valueHeads % keyHeads === 0
      ? []
      : [
          {
            field: "valueHeads",
            message: `must be a multiple of keyHeads, but ${valueHeads} is not a multiple of ${keyHeads}.`,
            mend: `Nearest: ${nearestMultiple(valueHeads, keyHeads)}.`,
          },
        ];
  },
  tensors,
  kernels(settings, hiddenSize, step) {
    const rows = rowsOf(step);
    const { key, value } = widths(settings);
    const { phase, batch, tokens } = step;
    const gateRows = (settings.gate ?? true) ? value : 0;
    const kernels: Kernel[] = [
      { op: "gemm", role: "in_proj_qkvz", m: rows, n: 2 * key + value + gateRows, k: hiddenSize },
      { op: "gemm", role: "in_proj_ba", m: rows, n: 2 * settings.valueHeads, k: hiddenSize },
    ];
    if (settings.convKernel > 0)
      kernels.push({
        op: "conv",
        phase,
        batch,
        tokens,
        channels: 2 * key + value,
        width: settings.convKernel,
      });
    kernels.push(
      {
        op: "recurrence",
        rule: "gated-delta",
        phase,
        batch,
        tokens,
        keyHeads: settings.keyHeads,
        valueHeads: settings.valueHeads,
        keyDim: settings.keyHeadDim,
        valueDim: settings.valueHeadDim,
      },
      { op: "elementwise", role: "norm", tokens: rows, reads: value + gateRows, writes: value },
      { op: "gemm", role: "out_proj", m: rows, n: hiddenSize, k: value },
    );
    return kernels;
  },
  cache(settings) {
    const { key, value } = widths(settings);
    return {
      kvElementsPerToken: 0,
      window: null,
      recurrentElements: value * settings.keyHeadDim,
      convElements: (2 * key + value) * Math.max(0, settings.convKernel - 1),
    };
  },
};
