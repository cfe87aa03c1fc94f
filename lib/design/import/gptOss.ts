import type { ConfigReader } from "./configReader";
import type { ConfigFamily } from "./imported";
import {
  attentionFrom,
  attentionKinds,
  blocksOf,
  designOfLayers,
  modelSizes,
  ropeFrom,
} from "./transformerBlocks";

/** gpt-oss: alternating windows, biases and attention sinks, experts with biases on router and projections. */
function readGptOss(config: ConfigReader) {
  const sizes = modelSizes(config, false);
  const blocks = config.layerCount();
  const bias = config.flag("attention_bias", true);
  const attention = {
    ...attentionFrom(config, sizes.hiddenSize, {
      bias,
      outBias: bias,
      qkNorm: false,
      rope: ropeFrom(config, 150_000),
      headDimDefault: 64,
    }),
    sinks: true,
  };
  const kinds = attentionKinds(config, blocks);
  config.leave("experts_per_token", "hidden_act", "initial_context_length");
  return designOfLayers(
    config,
    sizes,
    blocksOf(
      blocks,
      (block) => kinds?.[block] ?? (block % 2 === 0 ? "swa" : "attention"),
      () => "moe",
    ),
    {
      attention,
      swa: { ...attention, window: config.whole("sliding_window", 128) },
      moe: {
        experts: config.whole("num_local_experts"),
        topK: config.whole("num_experts_per_tok", 4),
        expertSize: config.whole("intermediate_size"),
        sharedSize: 0,
        bias: true,
      },
    },
  );
}

export const gptOssFamily: ConfigFamily = { modelTypes: ["gpt_oss"], read: readGptOss };
