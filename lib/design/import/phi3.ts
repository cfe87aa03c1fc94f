import type { ConfigReader } from "./configReader";
import type { ConfigFamily } from "./imported";
import {
  activationFrom,
  attentionFrom,
  blocksOf,
  designOfLayers,
  modelSizes,
  ropeFrom,
  windowFrom,
} from "./transformerBlocks";

/** Phi-3 and Phi-4-mini: merged projections without biases; a stated window is on every layer. */
function readPhi3(config: ConfigReader) {
  const sizes = modelSizes(config, false);
  const attention = attentionFrom(config, sizes.hiddenSize, {
    bias: false,
    outBias: false,
    qkNorm: false,
    rope: ropeFrom(config),
  });
  const window = windowFrom(config);
  const layers = blocksOf(config.layerCount(), () => (window === null ? "attention" : "swa"));
  return designOfLayers(config, sizes, layers, {
    attention,
    swa: { ...attention, window: window ?? 1 },
    ffn: {
      intermediateSize: config.whole("intermediate_size"),
      activation: activationFrom(config, "hidden_act", "silu"),
      gated: true,
    },
  });
}

export const phi3Family: ConfigFamily = { modelTypes: ["phi3"], read: readPhi3 };
