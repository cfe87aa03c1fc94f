import { fail, ok, type Problem, type Result } from "../../base/result";
import { type Design, designSchema, type NormSettings } from "../design";
import { flattenLayers } from "../flatten";
import { foldLayers } from "../foldLayers";
import { parseMegatronPattern } from "../megatronPattern";
import type { LayerRef } from "../operatorKinds";
import { parseDesign } from "../parseDesign";
import { patternName } from "../patternName";

/** Values of each flag of a command line, by name without dashes. */
type Flags = ReadonlyMap<string, readonly string[]>;

/**
 * Splits the text of a script into words as a POSIX shell does, for the subset launch scripts use: comments, single
 * and double quotes, backslashes, continued lines. Variables stay as written.
 */
function shellWords(text: string): readonly string[] {
  const pattern = /(?:[^\s'"\\#]|'[^']*'|"(?:[^"\\]|\\.)*"|\\[^\n]|(?<=\S)#)+|#[^\n]*|\\\n/gsy;
  const words: string[] = [];
  let place = 0;
  while (place < text.length) {
    pattern.lastIndex = place;
    const match = pattern.exec(text);
    if (match === null) {
      place += 1;
      continue;
    }
    place = pattern.lastIndex;
    const [word] = match;
    if (!word.startsWith("#") && word !== "\\\n")
      words.push(
        word.replace(
          /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/gs,
          (_, single, double, escaped) =>
            single ?? (double === undefined ? escaped : double.replace(/\\(.)/gs, "$1")),
        ),
      );
  }
  return words;
}

function flagsOf(text: string): Flags {
  const flags = new Map<string, string[]>();
  let current: string[] | null = null;
  for (const word of shellWords(text)) {
    const named = /^--([a-z][a-z0-9-]*)(?:=(.*))?$/s.exec(word);
    if (named !== null) {
      current = named[2] === undefined ? [] : [named[2]];
      flags.set(named[1]!, current);
    } else current?.push(word);
  }
  return flags;
}

/** Whether a text is a launch script or a list of arguments with a hybrid pattern. JSON never is. */
export function looksLikeMegatronScript(text: string): boolean {
  return /--hybrid-(layer|override)-pattern[\s=]/.test(text) && !/^[[{"]/.test(text.trim());
}

/**
 * Reads a Megatron-LM launch script (or its arguments alone) with `--hybrid-layer-pattern` into a design. Flags left
 * out take Megatron's defaults (LayerNorm, biases on attention, FFN and experts); training flags and values that are shell variables are passed over. Windows follow `--window-attn-skip-freq`, a list with
 * one entry a symbol, or on every attention layer where it is absent.
 */
export function importMegatronScript(text: string): Result<Design> {
  const flags = flagsOf(text);
  const problems: Problem[] = [];
  const value = (name: string) => flags.get(name)?.[0];
  const number = (name: string, byDefault?: number): number => {
    const word = value(name);
    const read = word === undefined ? byDefault : Number(word);
    if (read !== undefined && Number.isFinite(read)) return read;
    problems.push({
      field: `--${name}`,
      message: word === undefined ? "is missing." : `must be a number, but is ${word}.`,
    });
    return 1;
  };
  const pattern = value("hybrid-layer-pattern") ?? value("hybrid-override-pattern");
  if (pattern === undefined)
    return fail({
      field: "--hybrid-layer-pattern",
      message: "is missing.",
      mend: "Give the layers as symbols.",
    });
  const stages = parseMegatronPattern(pattern);
  if (!stages.ok) return stages;
  const layers = withWindows(flattenLayers({ stages: stages.value }), value("window-attn-skip-freq"), flags);
  if (!layers.ok) return layers;
  const used = new Set(layers.value);
  const hiddenSize = number("hidden-size");
  const heads = number("num-attention-heads");
  const theta = number("rotary-base", 10_000);
  const fraction = number("rotary-percent", 1);
  const biased = !flags.has("disable-bias-linear");
  const normalization = value("normalization") ?? "LayerNorm";
  if (normalization !== "LayerNorm" && normalization !== "RMSNorm")
    problems.push({
      field: "--normalization",
      message: `must be LayerNorm or RMSNorm, but is ${normalization}.`,
    });
  if (normalization === "LayerNorm" && flags.has("qk-layernorm"))
    problems.push({
      field: "--qk-layernorm",
      message: "norms queries and keys with LayerNorm, whose biases a design does not hold.",
      mend: "Add --normalization RMSNorm if the model was trained with it.",
    });
  const attention = {
    heads,
    kvHeads: flags.has("group-query-attention") ? number("num-query-groups") : heads,
    headDim: number("kv-channels", hiddenSize / heads),
    qkNorm: flags.has("qk-layernorm"),
    bias: biased || flags.has("add-qkv-bias"),
    outBias: biased,
    rope: value("position-embedding-type") === "rope" ? { theta, ...(fraction !== 1 && { fraction }) } : null,
  };
  const gated = flags.has("swiglu");
  const activation = gated ? "silu" : flags.has("squared-relu") ? "relu2" : "gelu";
  const hasExperts = used.has("moe");
  const feedForwardSize =
    used.has("ffn") || hasExperts
      ? number("ffn-hidden-size", gated ? swigluSize(hiddenSize) : 4 * hiddenSize)
      : 0;
  const biases = biased ? { bias: true } : {};
  const sharedSize = hasExperts ? number("moe-shared-expert-intermediate-size", 0) : 0;
  if (biased && sharedSize > 0)
    problems.push({
      field: "--disable-bias-linear",
      message: "is missing; Megatron-LM has no biases on shared experts and refuses such a run.",
      mend: "Add the flag.",
    });
  const mambaHeadDim = number("mamba-head-dim", 64);
  const table: Readonly<Record<string, () => object>> = {
    attention: () => attention,
    swa: () => ({ ...attention, window: Number(value("window-size")?.split(",")[0]) + 1 }),
    mamba2: () => {
      const mambaHeads = number("mamba-num-heads", (2 * hiddenSize) / mambaHeadDim);
      return {
        stateSize: number("mamba-state-dim", 128),
        headDim: mambaHeadDim,
        expand: (mambaHeads * mambaHeadDim) / hiddenSize,
        heads: mambaHeads,
        groups: number("mamba-num-groups", 8),
        convKernel: 4,
      };
    },
    "gated-deltanet": () => ({
      keyHeads: number("linear-num-key-heads", 16),
      valueHeads: number("linear-num-value-heads", 32),
      keyHeadDim: number("linear-key-head-dim", 128),
      valueHeadDim: number("linear-value-head-dim", 128),
      convKernel: number("linear-conv-kernel-dim", 4),
    }),
    ffn: () => ({ intermediateSize: feedForwardSize, activation, gated, ...biases }),
    moe: () => ({
      experts: number("num-experts"),
      topK: number("moe-router-topk", 2),
      expertSize: number("moe-ffn-hidden-size", feedForwardSize),
      sharedSize,
      activation,
      gated,
      ...biases,
    }),
  };
  const operators = Object.fromEntries([...used].map((ref) => [ref, table[ref]?.()]));
  const vocabSize = number("vocab-size");
  const positions = Number(value("max-position-embeddings"));
  if (problems.length > 0) return fail(...problems);
  const folded = foldLayers(layers.value);
  return parseDesign({
    schema: designSchema,
    name: patternName(folded),
    hiddenSize,
    vocabSize,
    tieEmbeddings: !flags.has("untie-embeddings-and-output-weights"),
    ...(Number.isInteger(positions) && { maxPositions: positions }),
    ...(normalization === "LayerNorm" && { norm: layerNorm }),
    stages: folded,
    operators,
  });
}

/** Megatron's default normalisation has a scale and a bias, before each layer. */
const layerNorm: NormSettings = { kind: "layer", scale: true, bias: true, post: false };

/** FFN width under `--swiglu` alone: two thirds of four times the hidden size, cut to a multiple of 64 (Megatron-LM, arguments.py). */
function swigluSize(hiddenSize: number): number {
  return Math.floor((4 * hiddenSize * 2) / 3 / 64) * 64;
}

/** Turns attention into sliding-window attention where the list of `--window-attn-skip-freq` has a 1. */
function withWindows(
  layers: readonly LayerRef[],
  list: string | undefined,
  flags: Flags,
): Result<readonly LayerRef[]> {
  if (!flags.has("window-size")) return ok(layers);
  if (list === undefined) return ok(layers.map((layer) => (layer === "attention" ? "swa" : layer)));
  const entries = list.replace(/[[\]\s]/g, "").split(",");
  if (!/^\[[01,\s]+\]$/.test(list) || entries.length !== layers.length)
    return fail({
      field: "--window-attn-skip-freq",
      message: `must be a list of 0 and 1 with one entry for each of ${layers.length} symbols.`,
    });
  return ok(layers.map((layer, place) => (layer === "attention" && entries[place] === "1" ? "swa" : layer)));
}
