import type { ConfigReader } from "./configReader";
import type { ConfigFamily } from "./imported";
import { designOfLayers } from "./transformerBlocks";

/** Mamba of transformers: mixers alone, embeddings tied by default; a time-step rank "auto" is hidden size / 16. */
function readMamba(config: ConfigReader) {
  const sizes = {
    vocabSize: config.whole("vocab_size"),
    hiddenSize: config.whole("hidden_size"),
    tieEmbeddings: config.flag("tie_word_embeddings", true),
  };
  const expand = config.positive("expand", 2);
  const rank = config.any("time_step_rank");
  const automatic = rank === undefined || rank === "auto";
  if (config.flag("use_bias", false))
    config.refuse("use_bias", "is true; projections of mamba layers have no bias", "false");
  if (!config.flag("use_conv_bias", true))
    config.refuse("use_conv_bias", "is false; the convolution of mamba layers has a bias", "true");
  if (config.has("intermediate_size") && config.whole("intermediate_size") !== expand * sizes.hiddenSize)
    config.refuse(
      "intermediate_size",
      "is not expand x hidden_size, which the inner width of mamba layers is",
      `${expand * sizes.hiddenSize}`,
    );
  const layers = config.layerCount();
  return designOfLayers(
    config,
    sizes,
    Array.from({ length: layers }, () => "mamba" as const),
    {
      mamba: {
        stateSize: config.whole("state_size", 16),
        expand,
        convKernel: config.whole("conv_kernel", 4),
        dtRank: automatic ? Math.ceil(sizes.hiddenSize / 16) : config.whole("time_step_rank"),
      },
    },
  );
}

export const mambaFamily: ConfigFamily = { modelTypes: ["mamba"], read: readMamba };
