import type { ConfigReader } from "./configReader";
import type { ConfigFamily } from "./imported";
import { activationFrom, attentionKinds, blocksOf, designOfLayers, ropeFrom } from "./transformerBlocks";

/**
 * Gemma 3's language model: QK-norm, a norm before and after each layer, windows on all layers but every sixth, and
 * tied embeddings. Window layers have a rotary base of their own. The language part of Gemma 3's larger models leaves
 * most sizes to its class defaults, which are those of the 4B.
 */
function readGemma3(config: ConfigReader) {
  const sizes = {
    vocabSize: config.whole("vocab_size", 262_208),
    hiddenSize: config.whole("hidden_size"),
    tieEmbeddings: config.flag("tie_word_embeddings", true),
  };
  const blocks = config.layerCount();
  const bias = config.flag("attention_bias", false);
  const heads = config.whole("num_attention_heads", 8);
  const attention = {
    heads,
    kvHeads: config.whole("num_key_value_heads", 4),
    headDim: config.whole("head_dim", 256),
    bias,
    outBias: bias,
    qkNorm: true,
    rope: ropeFrom(config, 1_000_000),
  };
  const localTheta = config.has("rope_local_base_freq") ? config.positive("rope_local_base_freq") : 10_000;
  const kinds = attentionKinds(config, blocks);
  const patternField = config.has("_sliding_window_pattern")
    ? "_sliding_window_pattern"
    : "sliding_window_pattern";
  const pattern = config.has(patternField) ? config.whole(patternField) : 6;
  return designOfLayers(
    config,
    sizes,
    blocksOf(blocks, (block) => kinds?.[block] ?? ((block + 1) % pattern === 0 ? "attention" : "swa")),
    {
      attention,
      swa: { ...attention, rope: { theta: localTheta }, window: config.whole("sliding_window", 4096) },
      ffn: {
        intermediateSize: config.whole("intermediate_size"),
        activation: activationFrom(
          config,
          config.has("hidden_act") ? "hidden_act" : "hidden_activation",
          "gelu",
        ),
        gated: true,
      },
    },
    { norm: { kind: "rms", scale: true, bias: false, post: true } },
  );
}

export const gemma3Family: ConfigFamily = { modelTypes: ["gemma3_text"], read: readGemma3 };
