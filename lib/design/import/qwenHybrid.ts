import type { LayerRef } from "../operatorKinds";
import type { ConfigReader } from "./configReader";
import type { ConfigFamily } from "./imported";
import { ffnFrom, moeFrom, sparseLayers } from "./qwen";
import { attentionFrom, blocksOf, designOfLayers, modelSizes, ropeFrom } from "./transformerBlocks";

/**
 * Qwen3-Next and Qwen3.5: Gated DeltaNet with a full-attention layer at an interval. The attention's query projection
 * is doubled for its output gate, QK-norm is on, a quarter of each head is rotated. Multi-token-prediction weights are
 * not part of the language model and not counted.
 */
function readQwenHybrid(config: ConfigReader, experts: boolean) {
  const sizes = modelSizes(config, false);
  const blocks = config.layerCount();
  const bias = config.flag("attention_bias", false);
  const gate = config.flag("attn_output_gate", true);
  const rope = ropeFrom(config);
  const attention = {
    ...attentionFrom(config, sizes.hiddenSize, {
      bias,
      outBias: bias,
      qkNorm: true,
      rope: rope.fraction === undefined ? { ...rope, fraction: 0.25 } : rope,
      headDimDefault: 256,
    }),
    ...(gate && { outputGate: true }),
  };
  const interval = config.has("full_attention_interval") ? config.whole("full_attention_interval") : 4;
  const types = config.layerWords("layer_types", blocks, ["linear_attention", "full_attention"]);
  const isFull = (block: number) =>
    types ? types[block] === "full_attention" : (block + 1) % interval === 0;
  const mixer = (block: number): LayerRef => (isFull(block) ? "attention" : "gated-deltanet");
  const feeds = experts ? sparseLayers(config, blocks) : () => "ffn" as const;
  const layers = blocksOf(blocks, mixer, feeds);
  return designOfLayers(config, sizes, layers, {
    attention,
    "gated-deltanet": {
      keyHeads: config.whole("linear_num_key_heads", 16),
      valueHeads: config.whole("linear_num_value_heads", 32),
      keyHeadDim: config.whole("linear_key_head_dim", 128),
      valueHeadDim: config.whole("linear_value_head_dim", 128),
      convKernel: config.whole("linear_conv_kernel_dim", 4),
    },
    ffn: ffnFrom(config, layers.includes("ffn")),
    ...(experts && { moe: moeFrom(config) }),
  });
}

export const qwen3NextFamily: ConfigFamily = {
  modelTypes: ["qwen3_next", "qwen3_5_moe_text"],
  read: (config) => readQwenHybrid(config, true),
};
export const qwen35Family: ConfigFamily = {
  modelTypes: ["qwen3_5_text"],
  read: (config) => readQwenHybrid(config, false),
};
