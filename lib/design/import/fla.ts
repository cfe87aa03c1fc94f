import type { AttentionSettings, OperatorTable } from "../design";
import type { LayerRef } from "../operatorKinds";
import type { ConfigReader } from "./configReader";
import type { ConfigFamily } from "./imported";
import { activationFrom, blocksOf, designOfLayers, modelSizes } from "./transformerBlocks";

/** What one linear mixer of flash-linear-attention fills in. */
type MixerReader = (config: ConfigReader, hiddenSize: number) => OperatorTable;

/**
 * Models of flash-linear-attention: in every block one linear mixer, or attention where an `attn` spec lists the layer,
 * and a gated FFN. The FFN width is stated, or two thirds of hidden_ratio · hidden size rounded up to 256.
 */
function readFla(config: ConfigReader, mixer: "deltanet" | "gated-deltanet" | "gla", readMixer: MixerReader) {
  const sizes = modelSizes(config, false);
  const blocks = config.layerCount();
  const attention = attentionSpecs(config, sizes.hiddenSize, blocks);
  const layers = blocksOf(blocks, (block) => attention.refOf.get(block) ?? mixer);
  if (config.flag("use_rope", false))
    config.refuse("use_rope", `is true; ${mixer} layers have no positions`, "false");
  return designOfLayers(config, sizes, layers, {
    ...readMixer(config, sizes.hiddenSize),
    ...attention.table,
    ffn: {
      intermediateSize: ffnWidth(config, sizes.hiddenSize),
      activation: activationFrom(config, "hidden_act", "silu"),
      gated: true,
    },
  });
}

function ffnWidth(config: ConfigReader, hiddenSize: number): number {
  if (config.has("intermediate_size")) return config.whole("intermediate_size");
  const ratio = config.has("hidden_ratio") ? config.positive("hidden_ratio") : 4;
  const width = 256 * Math.ceil(Math.trunc((hiddenSize * ratio * 2) / 3) / 256);
  config.assume(`intermediate_size is not stated; ${width} follows from hidden_ratio ${ratio}.`);
  return width;
}

/** `attn`: none, one spec, or a list of them; each lists layers with heads, KV heads, bias, window and rotary base. */
function attentionSpecs(config: ConfigReader, hiddenSize: number, blocks: number) {
  const value = config.any("attn");
  const specs = value === undefined ? [] : Array.isArray(value) ? value : [value];
  const refOf = new Map<number, LayerRef>();
  const table: Record<string, AttentionSettings & { window?: number }> = {};
  specs.forEach((spec: unknown, index) => {
    const fields = readSpec(spec);
    if (
      fields === null ||
      hiddenSize % fields.heads !== 0 ||
      fields.layers.length > blocks ||
      index >= blocks
    ) {
      config.refuse(
        Array.isArray(value) ? `attn[${index}]` : "attn",
        "must give layers and a num_heads that divides the hidden size",
        '{"layers": [3], "num_heads": 16}',
      );
      return;
    }
    const kind = fields.window === null ? "attention" : "swa";
    const ref: LayerRef = table[kind] === undefined ? kind : `${kind}#${index + 1}`;
    table[ref] = {
      heads: fields.heads,
      kvHeads: fields.kvHeads,
      headDim: hiddenSize / fields.heads,
      qkNorm: fields.qkNorm,
      bias: fields.bias,
      outBias: false,
      rope: { theta: fields.theta },
      ...(fields.window !== null && { window: fields.window }),
    };
    for (const layer of fields.layers) {
      if (layer >= 0 && layer < blocks && !refOf.has(layer)) refOf.set(layer, ref);
      else
        config.refuse(
          "attn.layers",
          `names layer ${layer}, out of range or twice`,
          `0 to ${blocks - 1}, each once`,
        );
    }
  });
  return { refOf, table };
}

