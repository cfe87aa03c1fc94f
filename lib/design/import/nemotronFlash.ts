import type { LayerRef } from "../operatorKinds";
import type { ConfigReader } from "./configReader";
import type { ConfigFamily } from "./imported";
import { designOfLayers } from "./transformerBlocks";

const mixers: Readonly<Record<string, LayerRef>> = {
  deltanet: "deltanet",
  m2: "mamba2",
  m: "mamba2",
  a: "attention",
};

/**
 * Nemotron-Flash: DeltaNet, Mamba2, attention and FFN-only layers. Reference: NVIDIA-NeMo/Automodel
 * `components/models/nemotron_flash`. `intermediate_size` above 0 adds an FFN to every mixer; the FFN width is
 * ffn_expand_ratio · hidden size rounded down to 128 where the ratio is stated. DeltaNet spans the hidden size with the
 * attention's head count; Mamba2 has one group.
 */
function readNemotronFlash(config: ConfigReader) {
  const sizes = {
    vocabSize: config.whole("vocab_size", 65_536),
    hiddenSize: config.whole("hidden_size"),
    tieEmbeddings: config.flag("tie_word_embeddings", false),
  };
  const { hiddenSize } = sizes;
  const count = config.layerCount();
  const names = config.layerWords("layer_types", count, ["deltanet", "m2", "m", "a", "f"]);
  if (names === null)
    config.refuse(
      "layer_types",
      "is missing; the reference model needs one entry a layer",
      "a list of deltanet, m2, a and f",
    );
  const everyMixer = config.whole("intermediate_size", 14_336, 0);
  const global = config.layerIndices("global_attn_idx", count);
  const window = config.has("sliding_window") ? config.whole("sliding_window") : null;
  const layers = (names ?? []).flatMap((name, index): readonly LayerRef[] => {
    if (name === "f") return ["ffn"];
    const windowed = name === "a" && window !== null && !global.has(index);
    const mixer = windowed ? "swa" : mixers[name]!;
    return everyMixer > 0 ? [mixer, "ffn"] : [mixer];
  });
  const heads = config.whole("num_attention_heads");
  const headDim = attentionHeadDim(config, hiddenSize, heads);
  const norm = config.text("kq_norm", "none");
  if (norm !== "none" && norm !== "rms")
    config.refuse("kq_norm", `is ${norm}, which attention layers have not`, "none or rms");
  const attention = {
    heads,
    kvHeads: config.has("num_key_value_heads") ? config.whole("num_key_value_heads") : heads,
    headDim,
    qkNorm: norm === "rms",
    bias: false,
    outBias: false,
    rope: config.flag("rope", false) ? { theta: config.positive("rope_theta", 10_000) } : null,
  };
  config.leave("rope_theta", "rope_type", "hybrid_decoder_layer", "num_experts", "d_conv", "new_seq_length");
  config.leave("mamba_dt_rank", "mamba_conv_bias", "mamba_proj_bias", "mamba_inner_layernorms", "hidden_act");
  if (layers.includes("deltanet") && hiddenSize % heads !== 0)
    config.refuse(
      "num_attention_heads",
      `is ${heads}, which does not divide hidden_size ${hiddenSize} for DeltaNet`,
      "a divisor",
    );
  const metaTokens = config.whole("num_memory_tokens", 0, 0);
  return designOfLayers(
    config,
    sizes,
    layers,
    {
      attention,
      // The reference hands (W, W) with a causal mask to flash-attention, which sees W + 1 tokens with its own.
      swa: { ...attention, window: (window ?? 0) + 1 },
      deltanet: { heads, headDim: Math.floor(hiddenSize / heads), convKernel: 4 },
      mamba2: {
        stateSize: config.whole("mamba_d_state", 16),
        headDim: config.whole("mamba2_headdim", 64),
        expand: config.positive("mamba_expand", 2),
        groups: 1,
        convKernel: config.whole("mamba_d_conv", 4),
      },
      ...(layers.includes("ffn") && { ffn: feedForward(config, hiddenSize, everyMixer) }),
    },
    { weightNorm: true, ...(metaTokens > 0 && { metaTokens }) },
  );
}

/** `kq_head_dim`, else attention width / heads; -1 means unset. */
function attentionHeadDim(config: ConfigReader, hiddenSize: number, heads: number): number {
  const stated = (field: string) => {
    const value = config.any(field);
    return typeof value === "number" && value > 0 ? value : null;
  };
  const width = stated("attn_hidden_size");
  if (width !== null && width !== hiddenSize)
    config.refuse(
      "attn_hidden_size",
      `is ${width}; attention of a design reads the hidden size ${hiddenSize}`,
      `${hiddenSize}`,
    );
  const keyDim = stated("kq_head_dim");
  const valueDim = stated("v_head_dim");
  const headDim = keyDim ?? hiddenSize / heads;
  if (valueDim !== null && valueDim !== headDim)
    config.refuse(
      "v_head_dim",
      `is ${valueDim}, unlike the key head dim ${headDim}; a design has one head dim`,
      `${headDim}`,
    );
  return headDim;
}

function feedForward(config: ConfigReader, hiddenSize: number, everyMixer: number) {
  const gated = config.text("mlp_hidden_act", "silu");
  if (gated !== "silu" && gated !== "relu2")
    config.refuse("mlp_hidden_act", `is ${gated}, which the reference FFN has not`, "silu (gated) or relu2");
  const intermediateSize = config.has("ffn_expand_ratio")
    ? Math.floor(Math.trunc(config.positive("ffn_expand_ratio") * hiddenSize) / 128) * 128
    : everyMixer;
  if (intermediateSize === 0)
    config.refuse(
      "ffn_expand_ratio",
      "is not stated and intermediate_size is 0, so FFN layers have no width",
      "3",
    );
  return {
    intermediateSize: Math.max(1, intermediateSize),
    activation: gated === "relu2" ? "relu2" : "silu",
    gated: gated !== "relu2",
  } as const;
}

export const nemotronFlashFamily: ConfigFamily = {
  modelTypes: ["nemotron_flash"],
  read: readNemotronFlash,
};
