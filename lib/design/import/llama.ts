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
  windowFrom,
} from "./transformerBlocks";

/** Llama: one switch puts biases on all attention projections, another on all FFN projections. */
function readLlama(config: ConfigReader) {
  const sizes = modelSizes(config, false);
  const bias = config.flag("attention_bias", false);
  const blocks = config.layerCount();
  const attention = attentionFrom(config, sizes.hiddenSize, {
    bias,
    outBias: bias,
    qkNorm: false,
    rope: ropeFrom(config),
  });
  return designOfLayers(
    config,
    sizes,
    blocksOf(blocks, () => "attention"),
    {
      attention,
      ffn: ffnOf(config),
    },
  );
}

function ffnOf(config: ConfigReader) {
  return {
    intermediateSize: config.whole("intermediate_size"),
    activation: activationFrom(config, "hidden_act", "silu"),
    gated: true,
    ...(config.flag("mlp_bias", false) && { bias: true }),
  };
}

/** Mistral and Ministral: no biases; a window, where stated, is on every layer unless `layer_types` says otherwise. */
function readMistral(config: ConfigReader) {
  const sizes = modelSizes(config, false);
  const blocks = config.layerCount();
  const attention = attentionFrom(config, sizes.hiddenSize, {
    bias: false,
    outBias: false,
    qkNorm: false,
    rope: ropeFrom(config),
  });
  const window = windowFrom(config);
  const kinds = attentionKinds(config, blocks);
  const layers = blocksOf(blocks, (block) => kinds?.[block] ?? (window === null ? "attention" : "swa"));
  return designOfLayers(config, sizes, layers, {
    attention,
    swa: { ...attention, window: window ?? 1 },
    ffn: ffnOf(config),
  });
}

/**
 * SmolLM3: Llama with rotary embedding left out of every fourth layer (`no_rope_layers`: 1 = rotary). A window, where
 * switched on, is on the layers without.
 */
function readSmolLm3(config: ConfigReader) {
  const sizes = modelSizes(config, true);
  const bias = config.flag("attention_bias", false);
  const blocks = config.layerCount();
  const rope = ropeFrom(config, 2_000_000);
  const attention = attentionFrom(config, sizes.hiddenSize, { bias, outBias: bias, qkNorm: false, rope });
  const rotary = config.perLayer("no_rope_layers", blocks);
  const interval = config.whole("no_rope_layer_interval", rotary ? 4 : undefined);
  const window = config.flag("use_sliding_window", false) ? windowFrom(config) : null;
  config.leave("sliding_window", "max_window_layers");
  config.leave("layer_types");
  const turned = (block: number) => (rotary ? rotary[block] === 1 : (block + 1) % interval !== 0);
  const unturned = window === null ? "attention#nope" : "swa#nope";
  return designOfLayers(
    config,
    sizes,
    blocksOf(blocks, (block) => (turned(block) ? "attention" : unturned)),
    {
      attention,
      "attention#nope": { ...attention, rope: null },
      "swa#nope": { ...attention, rope: null, window: window ?? 1 },
      ffn: ffnOf(config),
    },
  );
}

/** Granite's dense models are Llama with multipliers, which change no cost. */
export const llamaFamily: ConfigFamily = { modelTypes: ["llama", "granite"], read: readLlama };
export const mistralFamily: ConfigFamily = { modelTypes: ["mistral", "ministral"], read: readMistral };
export const smolLm3Family: ConfigFamily = { modelTypes: ["smollm3"], read: readSmolLm3 };
