import type { ConfigReader } from "./configReader";
import type { ConfigFamily } from "./imported";
import { designOfLayers } from "./transformerBlocks";

/**
 * Mamba2 of transformers and of flash-linear-attention: mixers alone, no FFNs. The inner width is expand · hidden size,
 * and heads · head dim must equal it.
 */
function readMamba2(config: ConfigReader) {
  const sizes = {
    vocabSize: config.whole("vocab_size"),
    hiddenSize: config.whole("hidden_size"),
    tieEmbeddings: config.flag("tie_word_embeddings", false),
  };
  const expand = config.positive("expand", 2);
  const headDim = config.whole("head_dim", 64);
  const heads = config.has("num_heads") ? config.whole("num_heads") : (expand * sizes.hiddenSize) / headDim;
  if (heads * headDim !== expand * sizes.hiddenSize)
    config.refuse(
      "num_heads",
      `times head_dim must be expand x hidden_size, but ${heads} x ${headDim} is not ${expand * sizes.hiddenSize}`,
      `num_heads ${Math.max(1, Math.round((expand * sizes.hiddenSize) / headDim))}`,
    );
  const layers = config.layerCount();
  return designOfLayers(
    config,
    sizes,
    Array.from({ length: layers }, () => "mamba2" as const),
    {
      mamba2: {
        stateSize: config.whole("state_size", 128),
        headDim,
        expand,
        groups: config.whole("n_groups", 8),
        convKernel: config.whole("conv_kernel", 4),
        ...(!config.flag("use_conv_bias", true) && { convBias: false }),
        ...(config.flag("use_bias", false) && { projBias: true }),
        ...(!config.flag("rms_norm", true) && { gatedNorm: false }),
      },
    },
  );
}

export const mamba2Family: ConfigFamily = { modelTypes: ["mamba2"], read: readMamba2 };