function readSpec(spec: unknown) {
  if (typeof spec !== "object" || spec === null) return null;
  const fields = spec as Readonly<Record<string, unknown>>;
  const number = (name: string) => {
    const value = fields[name];
    return typeof value === "number" && Number.isInteger(value) && value > 0 ? value : null;
  };
  const heads = number("num_heads");
  if (heads === null || !Array.isArray(fields.layers)) return null;
  return {
    heads,
    kvHeads: number("num_kv_heads") ?? heads,
    bias: fields.qkv_bias === true,
    qkNorm: fields.qk_norm === true,
    window: number("window_size"),
    theta: typeof fields.rope_theta === "number" ? fields.rope_theta : 10_000,
    layers: fields.layers.filter((layer): layer is number => typeof layer === "number"),
  };
}

/** Taps of the short convolutions, 0 without, and their bias. */
function shortConv(config: ConfigReader, byDefault: boolean) {
  const taps = config.whole("conv_size", 4);
  const used = config.flag("use_short_conv", byDefault);
  const biased = config.flag("conv_bias", false) && used;
  return { convKernel: used ? taps : 0, ...(biased && { convBias: true }) };
}

/** A width that must share out evenly over heads. */
function perHead(config: ConfigReader, field: string, width: number, heads: number): number {
  const whole = Math.trunc(width);
  if (whole % heads !== 0)
    config.refuse(
      field,
      `gives a width of ${whole}, which ${heads} heads cannot share`,
      `a multiple of ${heads}`,
    );
  return whole;
}

const readDeltaNet: MixerReader = (config, hiddenSize) => {
  const heads = config.whole("num_heads", 16);
  const key = perHead(config, "expand_k", hiddenSize * config.positive("expand_k", 1), heads);
  const value = perHead(config, "expand_v", hiddenSize * config.positive("expand_v", 1), heads);
  config.leave("qk_norm", "qk_activation", "allow_neg_eigval");
  return {
    deltanet: {
      heads,
      headDim: Math.ceil(key / heads),
      ...shortConv(config, true),
      ...(key !== value && { valueHeadDim: Math.ceil(value / heads) }),
      ...(config.flag("use_gate", false) && { gate: true }),
      ...(!config.flag("use_beta", true) && { beta: false }),
    },
  };
};

const readGatedDeltaNet: MixerReader = (config) => {
  const keyHeads = config.whole("num_heads", 6);
  const keyHeadDim = config.whole("head_dim", 256);
  const value = keyHeadDim * config.positive("expand_v", 2);
  if (!Number.isInteger(value))
    config.refuse("expand_v", `times head_dim must be whole, but is ${value}`, "1 or 2");
  config.leave("allow_neg_eigval");
  return {
    "gated-deltanet": {
      keyHeads,
      valueHeads: config.has("num_v_heads") ? config.whole("num_v_heads") : keyHeads,
      keyHeadDim,
      valueHeadDim: Math.ceil(value),
      ...shortConv(config, true),
      ...(!config.flag("use_gate", true) && { gate: false }),
    },
  };
};

const readGla: MixerReader = (config, hiddenSize) => {
  const heads = config.whole("num_heads", 4);
  const conv = shortConv(config, false);
  if (!config.flag("elementwise_affine", true))
    config.refuse("elementwise_affine", "is false; the output norm of gla layers has a scale", "true");
  config.leave("use_gk", "use_gv");
  return {
    gla: {
      heads,
      keyDim: perHead(config, "expand_k", hiddenSize * config.positive("expand_k", 0.5), heads),
      valueDim: perHead(config, "expand_v", hiddenSize * config.positive("expand_v", 1), heads),
      gateRank: config.whole("gate_low_rank_dim", 16),
      ...(config.has("num_kv_heads") && { kvHeads: config.whole("num_kv_heads") }),
      ...(conv.convKernel > 0 && conv),
      ...(!config.flag("use_output_gate", true) && { gate: false }),
    },
  };
};

export const deltaNetFamily: ConfigFamily = {
  modelTypes: ["delta_net"],
  read: (config) => readFla(config, "deltanet", readDeltaNet),
};
export const gatedDeltaNetFamily: ConfigFamily = {
  modelTypes: ["gated_deltanet"],
  read: (config) => readFla(config, "gated-deltanet", readGatedDeltaNet),
};
export const glaFamily: ConfigFamily = {
  modelTypes: ["gla"],
  read: (config) => readFla(config, "gla", readGla),
};
