/**
 * Fields of configs that change no tensor, byte or FLOP: training, initialisation, tokens, numerics, files and
 * generation. Multipliers scale activations and are applied in passing by every runtime.
 */
const names: ReadonlySet<string> = new Set([
  "architectures",
  "auto_map",
  "model_type",
  "transformers_version",
  "torch_dtype",
  "dtype",
  "_attn_implementation",
  "_attn_implementation_autoset",
  "attn_implementation",
  "attn_implementation_new",
  "attn_mode",
  "use_cache",
  "initializer_range",
  "rescale_prenorm_residual",
  "residual_in_fp32",
  "pretraining_tp",
  "rope_scaling",
  "original_max_position_embeddings",
  "max_position_embeddings",
  "clip_qkv",
  "final_logit_softcapping",
  "attn_logit_softcapping",
  "logits_scaling",
  "query_pre_attn_scalar",
  "chunk_size",
  "mamba_chunk_size",
  "time_step_rank",
  "swiglu_limit",
  "head_first",
  "clamp_min",
  "num_logits_to_keep",
  "feature_map",
  "quantization_config",
  "output_router_logits",
  "norm_topk_prob",
  "is_llama_config",
  "rope_interleaved",
  "hidden_ratio",
  "cache_implementation",
  "return_dict",
  "_name_or_path",
  "name",
  "theta",
  "use_mamba_kernels",
  "use_mem_eff_path",
  "task_specific_params",
]);

const patterns: readonly RegExp[] = [
  /_token_id$/,
  /_token_ids$/,
  /dropout/,
  /_eps(ilon)?$/,
  /^eps$/,
  /_multipliers?$/,
  /_coef$/,
  /^time_step_/,
  /^fuse_/,
  /^rescale/,
  /_init(ializer)?(_|$)/,
  /^use_.*_kernels?$/,
  /^time_step/,
  /^transformers/,
];

/** Whether a field is known to change no size, byte or FLOP. */
export function isInert(field: string): boolean {
  return names.has(field) || patterns.some((pattern) => pattern.test(field));
}
