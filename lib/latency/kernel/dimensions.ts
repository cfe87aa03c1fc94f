import type { Kernel } from "../../design/kernel";
import type { KernelClass } from "./kernelClass";

/** Names of a class's dimensions, in the order of `readDimensions`; window 0 stands for full attention. */
export const dimensionNames: { readonly [C in KernelClass]: readonly string[] } = {
  gemm_bf16: ["m", "n", "k"],
  gemm_fp8: ["m", "n", "k"],
  prefill_attention: ["batch", "seq", "heads", "kv_heads", "head_dim", "window", "heads per KV head"],
  decode_attention: ["batch", "context", "heads", "kv_heads", "head_dim", "window", "heads per KV head"],
  conv_prefill: ["batch", "seq", "channels", "d_conv"],
  conv_decode: ["batch", "seq", "channels", "d_conv"],
  delta_prefill: ["batch", "seq", "k_heads", "v_heads", "head_k_dim", "head_v_dim"],
  delta_decode: ["batch", "seq", "k_heads", "v_heads", "head_k_dim", "head_v_dim"],
  kda_prefill: ["batch", "seq", "k_heads", "v_heads", "head_k_dim", "head_v_dim"],
  kda_decode: ["batch", "seq", "k_heads", "v_heads", "head_k_dim", "head_v_dim"],
  ssd_prefill: ["batch", "seq", "n_groups", "nheads", "d_state", "head_dim"],
  moe: ["tokens", "hidden", "inter", "topk", "experts"],
  elementwise: ["tokens", "reads", "writes"],
  embedding: ["tokens", "hidden"],
  sampling: ["batch", "vocab"],
};

/** The dimensions of a kernel that decide its time, in the order of `dimensionNames`. */
export function readDimensions(kernel: Kernel): readonly number[] {
  switch (kernel.op) {
    case "gemm":
      return [kernel.m, kernel.n, kernel.k];
    case "attention": {
      const { batch, tokens, context, heads, kvHeads, headDim, window } = kernel;
      const length = kernel.phase === "prefill" ? tokens + context : context;
      return [batch, length, heads, kvHeads, headDim, window ?? 0, heads / kvHeads];
    }
    case "conv":
      return [kernel.batch, kernel.tokens, kernel.channels, kernel.width];
    case "recurrence": {
      const { batch, tokens, keyHeads, valueHeads, keyDim, valueDim } = kernel;
      return [batch, tokens, keyHeads, valueHeads, keyDim, valueDim];
    }
    case "moe":
      return [kernel.tokens, kernel.hidden, kernel.expertSize, kernel.topK, kernel.experts];
    case "elementwise":
      return [kernel.tokens, kernel.reads, kernel.writes];
    case "embedding":
      return [kernel.tokens, kernel.hidden];
    case "sampling":
      return [kernel.batch, kernel.vocab];
  }
}

/** The shape family a held-out fold takes or leaves whole: all that a model fixes, none of what a workload varies. */
export function familyOf(kernel: Kernel): string {
  switch (kernel.op) {
    case "gemm":
      return `${kernel.n}x${kernel.k}`;
    case "attention":
      return `${kernel.heads}/${kernel.kvHeads}/${kernel.headDim}`;
    case "conv":
      return `${kernel.channels}/${kernel.width}`;
    case "recurrence":
      return `${kernel.keyHeads}/${kernel.valueHeads}/${kernel.keyDim}/${kernel.valueDim}`;
    case "moe":
      return `${kernel.hidden}/${kernel.expertSize}/${kernel.topK}/${kernel.experts}`;
    case "elementwise":
      return `${kernel.reads}/${kernel.writes}`;
    case "embedding":
      return `${kernel.hidden}`;
    case "sampling":
      return `${kernel.vocab}`;
  }
}
