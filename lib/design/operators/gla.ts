import * as v from "valibot";
import { nearestDivisor, nearestMultiple } from "../../base/nearest";
import type { Problem } from "../../base/result";
import type { GlaSettings } from "../design";
import { flag, whole } from "../fields";
import type { Kernel } from "../kernel";
import type { Operator } from "../operator";
import { rowsOf } from "../step";
import { matrix, type Tensor, vector } from "../tensor";

/** Widths of keys and values as projected: narrower than `keyDim` and `valueDim` where heads share KV heads. */
function projected(settings: GlaSettings): { readonly key: number; readonly value: number } {
  const sharing = settings.heads / (settings.kvHeads ?? settings.heads);
  return { key: settings.keyDim / sharing, value: settings.valueDim / sharing };
}

function problems(settings: GlaSettings): readonly Problem[] {
  const list: Problem[] = [];
  const { heads, kvHeads = heads } = settings;
  for (const field of ["keyDim", "valueDim"] as const)
    if (settings[field] % heads !== 0)
      list.push({
        field,
        message: `must be a multiple of heads, but ${settings[field]} is not a multiple of ${heads}.`,
        mend: `Nearest: ${nearestMultiple(settings[field], heads)}.`,
      });
  if (heads % kvHeads !== 0)
    list.push({
      field: "kvHeads",
      message: `must divide heads, but ${heads} heads cannot be shared out over ${kvHeads} KV heads.`,
      mend: `Nearest: ${nearestDivisor(heads, kvHeads)}.`,
    });
  return list;
}

function tensors(settings: GlaSettings, hiddenSize: number): readonly Tensor[] {
  const { key, value } = projected(settings);
  const { keyDim, valueDim, gateRank, convKernel = 0 } = settings;
  const list = [
    matrix("q_proj.weight", keyDim, hiddenSize),
    matrix("k_proj.weight", key, hiddenSize),
    matrix("v_proj.weight", value, hiddenSize),
    matrix("gk_proj.0.weight", gateRank, hiddenSize),
    matrix("gk_proj.1.weight", key, gateRank),
    vector("gk_proj.1.bias", key),
    vector("g_norm.weight", valueDim / settings.heads),
    matrix("o_proj.weight", hiddenSize, valueDim),
  ];
  if (settings.gate ?? true) list.push(matrix("g_proj.weight", valueDim, hiddenSize));
  if (convKernel > 0)
    list.push(
      vector("q_conv1d.weight", keyDim, 1, convKernel),
      vector("k_conv1d.weight", key, 1, convKernel),
      vector("v_conv1d.weight", value, 1, convKernel),
    );
  if (convKernel > 0 && settings.convBias) list.push(vector("qkv_conv1d.bias", keyDim + key + value));
  return list;
}

/**
 * Gated linear attention (arXiv:2312.06635). Reference: flash-linear-attention `layers/gla.py`: key width half the
 * hidden size, a low-rank decay gate with bias, an output gate. State of one layer: heads · (keyDim / heads) ·
 * (valueDim / heads).
 */
export const gla: Operator<"gla"> = {
  kind: "gla",
  symbol: "gla",
  label: "Gated linear attention",
  family: "linear attention",
  role: "mixer",
  schema: v.strictObject({
    heads: whole(1, 1024),
    keyDim: whole(1, 262_144),
    valueDim: whole(1, 262_144),
    gateRank: whole(1, 65_536),
    kvHeads: v.optional(whole(1, 1024)),
    convKernel: v.optional(whole(0, 64)),
    gate: v.optional(flag),
    convBias: v.optional(flag),
  }),
  defaults(hiddenSize) {
    const heads = nearestDivisor(hiddenSize, 4);
    return {
      heads,
      keyDim: nearestMultiple(hiddenSize / 2, heads),
      valueDim: nearestMultiple(hiddenSize, heads),
      gateRank: 16,
    };
  },
  check: problems,
  tensors,
  kernels(settings, hiddenSize, step) {
    const rows = rowsOf(step);
    const { key, value } = projected(settings);
    const { heads, keyDim, valueDim, convKernel = 0 } = settings;
    const { phase, batch, tokens } = step;
    const gateRows = (settings.gate ?? true) ? valueDim : 0;
    const channels = keyDim + key + value;
    const kernels: Kernel[] = [
      { op: "gemm", role: "qkvg_proj", m: rows, n: channels + gateRows, k: hiddenSize },
      { op: "gemm", role: "decay_down_proj", m: rows, n: settings.gateRank, k: hiddenSize },
      { op: "gemm", role: "decay_up_proj", m: rows, n: key, k: settings.gateRank },
    ];
    if (convKernel > 0) kernels.push({ op: "conv", phase, batch, tokens, channels, width: convKernel });
    kernels.push(
      {
        op: "recurrence",
        rule: "gla",
        phase,
        batch,
        tokens,
        keyHeads: settings.kvHeads ?? heads,
        valueHeads: heads,
        keyDim: keyDim / heads,
        valueDim: valueDim / heads,
      },
      { op: "elementwise", role: "norm", tokens: rows, reads: valueDim + gateRows, writes: valueDim },
      { op: "gemm", role: "o_proj", m: rows, n: hiddenSize, k: valueDim },
    );
    return kernels;
  },
  cache(settings) {
    const { key, value } = projected(settings);
    return {
      kvElementsPerToken: 0,
      window: null,
      recurrentElements: (settings.keyDim * settings.valueDim) / settings.heads,
      convElements: (settings.keyDim + key + value) * Math.max(0, (settings.convKernel ?? 0) - 1),
    };
  },
};
