import type { FfnSettings, MoeSettings } from "../design";
import type { LayerRef } from "../operatorKinds";
import type { ConfigReader } from "./configReader";
import type { ConfigFamily } from "./imported";
import {
  activationFrom,
  attentionFrom,
  attentionKinds,
  blocksOf,
  designOfLayers,
  modelSizes,
  ropeFrom,
} from "./transformerBlocks";

/** Qwen2 has biases on queries, keys and values; Qwen3 has QK-norm instead, and an optional bias on all four. */
function readQwen(config: ConfigReader, generation: 2 | 3, feedForward: "ffn" | "moe") {
  const sizes = modelSizes(config, false);
  const blocks = config.layerCount();
  const bias = generation === 2 || config.flag("attention_bias", false);
  const attention = attentionFrom(config, sizes.hiddenSize, {
    bias,
    outBias: generation === 3 && bias,
    qkNorm: generation === 3,
    rope: ropeFrom(config, generation === 2 ? 10_000 : 1_000_000),
    ...(generation === 3 && { headDimDefault: 128 }),
  });
  const windows = windowLayers(config, blocks);
  const feeds = feedForward === "moe" ? sparseLayers(config, blocks) : () => "ffn" as const;
  return designOfLayers(config, sizes, blocksOf(blocks, windows.mixer, feeds), {
    attention,
    swa: { ...attention, window: windows.size },
    ffn: ffnFrom(config, feedForward === "ffn" || denseLayers(config, blocks).size > 0),
    ...(feedForward === "moe" && { moe: moeFrom(config) }),
  });
}

/** The window holds only with `use_sliding_window`, from layer `max_window_layers` on or as `layer_types` lists. */
function windowLayers(config: ConfigReader, blocks: number) {
  const kinds = attentionKinds(config, blocks);
  const on = config.flag("use_sliding_window", false) && config.has("sliding_window");
  const first = config.has("max_window_layers") ? config.whole("max_window_layers", undefined, 0) : 0;
  const size = on ? config.whole("sliding_window") : 1;
  config.leave("sliding_window", "max_window_layers");
  const mixer = (block: number): LayerRef => {
    if (!on) return "attention";
    return kinds?.[block] ?? (block >= first ? "swa" : "attention");
  };
  return { mixer, size };
}

export function ffnFrom(config: ConfigReader, needed: boolean): FfnSettings {
  return {
    intermediateSize: needed ? config.whole("intermediate_size") : 1,
    activation: activationFrom(config, "hidden_act", "silu"),
    gated: true,
  };
}

/** Layers with a dense FFN in a mixture-of-experts model. */
function denseLayers(config: ConfigReader, blocks: number): ReadonlySet<number> {
  const step = config.whole("decoder_sparse_step", 1);
  const listed = config.layerIndices("mlp_only_layers", blocks);
  const dense = new Set(listed);
  for (let block = 0; block < blocks; block++) if ((block + 1) % step !== 0) dense.add(block);
  return dense;
}

/** The feed-forward of each block of a mixture-of-experts model. */
export function sparseLayers(config: ConfigReader, blocks: number): (block: number) => "ffn" | "moe" {
  const dense = denseLayers(config, blocks);
  return (block) => (dense.has(block) ? "ffn" : "moe");
}

/** Routed experts, and a shared one with its sigmoid gate where `shared_expert_intermediate_size` is stated. */
export function moeFrom(config: ConfigReader): MoeSettings {
  const sharedSize = config.has("shared_expert_intermediate_size")
    ? config.whole("shared_expert_intermediate_size", undefined, 0)
    : 0;
  config.leave("intermediate_size");
  return {
    experts: config.whole("num_experts"),
    topK: config.whole("num_experts_per_tok"),
    expertSize: config.whole("moe_intermediate_size"),
    sharedSize,
    activation: activationFrom(config, "hidden_act", "silu"),
    ...(sharedSize > 0 && { sharedGate: true }),
  };
}

export const qwen2Family: ConfigFamily = {
  modelTypes: ["qwen2"],
  read: (config) => readQwen(config, 2, "ffn"),
};
export const qwen3Family: ConfigFamily = {
  modelTypes: ["qwen3"],
  read: (config) => readQwen(config, 3, "ffn"),
};
export const qwen2MoeFamily: ConfigFamily = {
  modelTypes: ["qwen2_moe"],
  read: (config) => readQwen(config, 2, "moe"),
};
export const qwen3MoeFamily: ConfigFamily = {
  modelTypes: ["qwen3_moe"],
  read: (config) => readQwen(config, 3, "moe"),
};
