import * as v from "valibot";
import { nearestDivisor } from "../../base/nearest";
import type { Rwkv7Settings } from "../design";
import { whole } from "../fields";
import type { Kernel } from "../kernel";
import type { Operator } from "../operator";
import { rowsOf } from "../step";
import { matrix, type Tensor, vector } from "../tensor";

interface Ranks {
  readonly decay: number;
  readonly rate: number;
  readonly value: number;
  readonly gate: number;
}

/** Rounds halves to even, as Python does. */
function roundHalfEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

/** Low ranks the reference derives from the hidden size: factor · √hidden · (head dim / 64), in steps of 32. */
function ranks(settings: Rwkv7Settings, hiddenSize: number): Ranks {
  const stepped = (factor: number) => Math.max(32, 32 * roundHalfEven((factor * Math.sqrt(hiddenSize)) / 32));
  const wider = settings.headDim / 64;
  return {
    decay: settings.decayRank ?? stepped(2.5 * wider),
    rate: settings.rateRank ?? stepped(2.5 * wider),
    value: settings.valueRank ?? stepped(1.7 * wider),
    gate: settings.gateRank ?? stepped(5),
  };
}

function lowRank(name: string, rank: number, hiddenSize: number, bias: boolean): readonly Tensor[] {
  const list = [
    matrix(`${name}.lora.0.weight`, rank, hiddenSize),
    matrix(`${name}.lora.2.weight`, hiddenSize, rank),
  ];
  if (bias) list.push(vector(`${name}.lora.2.bias`, hiddenSize));
  return list;
}

function tensors(settings: Rwkv7Settings, hiddenSize: number): readonly Tensor[] {
  const rank = ranks(settings, hiddenSize);
  return [
    ...["x_r", "x_w", "x_k", "x_v", "x_a", "x_g", "k_k", "k_a"].map((name) => vector(name, hiddenSize)),
    vector("r_k", hiddenSize / settings.headDim, settings.headDim),
    ...["r_proj", "k_proj", "v_proj", "o_proj"].map((name) =>
      matrix(`${name}.weight`, hiddenSize, hiddenSize),
    ),
    ...lowRank("w_lora", rank.decay, hiddenSize, true),
    ...lowRank("a_lora", rank.rate, hiddenSize, true),
    ...(rank.value > 0 ? lowRank("v_lora", rank.value, hiddenSize, true) : []),
    ...lowRank("g_lora", rank.gate, hiddenSize, false),
    vector("g_norm.weight", hiddenSize),
    vector("g_norm.bias", hiddenSize),
  ];
}

/**
 * RWKV-7 time mixing (arXiv:2503.14456). Reference: flash-linear-attention `layers/rwkv7.py`: token shift with six
 * learned mixes, low-rank decay, rate, value and gate projections, a group norm on the output. The reference's first
 * layer has no value projection (`valueRank` 0). State of one layer: hidden size · head dim, and one shifted token.
 */
export const rwkv7: Operator<"rwkv7"> = {
  kind: "rwkv7",
  symbol: "r",
  label: "RWKV-7",
  family: "linear attention",
  role: "mixer",
  schema: v.strictObject({
    headDim: whole(1, 4096),
    decayRank: v.optional(whole(1, 65_536)),
    rateRank: v.optional(whole(1, 65_536)),
    valueRank: v.optional(whole(0, 65_536)),
    gateRank: v.optional(whole(1, 65_536)),
  }),
  defaults: (hiddenSize) => ({ headDim: nearestDivisor(hiddenSize, 64) }),
  check: ({ headDim }, hiddenSize) =>
    hiddenSize % headDim === 0
      ? []
      : [
          {
            field: "headDim",
            message: `must divide the hidden size, but ${hiddenSize} is not a multiple of ${headDim}.`,
            mend: `Nearest: ${nearestDivisor(hiddenSize, headDim)}.`,
          },
        ],
  tensors,
  kernels(settings, hiddenSize, step) {
    const rows = rowsOf(step);
    const { phase, batch, tokens } = step;
    const heads = hiddenSize / settings.headDim;
    const rank = ranks(settings, hiddenSize);
    const square = (role: string): Kernel => ({ op: "gemm", role, m: rows, n: hiddenSize, k: hiddenSize });
    const pair = (role: string, width: number): readonly Kernel[] => [
      { op: "gemm", role: `${role}_down_proj`, m: rows, n: width, k: hiddenSize },
      { op: "gemm", role: `${role}_up_proj`, m: rows, n: hiddenSize, k: width },
    ];
    return [
      { op: "elementwise", role: "gate", tokens: rows, reads: 2 * hiddenSize, writes: 6 * hiddenSize },
      square("r_proj"),
      square("k_proj"),
      square("v_proj"),
      ...pair("decay", rank.decay),
      ...pair("rate", rank.rate),
      ...(rank.value > 0 ? pair("value", rank.value) : []),
      ...pair("gate", rank.gate),
      {
        op: "recurrence",
        rule: "rwkv7",
        phase,
        batch,
        tokens,
        keyHeads: heads,
        valueHeads: heads,
        keyDim: settings.headDim,
        valueDim: settings.headDim,
      },
      { op: "elementwise", role: "norm", tokens: rows, reads: 2 * hiddenSize, writes: hiddenSize },
      square("o_proj"),
    ];
  },
  cache: (settings, hiddenSize) => ({
    kvElementsPerToken: 0,
    window: null,
    recurrentElements: hiddenSize * settings.headDim,
    convElements: hiddenSize,
  }),
};
