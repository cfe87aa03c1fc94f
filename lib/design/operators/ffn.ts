import * as v from "valibot";
import { flag, oneOf, whole } from "../fields";
import type { Kernel } from "../kernel";
import { noCache, type Operator } from "../operator";
import { rowsOf } from "../step";
import { matrix, vector } from "../tensor";

/** Activations between the projections of a feed-forward layer. */
export const activations = ["silu", "gelu", "relu", "relu2"] as const;

/** The kernels of a dense feed-forward of this width; also the shared expert of a mixture. */
export function ffnKernels(prefix: string, rows: number, hiddenSize: number, width: number, gated: boolean) {
  const up = gated ? 2 * width : width;
  return [
    { op: "gemm", role: `${prefix}${gated ? "gate_up_proj" : "up_proj"}`, m: rows, n: up, k: hiddenSize },
    { op: "elementwise", role: "activation", tokens: rows, reads: up, writes: width },
    { op: "gemm", role: `${prefix}down_proj`, m: rows, n: hiddenSize, k: width },
  ] as const satisfies readonly Kernel[];
}

/** Feed-forward layer, gated (SwiGLU and its kin, arXiv:2002.05202) or plain. Reference: transformers' LlamaMLP. */
export const ffn: Operator<"ffn"> = {
  kind: "ffn",
  symbol: "f",
  label: "FFN",
  family: "feed-forward",
  role: "ffn",
  schema: v.strictObject({
    intermediateSize: whole(1, 1_048_576),
    activation: oneOf(activations),
    gated: flag,
    bias: v.optional(flag),
  }),
  defaults: (hiddenSize) => ({ intermediateSize: 3 * hiddenSize, activation: "silu", gated: true }),
  check: () => [],
  tensors({ intermediateSize, gated, bias }, hiddenSize) {
    const list = [
      matrix("up_proj.weight", intermediateSize, hiddenSize),
      matrix("down_proj.weight", hiddenSize, intermediateSize),
    ];
    if (gated) list.unshift(matrix("gate_proj.weight", intermediateSize, hiddenSize));
    if (bias) {
      if (gated) list.push(vector("gate_proj.bias", intermediateSize));
      list.push(vector("up_proj.bias", intermediateSize), vector("down_proj.bias", hiddenSize));
    }
    return list;
  },
  kernels: (settings, hiddenSize, step) =>
    ffnKernels("", rowsOf(step), hiddenSize, settings.intermediateSize, settings.gated),
  cache: () => noCache,
};
