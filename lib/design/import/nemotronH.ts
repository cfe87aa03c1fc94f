import type { LayerRef } from "../operatorKinds";
import { maxLayers } from "../parseDesign";
import type { ConfigReader } from "./configReader";
import type { ConfigFamily } from "./imported";
import { activationFrom, designOfLayers, modelSizes } from "./transformerBlocks";

const kindsByName: Readonly<Record<string, LayerRef>> = {
  mamba: "mamba2",
  linear_attention: "mamba2",
  attention: "attention",
  full_attention: "attention",
  mlp: "ffn",
  moe: "moe",
};

const namesBySymbol: Readonly<Record<string, string>> = {
  M: "mamba",
  "*": "attention",
  "-": "mlp",
  E: "moe",
};

/** The layer list, from `layers_block_type` (or `layer_types`) or the symbol string `hybrid_override_pattern`. */
function layersOf(config: ConfigReader): readonly LayerRef[] {
  const listField = config.has("layers_block_type") ? "layers_block_type" : "layer_types";
  const pattern = config.text("hybrid_override_pattern", "");
  const listed = config.any(listField);
  const names = Array.isArray(listed)
    ? listed
    : [...pattern].map((symbol) => namesBySymbol[symbol] ?? symbol);
  if (names.length === 0)
    config.refuse(
      "layers_block_type",
      "is missing, and so is hybrid_override_pattern",
      "a list of mamba, attention, mlp and moe, one for each layer",
    );
  if (config.has("num_hidden_layers") && config.whole("num_hidden_layers") !== names.length)
    config.refuse(
      "num_hidden_layers",
      `is ${config.whole("num_hidden_layers")}, but the layer list has ${names.length} entries`,
      `${names.length}`,
    );
  if (names.length > maxLayers) {
    config.refuse(
      listField,
      `has ${names.length} entries; a design has at most ${maxLayers} layers`,
      `${maxLayers}`,
    );
    return [];
  }
  return names.map((name, index) => {
    const kind = typeof name === "string" && Object.hasOwn(kindsByName, name) ? kindsByName[name] : undefined;
    if (kind === undefined)
      config.refuse(
        `layer ${index + 1}`,
        `is ${String(name)}, which no design layer is`,
        "mamba, attention, mlp or moe",
      );
    return kind ?? "ffn";
  });
}

/**
 * Nemotron-H: Mamba2, attention without positions, plain squared-ReLU FFNs and experts, one norm and one operator a
 * layer. Heads of Mamba2 are stated, not derived. The router's load-balancing bias is a buffer and not counted.
 */
function readNemotronH(config: ConfigReader) {
  const sizes = modelSizes(config, false);
  const layers = layersOf(config);
  const bias = config.flag("attention_bias", false);
  const activation = activationFrom(config, "mlp_hidden_act", "relu2");
  const heads = config.whole("num_attention_heads", 32);
  const headDimField = config.has("attention_head_dim") ? "attention_head_dim" : "head_dim";
  if (config.has("moe_latent_size"))
    config.refuse(
      "moe_latent_size",
      "projects experts into a latent space, which moe layers of a design have not",
      "null",
    );
  if (config.has("sliding_window") && layers.includes("attention"))
    config.assume("sliding_window is stated but not applied by the reference model; attention is full.");
  config.leave("sliding_window");
  const headDim = config.whole("mamba_head_dim", 64);
  const mambaHeads = config.whole("mamba_num_heads", 128);
  config.leave("expand");
  const field = (old: string, current: string) => (config.has(old) ? old : current);
  return designOfLayers(config, sizes, layers, {
    attention: {
      heads,
      kvHeads: config.has("num_key_value_heads") ? config.whole("num_key_value_heads") : heads,
      headDim: config.whole(headDimField, 128),
      qkNorm: false,
      bias,
      outBias: bias,
      rope: null,
    },
    mamba2: {
      stateSize: config.whole("ssm_state_size", 128),
      headDim,
      expand: (mambaHeads * headDim) / sizes.hiddenSize,
      heads: mambaHeads,
      groups: config.whole(field("mamba_n_groups", "n_groups"), 8),
      convKernel: config.whole(field("mamba_d_conv", "conv_kernel"), 4),
      ...(!config.flag(field("mamba_conv_bias", "use_conv_bias"), true) && { convBias: false }),
      ...((config.flag("use_bias", false) || config.flag("mamba_proj_bias", false)) && { projBias: true }),
    },
    ...(layers.includes("ffn") && {
      ffn: {
        intermediateSize: config.whole("intermediate_size"),
        activation,
        gated: false,
        ...(config.flag("mlp_bias", false) && { bias: true }),
      },
    }),
    ...(layers.includes("moe") && {
      moe: {
        experts: config.whole("n_routed_experts"),
        topK: config.whole("num_experts_per_tok"),
        expertSize: config.whole("moe_intermediate_size"),
        sharedSize: config.whole("moe_shared_expert_intermediate_size", 0, 0),
        activation,
        gated: false,
      },
    }),
  });
}

export const nemotronHFamily: ConfigFamily = { modelTypes: ["nemotron_h"], read: readNemotronH };
