import type { Result } from "../../base/result";
import type { Activation, AttentionSettings, Design, NormSettings } from "../design";
import { foldLayers } from "../foldLayers";
import type { LayerRef } from "../operatorKinds";
import type { ConfigReader } from "./configReader";

/** Vocabulary, hidden size and tie of a config, with the names most families use. */
export function modelSizes(config: ConfigReader, tieByDefault: boolean) {
  return {
    vocabSize: config.whole("vocab_size"),
    hiddenSize: config.whole("hidden_size"),
    tieEmbeddings: config.flag("tie_word_embeddings", tieByDefault),
  };
}

/** Reads heads, KV heads and head dim; biases, norms and positions are the family's. */
export function attentionFrom(
  config: ConfigReader,
  hiddenSize: number,
  family: Pick<AttentionSettings, "bias" | "outBias" | "qkNorm" | "rope"> & {
    readonly headDimDefault?: number;
  },
): AttentionSettings {
  const { headDimDefault, ...settings } = family;
  const heads = config.whole("num_attention_heads");
  const kvHeads = config.has("num_key_value_heads") ? config.whole("num_key_value_heads") : heads;
  return { heads, kvHeads, headDim: headDimFrom(config, hiddenSize, heads, headDimDefault), ...settings };
}

/** A stated head dim, else the class default where the family has one, else hidden size / heads. */
function headDimFrom(config: ConfigReader, hiddenSize: number, heads: number, classDefault?: number): number {
  if (config.has("head_dim")) return config.whole("head_dim");
  if (classDefault !== undefined) return config.whole("head_dim", classDefault);
  if (hiddenSize % heads === 0) return hiddenSize / heads;
  config.refuse(
    "num_attention_heads",
    `is ${heads}, which does not divide hidden_size ${hiddenSize}, and head_dim is not stated`,
    "state head_dim",
  );
  return 1;
}

/** The rotary base: `rope_parameters` (transformers 5) or `rope_theta` (4); the rotated share where it is partial. */
export function ropeFrom(config: ConfigReader, thetaByDefault = 10_000) {
  const parameters = config.object("rope_parameters");
  const nested = (name: string) => {
    const value = parameters?.[name];
    return typeof value === "number" && value > 0 ? value : undefined;
  };
  const theta =
    nested("rope_theta") ?? (config.has("rope_theta") ? config.positive("rope_theta") : thetaByDefault);
  const fraction =
    nested("partial_rotary_factor") ??
    (config.has("partial_rotary_factor") ? config.positive("partial_rotary_factor") : 1);
  return fraction === 1 ? { theta } : { theta, fraction };
}

const activationNames: Readonly<Record<string, Activation>> = {
  silu: "silu",
  swish: "silu",
  gelu: "gelu",
  gelu_new: "gelu",
  gelu_fast: "gelu",
  gelu_pytorch_tanh: "gelu",
  relu: "relu",
  relu2: "relu2",
  sqrelu: "relu2",
  squared_relu: "relu2",
};

/** The activation a config names. */
export function activationFrom(config: ConfigReader, field: string, byDefault: Activation): Activation {
  const name = config.text(field, byDefault);
  const activation = Object.hasOwn(activationNames, name) ? activationNames[name] : undefined;
  if (activation !== undefined) return activation;
  config.refuse(field, `is ${name}, which is no activation of a design`, "silu, gelu, relu or relu2");
  return byDefault;
}

/** A design of blocks given as layer references, folded into stages, with the settings of the references in use. */
export function designOfLayers(
  config: ConfigReader,
  sizes: { readonly vocabSize: number; readonly hiddenSize: number; readonly tieEmbeddings: boolean },
  layers: readonly LayerRef[],
  operators: Readonly<Record<string, unknown>>,
  rest: {
    readonly norm?: NormSettings;
    readonly metaTokens?: number;
    readonly weightNorm?: boolean;
    readonly shareLayers?: Design["shareLayers"];
  } = {},
): Result<Design> {
  const used = new Set(layers);
  const table = Object.fromEntries(Object.entries(operators).filter(([ref]) => used.has(ref as LayerRef)));
  return config.finish({ ...sizes, ...rest, stages: foldLayers(layers), operators: table });
}

/** Full or window attention for each block, from `layer_types`; null when the config has no such list. */
export function attentionKinds(
  config: ConfigReader,
  blocks: number,
): readonly ("attention" | "swa")[] | null {
  const types = config.layerWords("layer_types", blocks, ["full_attention", "sliding_attention"]);
  return types?.map((type) => (type === "full_attention" ? "attention" : "swa")) ?? null;
}

/** Blocks of one mixer and one feed-forward each. */
export function blocksOf(
  blocks: number,
  mixer: (block: number) => LayerRef,
  feedForward: (block: number) => LayerRef = () => "ffn",
): readonly LayerRef[] {
  return Array.from({ length: blocks }, (_, block) => [mixer(block), feedForward(block)]).flat();
}

/** The sliding window all layers share, null without one or where it is too long ever to bind. */
export function windowFrom(config: ConfigReader): number | null {
  if (!config.has("sliding_window")) return null;
  const window = config.whole("sliding_window");
  const positions = config.has("max_position_embeddings")
    ? config.whole("max_position_embeddings")
    : Infinity;
  if (window < positions) return window;
  config.assume(`sliding_window ${window} never binds within ${positions} positions; attention is full.`);
  return null;
}
