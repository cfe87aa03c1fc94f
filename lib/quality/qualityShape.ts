import { parameterTable } from "../cost/parameters";
import type { Design } from "../design/design";
import { flattenLayers } from "../design/flatten";
import { kindOf, type OperatorKind } from "../design/operatorKinds";
import { operators } from "../design/operators/registry";
import { settingsOf } from "../design/settingsOf";
import { type BackbonePoint, referenceVocabulary } from "./backboneForm";

/** Token mixers that are neither softmax attention nor attention in a window. */
export const linearKinds = ["mamba2", "mamba", "deltanet", "gated-deltanet", "gla", "rwkv7", "conv"] as const;
export type LinearKind = (typeof linearKinds)[number];

/** What the quality model sees of a design. Shares are of the token mixers and add to 1. */
export interface QualityShape {
  readonly name: string;
  /** Hidden size. */
  readonly width: number;
  /** Blocks: (mixers + FFNs) / 2. */
  readonly depth: number;
  /** Parameters outside embedding, head and meta tokens. */
  readonly nonEmbedding: number;
  /** Of these, the ones that process one token. */
  readonly activeNonEmbedding: number;
  readonly mixers: number;
  readonly feedForwards: number;
  readonly shares: { readonly [K in OperatorKind]: number };
  /** Share of full attention. */
  readonly full: number;
  /** Share of attention in a window. */
  readonly windowed: number;
  /** Share of all other mixers. */
  readonly linear: number;
  /** Mean window of the windowed layers in tokens, null without any. */
  readonly window: number | null;
  /** Positions of full-attention layers among the mixers, from 1. */
  readonly attentionPlaces: readonly number[];
  readonly metaTokens: number;
  readonly weightNorm: boolean;
  readonly sharesLayers: boolean;
}

const known = new WeakMap<Design, QualityShape>();

/** Reads what the quality model needs off a design; memoised, as designs are immutable. */
export function qualityShape(design: Design): QualityShape {
  const before = known.get(design);
  if (before) return before;
  const shape = readShape(design);
  known.set(design, shape);
  return shape;
}

function readShape(design: Design): QualityShape {
  let nonEmbedding = 0;
  let activeNonEmbedding = 0;
  for (const { operator, count, parameters, active } of parameterTable(design)) {
    if (operator === "embedding" || operator === "head" || operator === "meta") continue;
    nonEmbedding += count * parameters;
    activeNonEmbedding += count * active;
  }
  const counts = Object.fromEntries(Object.keys(operators).map((kind) => [kind, 0])) as Record<
    OperatorKind,
    number
  >;
  let mixers = 0;
  let feedForwards = 0;
  let windowTokens = 0;
  const attentionPlaces: number[] = [];
  for (const ref of flattenLayers(design)) {
    const kind = kindOf(ref);
    if (operators[kind].role === "ffn") {
      feedForwards++;
      continue;
    }
    mixers++;
    counts[kind]++;
    if (kind === "attention") attentionPlaces.push(mixers);
    if (kind === "swa") windowTokens += settingsOf<"swa">(design, ref as "swa").window;
  }
  const shares = Object.fromEntries(
    Object.entries(counts).map(([kind, count]) => [kind, mixers === 0 ? 0 : count / mixers]),
  ) as Record<OperatorKind, number>;
  return {
    name: design.name,
    width: design.hiddenSize,
    depth: (mixers + feedForwards) / 2,
    nonEmbedding,
    activeNonEmbedding,
    mixers,
    feedForwards,
    shares,
    full: shares.attention,
    windowed: shares.swa,
    linear: linearKinds.reduce((sum, kind) => sum + shares[kind], 0),
    window: counts.swa === 0 ? null : windowTokens / counts.swa,
    attentionPlaces,
    metaTokens: design.metaTokens ?? 0,
    weightNorm: design.weightNorm ?? false,
    sharesLayers: (design.shareLayers?.length ?? 0) > 0,
  };
}

/** The law's variables of a dense model of this shape; experts count by the active parameters alone. */
export function backbonePoint(shape: QualityShape, tokens: number): BackbonePoint {
  return {
    effectiveParameters: shape.activeNonEmbedding + 2 * referenceVocabulary * shape.width,
    depth: shape.depth,
    width: shape.width,
    tokens,
  };
}
