/** A measured table of the shared data: its file and what it holds. */
export interface KernelSource {
  readonly file: string;
  readonly origin: "aiconfigurator" | "vidur" | "llmservingsim" | "vllm-discussion";
}

const aiconfigurator = (file: string): KernelSource => ({ file, origin: "aiconfigurator" });
const vidur = (file: string): KernelSource => ({ file, origin: "vidur" });

/**
 * Tables each device's profile is fitted on. One implementation a class: gated DeltaNet by vLLM, KDA by SGLang. Left out: the
 * TensorRT-LLM convolutions and vLLM's KDA, which jump between kernels (the gated DeltaNet convolution is the same kernel),
 * and MoE rows follow only some thirty shapes.
 */
export const kernelSources: Readonly<Record<string, readonly KernelSource[]>> = {
  rtx_4090: [
    { file: "rtx_4090__llama3_8b_layers.csv", origin: "llmservingsim" },
    { file: "rtx_4090__llama3_8b_mixed_attention.csv", origin: "llmservingsim" },
  ],
  h100_sxm: [
    ...[
      "gemm_bf16",
      "gemm_fp8",
      "prefill_attention_bf16",
      "decode_attention_bf16",
      "gdn_vllm",
      "kda_sglang",
      "moe_bf16",
    ].map((op) => aiconfigurator(`h100_sxm__${op}.csv`)),
    vidur("h100_sxm__norms_elementwise_llama2_7b.csv"),
    vidur("h100_sxm__norms_elementwise_phi2.csv"),
    { file: "h100__mamba2_ssd_prefill.csv", origin: "vllm-discussion" },
  ],
  b200_sxm: [
    "gemm_bf16",
    "gemm_fp8",
    "prefill_attention_bf16",
    "decode_attention_bf16",
    "gdn_vllm",
    "mamba2_trtllm",
    "moe_bf16",
  ].map((op) => aiconfigurator(`b200_sxm__${op}.csv`)),
  h200_sxm: ["gemm_bf16", "prefill_attention_bf16", "decode_attention_bf16", "gdn_vllm", "moe_bf16"].map(
    (op) => aiconfigurator(`h200_sxm__${op}.csv`),
  ),
  a100_sxm: [
    ...["gemm_bf16", "prefill_attention_bf16", "decode_attention_bf16", "moe_bf16"].map((op) =>
      aiconfigurator(`a100_sxm__${op}.csv`),
    ),
    vidur("a100_sxm__norms_elementwise_llama2_7b.csv"),
    vidur("a100_sxm__norms_elementwise_phi2.csv"),
  ],
  l40s: [
    "gemm_bf16",
    "gemm_fp8",
    "prefill_attention_bf16",
    "decode_attention_bf16",
    "gdn_vllm",
    "moe_bf16",
  ].map((op) => aiconfigurator(`l40s__${op}.csv`)),
  rtx_pro_6000_server: [
    "gemm_bf16",
    "gemm_fp8",
    "prefill_attention_bf16",
    "decode_attention_bf16",
    "gdn_vllm",
    "moe_bf16",
  ].map((op) => aiconfigurator(`rtx_pro_6000_server__${op}.csv`)),
};

/** Name, commit and licence of each origin. */
export const origins: Readonly<
  Record<KernelSource["origin"], { readonly name: string; readonly licence: string }>
> = {
  aiconfigurator: {
    name: "github.com/ai-dynamo/aiconfigurator at 095f58a51c4ca8e61b66ec108d86f223f8d559ce, Copyright NVIDIA CORPORATION & AFFILIATES",
    licence: "Apache-2.0",
  },
  vidur: {
    name: "github.com/microsoft/vidur at 7d47513363ec447a741ac5e47241580b47724fbf, Copyright Microsoft Corporation",
    licence: "MIT",
  },
  llmservingsim: {
    name: "github.com/casys-kaist/LLMServingSim at 5daddb21a545658d5150b535712d0494584b5278",
    licence: "MIT",
  },
  "vllm-discussion": {
    name: "Mamba2 SSD timings quoted in the discussion of vllm-project/vllm pull request 27299",
    licence: "numbers quoted as facts",
  },
};
