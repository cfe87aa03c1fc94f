import type { ConfigReader } from "./configReader";
import type { ConfigFamily } from "./imported";
import { activationFrom, attentionFrom, blocksOf, designOfLayers, ropeFrom } from "./transformerBlocks";

/**
 * MobileLLM: Llama with a shared input and output embedding, and in the LS models every block run twice in a row with
 * one set of weights (`layer_sharing`).
 */
function readMobileLlm(config: ConfigReader) {
  const shareField = config.has("share_embedding") ? "share_embedding" : "tie_word_embeddings";
  const sizes = {
    vocabSize: config.whole("vocab_size"),
    hiddenSize: config.whole("hidden_size"),
    tieEmbeddings: config.flag(shareField, shareField === "share_embedding"),
  };
  config.leave("tie_word_embeddings");
  const blocks = config.layerCount();
  const twice = config.flag("layer_sharing", false) || config.flag("share_layer", false);
  const bias = config.flag("attention_bias", false);
  const attention = attentionFrom(config, sizes.hiddenSize, {
    bias,
    outBias: bias,
    qkNorm: false,
    rope: ropeFrom(config),
  });
  const pairs = Array.from({ length: twice ? blocks : 0 }, (_, block) => [
    [4 * block, 4 * block + 2],
    [4 * block + 1, 4 * block + 3],
  ]).flat();
  return designOfLayers(
    config,
    sizes,
    blocksOf(twice ? 2 * blocks : blocks, () => "attention"),
    {
      attention,
      ffn: {
        intermediateSize: config.whole("intermediate_size"),
        activation: activationFrom(config, "hidden_act", "silu"),
        gated: true,
        ...(config.flag("mlp_bias", false) && { bias: true }),
      },
    },
    twice ? { shareLayers: pairs } : {},
  );
}

export const mobileLlmFamily: ConfigFamily = { modelTypes: ["mobilellm"], read: readMobileLlm };
