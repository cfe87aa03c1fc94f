import type { Design } from "../design/design";
import type { LayerRef } from "../design/operatorKinds";

export const spaceSchema = "paretoscope/space@1";

/** A whole-number range, both ends inclusive. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/**
 * How the mixers of one block may combine.
 * - `single`: one kind.
 * - `pair`: also two kinds in the ratios 1:1, 1:2 and 1:3 (arXiv:2511.18890, section 3.2).
 * - `composite`: also three kinds, as A B C and A B C B. The paper's own winner needs the latter, which its described
 *   space cannot express.
 */
export type BlockShapes = "single" | "pair" | "composite";

/** A stage whose block is composed: mixers in a shape, each followed by the same feed-forward layers. */
export interface ComposedStage {
  readonly kind: "composed";
  readonly mixers: readonly LayerRef[];
  readonly shapes: BlockShapes;
  /** What may follow each mixer: an empty list, one FFN, two, an MoE … */
  readonly feeds: readonly (readonly LayerRef[])[];
  /** Blocks allowed as they are, layer by layer, beside the composed ones. */
  readonly literals?: readonly (readonly LayerRef[])[];
  readonly repeat: Range;
}

/** A stage that keeps its layers, but for the mixers, which may be exchanged where they are not locked. */
export interface TemplateStage {
  readonly kind: "template";
  readonly layers: readonly LayerRef[];
  /** Positions in `layers` that stay as they are. */
  readonly locked: readonly number[];
  readonly mixers: readonly LayerRef[];
  readonly repeat: Range;
}

export type StageSpace = ComposedStage | TemplateStage;

/** A set of designs to search: a base that all share, and what may vary. */
export interface SearchSpace {
  readonly schema: typeof spaceSchema;
  readonly name: string;
  /**
   * Vocabulary, embeddings, norms, training and the operators' settings at the base's hidden size; other hidden sizes
   * scale the settings. Its stages take no part unless a stage of the space repeats them.
   */
  readonly base: Design;
  readonly hiddenSizes: readonly number[];
  /** `free`: searched like any factor. `largest`: the largest that meets the latency limit, as in the paper. */
  readonly hiddenRule: "free" | "largest";
  readonly stages: readonly StageSpace[];
  /** Mixers and FFNs together; layers beyond the maximum are cut from the end. */
  readonly layers: Range;
  /** FFN width over hidden size; empty keeps the base's. */
  readonly ffnRatios: readonly number[];
  /** Query heads a KV head; empty keeps the base's. */
  readonly kvGroups: readonly number[];
  /** Windows of sliding-window attention; empty keeps the base's. */
  readonly windows: readonly number[];
  /** Full-attention layers a design must have: they carry long-context recall, which the loss does not show. */
  readonly minFullAttention: number;
}
