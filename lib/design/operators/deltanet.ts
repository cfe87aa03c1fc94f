import * as v from "valibot";
import type { DeltanetSettings } from "../design";
import { flag, whole } from "../fields";
import type { Kernel } from "../kernel";
import type { Operator } from "../operator";
import { rowsOf } from "../step";
import { matrix, type Tensor, vector } from "../tensor";

/** Widths of all heads together. */
function widths(settings: DeltanetSettings): { readonly key: number; readonly value: number } {
  return {
    key: settings.heads * settings.headDim,
    value: settings.heads * (settings.valueHeadDim ?? settings.headDim),
  };
}

function tensors(settings: DeltanetSettings, hiddenSize: number): readonly Tensor[] {
  const { key, value } = widths(settings);
  const list = [
    matrix("q_proj.weight", key, hiddenSize),
    matrix("k_proj.weight", key, hiddenSize),
    matrix("v_proj.weight", value, hiddenSize),
    vector("o_norm.weight", settings.valueHeadDim ?? settings.headDim),
    matrix("o_proj.weight", hiddenSize, value),
  ];
  if (settings.beta ?? true) list.push(matrix("b_proj.weight", settings.heads, hiddenSize));
  if (settings.gate) list.push(matrix("g_proj.weight", value, hiddenSize));
  if (settings.convKernel > 0)
    list.push(
      vector("q_conv1d.weight", key, 1, settings.convKernel),
      vector("k_conv1d.weight", key, 1, settings.convKernel),
      vector("v_conv1d.weight", value, 1, settings.convKernel),
    );
  if (settings.convKernel > 0 && settings.convBias) list.push(vector("qkv_conv1d.bias", 2 * key + value));
  return list;
}

/**
 * DeltaNet (arXiv:2406.06484). Reference: flash-linear-attention `layers/delta_net.py`: short convolutions without
 * bias, L2 norm of queries and keys inside the kernel, an RMSNorm of head size on the output. State of one layer:
 * heads · head dim · value head dim.
 */
export const deltanet: Operator<"deltanet"> = {
  kind: "deltanet",
  symbol: "d",
  label: "DeltaNet",
  family: "linear attention",
  role: "mixer",
  schema: v.strictObject({
    heads: whole(1, 1024),
    headDim: whole(1, 4096),
    convKernel: whole(0, 64),
    valueHeadDim: v.optional(whole(1, 4096)),
    gate: v.optional(flag),
    beta: v.optional(flag),
    convBias: v.optional(flag),
  }),
  defaults(hiddenSize) {
    const headDim = Math.min(128, hiddenSize);
    return { heads: Math.max(1, Math.floor(hiddenSize / headDim)), headDim, convKernel: 4 };
  },
  check: () => [],
  tensors,
  kernels(settings, hiddenSize, step) {
    const rows = rowsOf(step);
    const { key, value } = widths(settings);
    const { phase, batch, tokens } = step;
    const betaRows = (settings.beta ?? true) ? settings.heads : 0;
    const gateRows = settings.gate ? value : 0;
    const kernels: Kernel[] = [
      { op: "gemm", role: "qkv_proj", m: rows, n: 2 * key + value + betaRows + gateRows, k: hiddenSize },
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
        rule: "delta",
        phase,
        batch,
        tokens,
        keyHeads: settings.heads,
        valueHeads: settings.heads,
        keyDim: settings.headDim,
        valueDim: settings.valueHeadDim ?? settings.headDim,
      },
      { op: "elementwise", role: "norm", tokens: rows, reads: value + gateRows, writes: value },
      { op: "gemm", role: "o_proj", m: rows, n: hiddenSize, k: value },
    );
    return kernels;
  },
  cache(settings) {
    const { key, value } = widths(settings);
    return {
      kvElementsPerToken: 0,
      window: null,
      recurrentElements: key * (settings.valueHeadDim ?? settings.headDim),
      convElements: (2 * key + value) * Math.max(0, settings.convKernel - 1),
    };
  },
};
