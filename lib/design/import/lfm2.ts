import type { LayerRef } from "../operatorKinds";
import type { ConfigReader } from "./configReader";
import type { ConfigFamily } from "./imported";
import { attentionFrom, blocksOf, designOfLayers, ropeFrom } from "./transformerBlocks";

/**
 * LFM2: short gated convolutions with attention (QK-norm) at some layers, a gated FFN in every block. With
 * `block_auto_adjust_ff_dim` the FFN width is two thirds of the stated one, scaled and rounded up to a multiple.
 */
function readLfm2(config: ConfigReader) {
  const tieField = config.has("tie_embedding") ? "tie_embedding" : "tie_word_embeddings";
  const sizes = {
    vocabSize: config.whole("vocab_size", 65_536),
    hiddenSize: config.whole("hidden_size"),
    tieEmbeddings: config.flag(tieField, true),
  };
  config.leave("tie_word_embeddings");
  const blocks = config.layerCount();
  const types = config.layerWords("layer_types", blocks, ["conv", "full_attention"]);
  const indices = config.layerIndices("full_attn_idxs", blocks);
  const isFull = (block: number) =>
    types ? types[block] === "full_attention" : indices.size === 0 || indices.has(block);
  const mixer = (block: number): LayerRef => (isFull(block) ? "attention" : "conv");
  const attention = attentionFrom(config, sizes.hiddenSize, {
    bias: false,
    outBias: false,
    qkNorm: true,
    rope: ropeFrom(config, 1_000_000),
  });
  for (const field of ["conv_dim", "conv_dim_out", "block_dim"])
    if (config.has(field) && config.whole(field) !== sizes.hiddenSize)
      config.refuse(
        field,
        `is not hidden_size ${sizes.hiddenSize}, which conv layers span`,
        `${sizes.hiddenSize}`,
      );
  config.leave(
    "num_heads",
    "use_pos_enc",
    "block_use_swiglu",
    "block_use_xavier_init",
    "conv_use_xavier_init",
  );
  return designOfLayers(config, sizes, blocksOf(blocks, mixer), {
    attention,
    conv: { convKernel: config.whole("conv_L_cache", 3), bias: config.flag("conv_bias", false) },
    ffn: { intermediateSize: ffnWidth(config), activation: "silu", gated: true },
  });
}

function ffnWidth(config: ConfigReader): number {
  const stated = config.whole(config.has("block_ff_dim") ? "block_ff_dim" : "intermediate_size");
  config.leave("intermediate_size");
  const multiple = config.whole("block_multiple_of", 256);
  const multiplier = config.has("block_ffn_dim_multiplier") ? config.positive("block_ffn_dim_multiplier") : 1;
  if (!config.flag("block_auto_adjust_ff_dim", true)) return stated;
  return multiple * Math.ceil(Math.trunc(multiplier * Math.trunc((2 * stated) / 3)) / multiple);
}

export const lfm2Family: ConfigFamily = { modelTypes: ["lfm2"], read: readLfm2 };
