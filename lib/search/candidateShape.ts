import { kindOf, type OperatorKind } from "../design/operatorKinds";
import { linearKinds, type QualityShape, qualityShape } from "../quality/qualityShape";
import { hiddenSizeOf } from "./candidateDesign";
import type { CandidateTables, Variant } from "./candidateTables";
import type { CompiledSpace } from "./compileSpace";
import type { Genome, Unrolled } from "./genome";
import { probeDesign } from "./operatorRows";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What the quality model sees of a candidate, filled anew for each one instead of being built from a design. */
export class CandidateShape {
  readonly shape: Mutable<QualityShape> & {
    shares: Mutable<QualityShape["shares"]>;
    attentionPlaces: number[];
  };
  private readonly kinds: readonly OperatorKind[];
  /** The kinds of mixers the space uses; the shares of all others stay 0. */
  private readonly mixerKinds: readonly OperatorKind[];

  constructor(
    private readonly space: CompiledSpace,
    private readonly tables: CandidateTables,
  ) {
    this.kinds = space.codes.map((code) => kindOf(code.ref));
    this.mixerKinds = [...new Set(this.kinds.filter((_, code) => space.codes[code]!.isMixer))];
    const empty = qualityShape(probeDesign(space.space, [], space.space.base.hiddenSize, {}));
    this.shape = { ...empty, shares: { ...empty.shares }, attentionPlaces: [] };
  }

  /** Fills all but the places, and returns the candidate's parameters. */
  fill(variant: Variant, genome: Genome, { counts, length }: Unrolled): number {
    const { shape, kinds, mixerKinds, space, tables } = this;
    const { shares } = shape;
    for (const kind of mixerKinds) shares[kind] = 0;
    let { params, nonEmbedding, activeNonEmbedding } = variant.base;
    let mixers = 0;
    let windowTokens = 0;
    for (let code = 0; code < counts.length; code++) {
      const count = counts[code]!;
      if (count === 0) continue;
      const row = tables.rowOf(variant, genome, code);
      params += count * row.params;
      nonEmbedding += count * row.nonEmbedding;
      activeNonEmbedding += count * row.activeNonEmbedding;
      windowTokens += count * row.window;
      if (space.codes[code]!.isMixer) {
        mixers += count;
        shares[kinds[code]!] += count;
      }
    }
    const windowed = shares.swa;
    if (mixers > 0) for (const kind of mixerKinds) shares[kind] /= mixers;
    shape.width = hiddenSizeOf(space, genome);
    shape.depth = length / 2;
    shape.nonEmbedding = nonEmbedding;
    shape.activeNonEmbedding = activeNonEmbedding;
    shape.mixers = mixers;
    shape.feedForwards = length - mixers;
    shape.full = shares.attention;
    shape.windowed = shares.swa;
    shape.linear = linearShare(shares);
    shape.window = windowed === 0 ? null : windowTokens / windowed;
    return params;
  }

  /** Places of full attention among the mixers: all the quality model sees of the order. */
  fillPlaces({ layers, length, counts }: Unrolled): void {
    const { codes } = this.space;
    const places = this.shape.attentionPlaces;
    places.length = 0;
    if (!codes.some(({ isFullAttention }, code) => isFullAttention && counts[code]! > 0)) return;
    let place = 0;
    for (let at = 0; at < length; at++) {
      const code = codes[layers[at]!]!;
      if (!code.isMixer) continue;
      place++;
      if (code.isFullAttention) places.push(place);
    }
  }
}

function linearShare(shares: QualityShape["shares"]): number {
  let sum = 0;
  for (const kind of linearKinds) sum += shares[kind];
  return sum;
}
