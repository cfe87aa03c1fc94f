import { type Design, designSchema, type OperatorTable } from "../design/design";
import { countLayers, layerCount } from "../design/flatten";
import { kindOf, type LayerRef, operatorKinds } from "../design/operatorKinds";
import { operators } from "../design/operators/registry";
import { legalAtWidth } from "./compileSpace";
import type { ComposedStage, SearchSpace, TemplateStage } from "./space";
import { spaceSchema } from "./space";

/** Hidden sizes of the paper's search (arXiv:2511.18890, section 3.2). */
const paperHiddenSizes = [1024, 1280, 1536, 1792, 2048, 2304, 2560] as const;

/**
 * What the paper's candidates share. Vocabulary 32,000 untied, full multi-head attention within a window of 512, Mamba2
 * state size 16 and FFNs of three times the hidden size are derived: they reproduce three published parameter counts.
 */
const paperBase: Design = {
  schema: designSchema,
  name: "Search phase of Nemotron-Flash",
  hiddenSize: 2048,
  vocabSize: 32_000,
  tieEmbeddings: false,
  stages: [{ repeat: 12, layers: ["swa", "ffn"] }],
  operators: {
    swa: {
      heads: 16,
      kvHeads: 16,
      headDim: 128,
      qkNorm: false,
      bias: false,
      outBias: false,
      rope: null,
      window: 512,
    },
    mamba2: { stateSize: 16, headDim: 64, expand: 2, groups: 1, convKernel: 4 },
    deltanet: { heads: 16, headDim: 128, convKernel: 4 },
    ffn: { intermediateSize: 6144, activation: "silu", gated: true },
  },
  training: { tokens: 1e11 },
};

const paperStage: ComposedStage = {
  kind: "composed",
  mixers: ["deltanet", "swa", "mamba2"],
  shapes: "composite",
  feeds: [[], ["ffn"], ["ffn", "ffn"]],
  literals: [
    ["mamba2", "ffn", "swa", "ffn", "swa", "ffn", "deltanet"],
    ["mamba2", "ffn", "swa", "ffn", "deltanet", "ffn", "ffn"],
  ],
  repeat: { min: 0, max: 10 },
};

/**
 * The paper's space: three stages of DeltaNet, windowed attention and Mamba2, 0 to 2 FFNs after each mixer, at most 30
 * operators, the largest hidden size that meets the latency limit. Blocks of three mixers are added, and the two blocks
 * of the parameter winner, since the space as described cannot express either published winner.
 */
export const paperSpace: SearchSpace = {
  schema: spaceSchema,
  name: "Nemotron-Flash search",
  base: paperBase,
  hiddenSizes: paperHiddenSizes,
  hiddenRule: "largest",
  stages: [paperStage, paperStage, paperStage],
  layers: { min: 2, max: 30 },
  ffnRatios: [],
  kvGroups: [],
  windows: [],
  minFullAttention: 0,
};

const allMixers = operatorKinds.filter((kind) => operators[kind].role === "mixer");
const allFeeds: readonly (readonly LayerRef[])[] = [[], ["ffn"], ["ffn", "ffn"], ["moe"]];

const generalStage: ComposedStage = {
  kind: "composed",
  mixers: allMixers,
  shapes: "composite",
  feeds: allFeeds,
  repeat: { min: 0, max: 16 },
};

/** Every operator, with its usual settings at a hidden size of 2048 and the vocabulary of the released models. */
export const generalSpace: SearchSpace = {
  schema: spaceSchema,
  name: "All operators",
  base: {
    schema: designSchema,
    name: "All operators",
    hiddenSize: 2048,
    vocabSize: 131_072,
    tieEmbeddings: true,
    stages: [{ repeat: 12, layers: ["attention", "ffn"] }],
    operators: Object.fromEntries(
      operatorKinds.map((kind) => [kind, operators[kind].defaults(2048)]),
    ) as OperatorTable,
    training: { tokens: 1e11 },
  },
  hiddenSizes: [512, 768, ...paperHiddenSizes, 3072],
  hiddenRule: "free",
  stages: [generalStage, generalStage, generalStage],
  layers: { min: 4, max: 64 },
  ffnRatios: [2, 3, 4],
  kvGroups: [1, 2, 4, 8],
  windows: [256, 512, 1024, 2048],
  minFullAttention: 0,
};

/** What of a design stays as it is when searching around it. */
export interface Locks {
  /** Stages by index: layers and repeats stay. */
  readonly stages: readonly number[];
  /** Single layers: they stay at their place in their stage. */
  readonly layers: readonly { readonly stage: number; readonly index: number }[];
}

/** The widest change of a number of blocks around a design. */
const repeatReach = 4;

/**
 * The neighbourhood of a design: each stage keeps its rhythm while unlocked mixers may be exchanged for others that the
 * design or the paper uses, numbers of blocks vary, and hidden sizes within a quarter of its own are allowed
 * where all its operators can be scaled to them.
 */
export function spaceAround(design: Design, locks: Locks = { stages: [], layers: [] }): SearchSpace {
  const used = [...countLayers(design.stages).keys()];
  const present = used.filter((ref) => operators[kindOf(ref)].role === "mixer");
  const kinds = new Set(present.map(kindOf));
  const added = (["attention", "swa", "mamba2", "deltanet", "gated-deltanet"] as const).filter(
    (kind) => !kinds.has(kind),
  );
  const mixers: readonly LayerRef[] = [...present, ...added];
  const table = {
    ...Object.fromEntries(added.map((kind) => [kind, operators[kind].defaults(design.hiddenSize)])),
    ...design.operators,
  } as OperatorTable;
  const { shareLayers: _unshared, ...base } = design;
  const space: SearchSpace = {
    schema: spaceSchema,
    name: `Around ${design.name}`,
    base: { ...base, operators: table },
    hiddenSizes: sizesAround(design.hiddenSize),
    hiddenRule: "free",
    stages: design.stages.map(
      (stage, index): TemplateStage => ({
        kind: "template",
        layers: stage.layers,
        locked: locks.stages.includes(index)
          ? stage.layers.map((_, at) => at)
          : locks.layers.filter((lock) => lock.stage === index).map((lock) => lock.index),
        mixers,
        repeat: locks.stages.includes(index)
          ? { min: stage.repeat, max: stage.repeat }
          : { min: Math.max(0, stage.repeat - repeatReach), max: stage.repeat + repeatReach },
      }),
    ),
    layers: {
      min: Math.max(1, Math.ceil(layerCount(design.stages) / 2)),
      max: Math.min(512, Math.ceil(layerCount(design.stages) * 1.5)),
    },
    ffnRatios: [],
    kvGroups: [],
    windows: [],
    minFullAttention: 0,
  };
  const isWidth = (size: number) => size === design.hiddenSize || legalAtWidth(space, size);
  return { ...space, hiddenSizes: space.hiddenSizes.filter(isWidth) };
}

/**
 * The size itself and the multiples of 64 nearest to 6, 7, 9 and 10 eighths of it that are not beyond them, ascending: an
 * eighth is a usual step, and 64 is what heads and kernels divide by.
 */
function sizesAround(hiddenSize: number): readonly number[] {
  const below = [6, 7].map((eighths) => Math.ceil((hiddenSize * eighths) / 512) * 64);
  const above = [9, 10].map((eighths) => Math.floor((hiddenSize * eighths) / 512) * 64);
  const others = [...below.filter((size) => size < hiddenSize), ...above.filter((size) => size > hiddenSize)];
  return [...new Set([hiddenSize, ...others])].sort((a, b) => a - b);
}
