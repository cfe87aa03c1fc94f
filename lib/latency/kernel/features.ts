import type { Kernel } from "../../design/kernel";
import type { KernelClass } from "./kernelClass";
import type { KernelWork } from "./roofline";

/**
 * Features of the residual trees: logarithms of the shape, of work and intensity, tile and wave counts, remainders that
 * decide padding, and the roofline's own prediction. Binary logarithms, so that doublings are unit steps.
 */
export function features(kernel: Kernel, work: KernelWork, rooflineLatencyUs: number, sms: number): number[] {
  const shared = [
    log2(rooflineLatencyUs),
    log2(work.flops),
    log2(work.bytes),
    log2(work.flops / Math.max(1, work.bytes)),
  ];
  return shared.concat(shapeFeatures(kernel, sms));
}

/** How many features the trees of each class see: a profile with another number was damaged or made for another version. */
export const featureCounts: { readonly [C in KernelClass]: number } = {
  gemm_bf16: 18,
  gemm_fp8: 18,
  prefill_attention: 20,
  decode_attention: 19,
  conv_prefill: 10,
  conv_decode: 10,
  delta_prefill: 16,
  delta_decode: 16,
  kda_prefill: 16,
  kda_decode: 16,
  ssd_prefill: 16,
  moe: 11,
  elementwise: 7,
  embedding: 6,
  sampling: 6,
};

const log2 = (value: number) => Math.log2(Math.max(1e-9, value));

/** Share of the device that the last wave of blocks leaves busy: 1 when blocks fill every wave. */
function waveFill(blocks: number, sms: number): number {
  const waves = blocks / sms;
  return waves / Math.ceil(waves);
}

function shapeFeatures(kernel: Kernel, sms: number): number[] {
  switch (kernel.op) {
    case "gemm":
      return gemmFeatures(kernel.m, kernel.n, kernel.k, sms);
    case "attention":
      return kernel.phase === "prefill" ? prefillFeatures(kernel, sms) : decodeFeatures(kernel, sms);
    case "conv": {
      const { batch, tokens, channels } = kernel;
      return [
        log2(batch),
        log2(tokens),
        log2(channels),
        log2(batch * tokens),
        channels % 256,
        waveFill(batch * Math.ceil(channels / 64) * Math.ceil(tokens / 8), sms),
      ];
    }
    case "recurrence": {
      // Head counts alone would let the trees tell families apart; their products with the batch carry the work.
      const { batch, tokens, valueHeads } = kernel;
      const heads = batch * valueHeads;
      const chunks = heads * Math.ceil(tokens / chunk);
      return [
        log2(batch),
        log2(tokens),
        log2(batch * tokens),
        log2(heads),
        waveFill(heads, sms),
        log2(Math.ceil(heads / sms)),
        log2(chunks),
        tokens % chunk,
        log2(chunkTraffic(kernel)),
        waveFill(2 * heads, sms),
        waveFill(4 * heads, sms),
        waveFill(chunks, sms),
      ];
    }
    case "moe": {
      const { tokens, hidden, expertSize, topK, experts } = kernel;
      return [
        log2(tokens),
        log2(hidden),
        log2(expertSize),
        log2(topK),
        log2(experts),
        log2((tokens * topK) / experts),
        log2(experts * (1 - (1 - topK / experts) ** tokens)),
      ];
    }
    case "elementwise":
      return [log2(kernel.tokens), log2(kernel.reads), log2(kernel.writes)];
    case "embedding":
      return [log2(kernel.tokens), log2(kernel.hidden)];
    case "sampling":
      return [log2(kernel.batch), log2(kernel.vocab)];
  }
}

/** Tokens a chunked recurrence works on at once, as the public kernels do (flash-linear-attention). */
const chunk = 64;

/**
 * Bytes that the kernels of a chunked delta rule pass between each other at bf16: keys and queries read twice, the transformed keys
 * and values of each value head, the chunk's triangular matrix, and a state a chunk.
 */
function chunkTraffic(kernel: Extract<Kernel, { op: "recurrence" }>): number {
  const { batch, tokens, keyHeads, valueHeads, keyDim, valueDim } = kernel;
  const perToken = keyHeads * keyDim * 8 + valueHeads * (keyDim * 4 + valueDim * 10 + chunk * 4);
  const states = valueHeads * Math.ceil(tokens / chunk) * keyDim * valueDim * 4;
  return batch * (tokens * perToken + states);
}

function gemmFeatures(m: number, n: number, k: number, sms: number): number[] {
  const tiles = Math.ceil(m / 128) * Math.ceil(n / 128);
  const smallTiles = Math.ceil(m / 64) * Math.ceil(n / 64);
  const wideTiles = Math.ceil(m / 128) * Math.ceil(n / 256);
  return [
    log2(m),
    log2(n),
    log2(k),
    log2(m * n),
    log2(m * k),
    log2(tiles),
    log2(smallTiles),
    waveFill(tiles, sms),
    waveFill(smallTiles, sms),
    waveFill(wideTiles, sms),
    log2(Math.ceil(tiles / sms)),
    m % 128,
    n % 256,
    k % 512,
  ];
}

type Attention = Extract<Kernel, { op: "attention" }>;

function prefillFeatures(kernel: Attention, sms: number): number[] {
  const { batch, tokens, context, heads, kvHeads, headDim, window } = kernel;
  const length = tokens + context;
  const seen = window === null ? length : Math.min(window, length);
  const blocks = batch * heads * Math.ceil(tokens / 128);
  return [
    log2(batch),
    log2(length),
    log2(heads),
    log2(kvHeads),
    log2(heads / kvHeads),
    log2(headDim),
    log2(seen),
    window === null ? 0 : log2(window),
    log2(batch * heads),
    log2(batch * kvHeads),
    log2(batch * length),
    log2(blocks),
    waveFill(blocks, sms),
    log2(Math.ceil(blocks / sms)),
    log2(batch * heads * headDim),
    length / Math.max(1, seen),
  ];
}

function decodeFeatures(kernel: Attention, sms: number): number[] {
  const { batch, context, heads, kvHeads, headDim, window } = kernel;
  const seen = window === null ? context : Math.min(window, context);
  const groups = batch * kvHeads;
  return [
    log2(batch),
    log2(context),
    log2(heads),
    log2(kvHeads),
    log2(heads / kvHeads),
    log2(headDim),
    log2(seen),
    window === null ? 0 : log2(window),
    log2(batch * heads),
    log2(groups),
    waveFill(groups, sms),
    log2(Math.ceil(groups / sms)),
    log2(groups * seen),
    log2(groups * Math.ceil(seen / 128)),
    log2(batch * kvHeads * headDim),
  ];
}
