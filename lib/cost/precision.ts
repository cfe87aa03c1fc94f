import type { CachePrecision, WeightPrecision } from "./workload";

/** Number formats of the three kinds of traffic. Recurrent states stay in fp32 in every format. */
export interface Formats {
  readonly weights: WeightPrecision;
  readonly cache: CachePrecision;
  readonly activations: "fp32" | "fp16" | "bf16";
}

/** bf16 throughout: how models are published and the paper's conditions. */
export const bf16Formats: Formats = { weights: "bf16", cache: "bf16", activations: "bf16" };

/** The formats of a workload: activations stay at 16 bits unless the weights are fp32. */
export function formatsOf(workload: {
  readonly precision: WeightPrecision;
  readonly cachePrecision: CachePrecision;
}): Formats {
  const { precision } = workload;
  return {
    weights: precision,
    cache: workload.cachePrecision,
    activations: precision === "fp32" || precision === "fp16" ? precision : "bf16",
  };
}

/** Weights that share one 16-bit scale in int4 (the group size of llama.cpp's Q4_0, 4.5 bits a weight). */
export const int4GroupSize = 32;

/** Bytes of one element of recurrent state: fp32, as mamba-ssm and flash-linear-attention keep it. */
export const stateElementBytes = 4;

const bytes: Readonly<Record<WeightPrecision, number>> = {
  fp32: 4,
  fp16: 2,
  bf16: 2,
  fp8: 1,
  int8: 1,
  int4: 0.5 + 2 / int4GroupSize,
};

/** Bytes of one element of a weight matrix; int4 includes its share of the group's scale. */
export function weightElementBytes(precision: WeightPrecision): number {
  return bytes[precision];
}

/** Bytes of one element of the KV cache. */
export function cacheElementBytes(precision: CachePrecision): number {
  return bytes[precision];
}

/** Bytes of one element of activations, and of the weights that quantisation leaves alone: vectors, norms, convolutions. */
export function activationElementBytes(formats: Formats): number {
  return bytes[formats.activations];
}
