import type { Mamba2Settings } from "../design";
import type { LayerRef } from "../operatorKinds";
import type { ConfigReader } from "./configReader";
import type { ConfigFamily } from "./imported";
import {
  activationFrom,
  attentionFrom,
  blocksOf,
  designOfLayers,
  modelSizes,
  ropeFrom,
} from "./transformerBlocks";

/** Mamba2 in Bamba's field names; heads · head dim must be expand · hidden size. */
function bambaMixer(config: ConfigReader, hiddenSize: number): Mamba2Settings {
  const expand = config.positive("mamba_expand", 2);
  const heads = config.whole("mamba_n_heads", 128);
  const width = expand * hiddenSize;
  const stated = config.any("mamba_d_head");
  const headDim = stated === undefined || stated === "auto" ? width / heads : config.whole("mamba_d_head");
  if (!Number.isInteger(headDim) || headDim * heads !== width)
    config.refuse(
      "mamba_d_head",
      `times mamba_n_heads must be mamba_expand x hidden_size, but ${headDim} x ${heads} is not ${width}`,
      `${Math.max(1, Math.round(width / heads))}`,
    );
  return {
    stateSize: config.whole("mamba_d_state", 256),
    headDim,
    expand,
    groups: config.whole("mamba_n_groups", 1),
    convKernel: config.whole("mamba_d_conv", 4),
    ...(!config.flag("mamba_conv_bias", true) && { convBias: false }),
    ...(config.flag("mamba_proj_bias", false) && { projBias: true }),
  };
}

/** The mixer of each block, in the names of transformers before 5.13 or since; null when not listed. */
function mixerNames(config: ConfigReader, blocks: number) {
  const field = config.has("layer_types") ? "layer_types" : "layers_block_type";
  return config.layerWords(field, blocks, ["mamba", "attention", "linear_attention", "full_attention"]);
}

function isAttention(name: string | undefined): boolean {
  return name === "attention" || name === "full_attention";
}

/**
 * Granite 4 hybrids: Mamba2 or attention, then experts with a shared one, or (no experts) the shared FFN alone. The
 * shared expert has no gate. Multipliers change no cost.
 */
function readGraniteHybrid(config: ConfigReader) {
  const sizes = modelSizes(config, false);
  const blocks = config.layerCount();
  const types = mixerNames(config, blocks);
  const bias = config.flag("attention_bias", false);
  const positions = config.text("position_embedding_type", "nope");
  const rope = ropeFrom(config);
  const attention = attentionFrom(config, sizes.hiddenSize, {
    bias,
    outBias: bias,
    qkNorm: false,
    rope: positions === "rope" ? rope : null,
  });
  const experts = config.whole("num_local_experts", 8, 0);
  const shared = config.whole("shared_intermediate_size", 1024);
  const activation = activationFrom(config, "hidden_act", "silu");
  const feed: LayerRef = experts > 0 ? "moe" : "ffn";
  const mixer = (block: number): LayerRef =>
    types !== null && isAttention(types[block]) ? "attention" : "mamba2";
  if (types === null) config.assume("layer_types is not stated; every mixer is Mamba2, the class default.");
  const layers = blocksOf(blocks, mixer, () => feed);
  return designOfLayers(config, sizes, layers, {
    attention,
    mamba2: layers.includes("mamba2") ? bambaMixer(config, sizes.hiddenSize) : undefined,
    ffn: { intermediateSize: shared, activation, gated: true },
    ...(experts > 0 && {
      moe: {
        experts,
        topK: config.whole("num_experts_per_tok", 2),
        expertSize: config.whole("intermediate_size"),
        sharedSize: shared,
        activation,
      },
    }),
  });
}

/** Bamba: Mamba2 with attention at listed layers, gated FFN in every block, half of each head rotated. */
function readBamba(config: ConfigReader) {
  const sizes = modelSizes(config, false);
  const blocks = config.layerCount();
  const indices = config.layerIndices("attn_layer_indices", blocks);
  const types = mixerNames(config, blocks);
  const isFull = (block: number) => (types ? isAttention(types[block]) : indices.has(block));
  const bias = config.flag("attention_bias", false);
  const rope = ropeFrom(config);
  const rotary = config.has("attn_rotary_emb") ? config.whole("attn_rotary_emb") : null;
  const attention = attentionFrom(config, sizes.hiddenSize, { bias, outBias: bias, qkNorm: false, rope });
  const fraction = rotary === null ? 0.5 : rotary / attention.headDim;
  return designOfLayers(
    config,
    sizes,
    blocksOf(blocks, (block) => (isFull(block) ? "attention" : "mamba2")),
    {
      attention: { ...attention, rope: { theta: rope.theta, fraction: Math.min(1, fraction) } },
      mamba2: bambaMixer(config, sizes.hiddenSize),
      ffn: {
        intermediateSize: config.whole("intermediate_size"),
        activation: activationFrom(config, "hidden_act", "silu"),
        gated: true,
        ...(config.flag("mlp_bias", false) && { bias: true }),
      },
    },
  );
}

export const graniteHybridFamily: ConfigFamily = {
  modelTypes: ["granitemoehybrid"],
  read: readGraniteHybrid,
};
export const bambaFamily: ConfigFamily = { modelTypes: ["bamba"], read: readBamba };
