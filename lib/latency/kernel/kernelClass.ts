import type { Formats } from "../../cost/precision";
import type { Kernel } from "../../design/kernel";

/** Kernels that one model of a device predicts: one operation in one phase and number format. */
export const kernelClasses = [
  "gemm_bf16",
  "gemm_fp8",
  "prefill_attention",
  "decode_attention",
  "conv_prefill",
  "conv_decode",
  "delta_prefill",
  "delta_decode",
  "kda_prefill",
  "kda_decode",
  "ssd_prefill",
  "moe",
  "elementwise",
  "embedding",
  "sampling",
] as const;

export type KernelClass = (typeof kernelClasses)[number];

/** Names for charts and tables. */
export const kernelClassLabels: Readonly<Record<KernelClass, string>> = {
  gemm_bf16: "GEMM, bf16",
  gemm_fp8: "GEMM, fp8",
  prefill_attention: "Attention, prefill",
  decode_attention: "Attention, decode",
  conv_prefill: "Short convolution, prefill",
  conv_decode: "Short convolution, decode",
  delta_prefill: "Delta rule, prefill",
  delta_decode: "State update, decode",
  kda_prefill: "Gated linear recurrence, prefill",
  kda_decode: "Kimi delta attention, decode",
  ssd_prefill: "State-space scan, prefill",
  moe: "Mixture of experts",
  elementwise: "Norms and elementwise",
  embedding: "Embedding",
  sampling: "Sampling",
};

/**
 * The class whose model predicts a kernel, and whether that class is only a stand-in. Decode of every recurrence goes by
 * the law of the gated delta rule, state traffic; prefill of DeltaNet and RWKV-7 by the gated delta rule's kernel, of GLA by
 * Kimi delta attention's (decay per channel), of Mamba by the state-space scan.
 */
export function classOf(
  kernel: Kernel,
  formats: Formats,
): { readonly kernelClass: KernelClass; readonly standsIn: boolean } {
  switch (kernel.op) {
    case "gemm":
      return { kernelClass: formats.weights === "fp8" ? "gemm_fp8" : "gemm_bf16", standsIn: false };
    case "attention":
      return {
        kernelClass: kernel.phase === "prefill" ? "prefill_attention" : "decode_attention",
        standsIn: kernel.phase === "prefill" && kernel.context > 0,
      };
    case "conv":
      return { kernelClass: kernel.phase === "prefill" ? "conv_prefill" : "conv_decode", standsIn: false };
    case "recurrence":
      return kernel.phase === "decode"
        ? { kernelClass: "delta_decode", standsIn: kernel.rule !== "gated-delta" }
        : prefillRecurrence(kernel.rule);
    case "moe":
      return { kernelClass: "moe", standsIn: false };
    case "elementwise":
      return { kernelClass: "elementwise", standsIn: false };
    case "embedding":
      return { kernelClass: "embedding", standsIn: false };
    case "sampling":
      return { kernelClass: "sampling", standsIn: false };
  }
}

function prefillRecurrence(rule: Extract<Kernel, { op: "recurrence" }>["rule"]): {
  readonly kernelClass: KernelClass;
  readonly standsIn: boolean;
} {
  switch (rule) {
    case "gated-delta":
      return { kernelClass: "delta_prefill", standsIn: false };
    case "delta":
    case "rwkv7":
      return { kernelClass: "delta_prefill", standsIn: true };
    case "gla":
      return { kernelClass: "kda_prefill", standsIn: true };
    case "mamba2":
      return { kernelClass: "ssd_prefill", standsIn: false };
    case "mamba":
      return { kernelClass: "ssd_prefill", standsIn: true };
  }
}
