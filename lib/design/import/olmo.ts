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

function ffnOf(config: ConfigReader) {
  return {
    intermediateSize: config.whole("intermediate_size"),
    activation: activationFrom(config, "hidden_act", "silu"),
    gated: true,
  } as const;
}

/** OLMo: LayerNorm without weights. */
function readOlmo(config: ConfigReader) {
  const sizes = modelSizes(config, false);
  const bias = config.flag("attention_bias", false);
  const rope = ropeFrom(config);
  const attention = attentionFrom(config, sizes.hiddenSize, { bias, outBias: bias, qkNorm: false, rope });
  const layers = blocksOf(config.layerCount(), () => "attention");
  return designOfLayers(
    config,
    sizes,
    layers,
    { attention, ffn: ffnOf(config) },
    { norm: { kind: "layer", scale: false, bias: false, post: false } },
  );
}

/** OLMo 2 and 3: RMSNorm on each layer's output only, QK-norm over the whole projection; OLMo 3 adds windows. */
function readOlmo2(config: ConfigReader) {
  const sizes = modelSizes(config, false);
  const blocks = config.layerCount();
  const bias = config.flag("attention_bias", false);
  const attention = {
    ...attentionFrom(config, sizes.hiddenSize, {
      bias,
      outBias: bias,
      qkNorm: true,
      rope: ropeFrom(config, 500_000),
    }),
    qkNormSpan: "projection",
  } as const;
  const kinds = attentionKinds(config, blocks);
  const window = config.has("sliding_window") ? config.whole("sliding_window") : 1;
  return designOfLayers(
    config,
    sizes,
    blocksOf(blocks, (block) => kinds?.[block] ?? "attention"),
    { attention, swa: { ...attention, window }, ffn: ffnOf(config) },
    { norm: { kind: "rms", scale: true, bias: false, post: true, pre: false } },
  );
}

export const olmoFamily: ConfigFamily = { modelTypes: ["olmo"], read: readOlmo };
export const olmo2Family: ConfigFamily = { modelTypes: ["olmo2", "olmo3"], read: readOlmo2 };
