import { largestBatchOf, type MemoryTerms, memoryAt } from "../cost/memory";
import { kindOf, type OperatorKind } from "../design/operatorKinds";
import { combineErrors } from "../latency/combineErrors";
import type { KernelTotal } from "../latency/operatorTime";
import { phaseUs } from "../latency/runtimeStack";
import { mappedScore } from "../quality/accuracyMap";
import { ancestorOf, defaultAnchor, findAnchor } from "../quality/anchors";
import { backboneDeviation } from "../quality/backboneBand";
import { expectedLoss, z90 } from "../quality/lossDifference";
import { studyTokens } from "../quality/qualityOptions";
import { linearKinds, type QualityShape, qualityShape } from "../quality/qualityShape";
import { featuresOf, ownScoreOffset, weightedVariance, weightsFor } from "../quality/weights";
import { choicesOf, hiddenSizeOf } from "./candidateDesign";
import type { CompiledSpace } from "./compileSpace";
import { type Genome, maxCandidateLayers, settingIndex, settingVariants, type Unrolled } from "./genome";
import { figureAt, figureCount } from "./goal";
import {
  baseRow,
  baseTime,
  layerRow,
  layerTime,
  type OperatorRow,
  probeDesign,
  type SearchConditions,
  type TimeRow,
} from "./operatorRows";

/** Turns candidates into figures, in the order of `figureNames`. */
export interface Evaluator {
  /** Figures of a genome whose layers are unrolled, written to `figures`. */
  evaluate(genome: Genome, unrolled: Unrolled, figures: Float64Array): void;
  /** Latency figures alone, for choosing a width: written to the latency columns of `figures`. */
  evaluateLatency(genome: Genome, unrolled: Unrolled, figures: Float64Array): void;
}

/** Slots of the cache of figures: designs of equal make-up share theirs, and searches meet the same make-up often. */
const cacheSlots = 2 ** 15;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What the tables hold for one choice of hidden size and design-wide settings. */
interface Variant {
  readonly base: OperatorRow & { readonly terms: MemoryTerms };
  /** By layer code; filled when a candidate first uses the layer. */
  readonly rows: (OperatorRow | undefined)[];
  /** Times by batch, then by layer code; the base's own at the end. */
  readonly times: Map<number, (TimeRow | undefined)[]>;
  /** The batch asked for last and its times: most workloads have one batch only. */
  lastBatch: number;
  lastTimes: (TimeRow | undefined)[];
}

/**
 * The evaluator of a space under given conditions: a look-up table a (hidden size, settings, operator), filled on demand
 * from the same functions that `predictLatency`, `memoryOf` and `predictQuality` are made of. A candidate is then a sum
 * over its layers' counts; only placement looks at the order. Not to be shared between threads.
 */
export class TableEvaluator implements Evaluator {
  private readonly variants: (Variant | undefined)[];
  private readonly shape: Mutable<QualityShape> & {
    shares: Mutable<QualityShape["shares"]>;
    attentionPlaces: number[];
  };
  private readonly tokens: number;
  private readonly weights;
  private readonly anchorScore: number;
  private readonly anchorLoss: number;
  private readonly kinds;
  /** The kinds of mixers the space uses; the shares of all others stay 0. */
  private readonly mixerKinds: readonly OperatorKind[];
  private readonly terms: Mutable<MemoryTerms>;
  private readonly cacheKeys = new Float64Array(cacheSlots);
  private readonly cacheFigures = new Float64Array(cacheSlots * figureCount);

  constructor(
    private readonly space: CompiledSpace,
    private readonly conditions: SearchConditions,
    private readonly robust: boolean,
  ) {
    const { quality } = conditions;
    const { base } = space.space;
    this.variants = new Array(settingVariants(space));
    this.kinds = space.codes.map((code) => kindOf(code.ref));
    this.mixerKinds = [...new Set(this.kinds.filter((_, code) => space.codes[code]!.isMixer))];
    this.tokens = quality.tokens ?? base.training?.tokens ?? studyTokens;
    this.weights = weightsFor(quality.effects, quality.correction);
    const anchor = searchAnchor(space, conditions);
    this.anchorScore = anchor.cr6;
    this.anchorLoss =
      expectedLoss(qualityShape(anchor.design), this.tokens, this.weights) -
      ownScoreOffset(quality.correction).mean;
    const empty = qualityShape(probeDesign(space.space, [], base.hiddenSize, {}));
    this.shape = { ...empty, shares: { ...empty.shares }, attentionPlaces: [] };
    this.terms = { weights: 0, cacheEach: 0, stateEach: 0, perToken: 0, logitsEach: 0, promptEach: 0 };
  }

  evaluate(genome: Genome, unrolled: Unrolled, figures: Float64Array): void {
    this.fillPlaces(unrolled);
    const key = makeUpKey(settingIndex(this.space, genome), unrolled.counts, this.shape.attentionPlaces);
    const slot = (key >>> 0) & (cacheSlots - 1);
    const start = slot * figureCount;
    const { cacheKeys, cacheFigures } = this;
    if (cacheKeys[slot] === key) {
      for (let at = 0; at < figureCount; at++) figures[at] = cacheFigures[start + at]!;
      return;
    }
    this.compute(genome, unrolled, figures);
    cacheKeys[slot] = key;
    for (let at = 0; at < figureCount; at++) cacheFigures[start + at] = figures[at]!;
  }

  private compute(genome: Genome, unrolled: Unrolled, figures: Float64Array): void {
    const variant = this.variantOf(genome);
    const terms = this.sumMemory(variant, genome, unrolled);
    const batch = this.batchOf(terms);
    this.writeLatency(variant, genome, unrolled, batch, figures);
    figures[figureAt.memoryBytes] = memoryAt(terms, Math.max(1, batch)).totalBytes;
    this.writeQuality(variant, genome, unrolled, figures);
  }

  evaluateLatency(genome: Genome, unrolled: Unrolled, figures: Float64Array): void {
    const variant = this.variantOf(genome);
    const { batch } = this.conditions.workload;
    const resolved = batch === "max" ? this.batchOf(this.sumMemory(variant, genome, unrolled)) : batch;
    this.writeLatency(variant, genome, unrolled, resolved, figures);
  }

  private variantOf(genome: Genome): Variant {
    const index = settingIndex(this.space, genome);
    const known = this.variants[index];
    if (known) return known;
    const empty = probeDesign(this.space.space, [], hiddenSizeOf(this.space, genome), {});
    const made: Variant = {
      base: baseRow(empty, this.conditions),
      rows: [],
      times: new Map(),
      lastBatch: 0,
      lastTimes: [],
    };
    this.variants[index] = made;
    return made;
  }

  private rowOf(variant: Variant, genome: Genome, code: number): OperatorRow {
    const known = variant.rows[code];
    if (known) return known;
    const made = layerRow(this.alone(genome, code), variant.base, this.conditions);
    variant.rows[code] = made;
    return made;
  }

  private alone(genome: Genome, code: number) {
    const { space } = this;
    return probeDesign(
      space.space,
      [space.codes[code]!.ref],
      hiddenSizeOf(space, genome),
      choicesOf(space, genome),
    );
  }

  /** Times at a batch, indexed by layer code; the part outside the layers comes after the last code. */
  private timesOf(variant: Variant, genome: Genome, batch: number): (TimeRow | undefined)[] {
    if (variant.lastBatch === batch) return variant.lastTimes;
    const times = variant.times.get(batch) ?? this.newTimes(variant, genome, batch);
    variant.lastBatch = batch;
    variant.lastTimes = times;
    return times;
  }

  private newTimes(variant: Variant, genome: Genome, batch: number): (TimeRow | undefined)[] {
    const empty = probeDesign(this.space.space, [], hiddenSizeOf(this.space, genome), {});
    const made: (TimeRow | undefined)[] = [];
    made[this.space.codes.length] = baseTime(empty, this.conditions, batch);
    variant.times.set(batch, made);
    return made;
  }

  private timeOf(times: (TimeRow | undefined)[], genome: Genome, code: number, batch: number): TimeRow {
    const known = times[code];
    if (known) return known;
    const made = layerTime(this.alone(genome, code), this.space.codes[code]!.ref, this.conditions, batch);
    times[code] = made;
    return made;
  }

  private sumMemory(variant: Variant, genome: Genome, { counts }: Unrolled): MemoryTerms {
    const { terms } = this;
    const { base } = variant;
    terms.weights = base.weightBytes;
    terms.cacheEach = base.cacheEach;
    terms.stateEach = base.stateEach;
    terms.perToken = base.perToken;
    terms.logitsEach = base.terms.logitsEach;
    terms.promptEach = base.terms.promptEach;
    for (let code = 0; code < counts.length; code++) {
      const count = counts[code]!;
      if (count === 0) continue;
      const row = this.rowOf(variant, genome, code);
      terms.weights += count * row.weightBytes;
      terms.cacheEach += count * row.cacheEach;
      terms.stateEach += count * row.stateEach;
      if (row.perToken > terms.perToken) terms.perToken = row.perToken;
    }
    return terms;
  }

  private batchOf(terms: MemoryTerms): number {
    const { workload, profile } = this.conditions;
    if (workload.batch !== "max") return workload.batch;
    return largestBatchOf(terms, profile.sheet.memoryBytes - profile.reserveBytes);
  }

  private writeLatency(
    variant: Variant,
    genome: Genome,
    { counts }: Unrolled,
    batch: number,
    figures: Float64Array,
  ): void {
    const { stack, workload } = this.conditions;
    if (batch < 1) {
      figures[figureAt.latencyMs] = Number.POSITIVE_INFINITY;
      figures[figureAt.latencyHi] = Number.POSITIVE_INFINITY;
      figures[figureAt.tokensPerSecond] = 0;
      return;
    }
    const times = this.timesOf(variant, genome, batch);
    const outside = times[counts.length]!;
    let { prefillKernelsUs, decodeKernelsUs, prefillOverheadUs, decodeOverheadUs } = outside;
    for (let code = 0; code < counts.length; code++) {
      const count = counts[code]!;
      if (count === 0) continue;
      const row = this.timeOf(times, genome, code, batch);
      prefillKernelsUs += count * row.prefillKernelsUs;
      decodeKernelsUs += count * row.decodeKernelsUs;
      prefillOverheadUs += count * row.prefillOverheadUs;
      decodeOverheadUs += count * row.decodeOverheadUs;
    }
    const us =
      phaseUs(stack, prefillKernelsUs, prefillOverheadUs) + phaseUs(stack, decodeKernelsUs, decodeOverheadUs);
    const generated = batch * (workload.phase === "prefill" ? workload.prompt : workload.new);
    figures[figureAt.latencyMs] = us / 1000;
    figures[figureAt.tokensPerSecond] = (1e6 * generated) / us;
    figures[figureAt.latencyHi] = this.robust
      ? (us / 1000) * Math.exp(this.latencyHalfWidth(us, counts, times))
      : Number.NaN;
  }

  private latencyHalfWidth(us: number, counts: Uint16Array, times: (TimeRow | undefined)[]): number {
    const kernels: { total: KernelTotal; count: number }[] = times[counts.length]!.kernels.map((total) => ({
      total,
      count: 1,
    }));
    for (let code = 0; code < counts.length; code++) {
      const count = counts[code]!;
      if (count > 0) for (const total of times[code]!.kernels) kernels.push({ total, count });
    }
    return combineErrors(this.conditions.profile, this.conditions.stack, us, kernels);
  }

  private writeQuality(variant: Variant, genome: Genome, unrolled: Unrolled, figures: Float64Array): void {
    const { shape, tokens, weights } = this;
    figures[figureAt.params] = this.fillShape(variant, genome, unrolled);
    if (shape.mixers === 0) {
      figures[figureAt.loss] = Number.POSITIVE_INFINITY;
      figures[figureAt.lossHi] = Number.POSITIVE_INFINITY;
      figures[figureAt.cr6] = 0;
      return;
    }
    const loss = expectedLoss(shape, tokens, weights);
    figures[figureAt.loss] = loss;
    figures[figureAt.cr6] = mappedScore(this.anchorScore, this.anchorLoss - loss);
    figures[figureAt.lossHi] = this.robust ? loss + z90 * this.lossDeviation() : Number.NaN;
  }

  private lossDeviation(): number {
    const { shape, tokens, weights } = this;
    const effects = weightedVariance(weights, featuresOf(weights, shape, tokens));
    return Math.hypot(backboneDeviation(shape, tokens), Math.sqrt(effects));
  }

  /** Fills the quality shape of a candidate and returns its parameters. */
  private fillShape(variant: Variant, genome: Genome, { counts, length }: Unrolled): number {
    const { shape, kinds, mixerKinds, space } = this;
    const { shares } = shape;
    for (const kind of mixerKinds) shares[kind] = 0;
    let { params, nonEmbedding, activeNonEmbedding } = variant.base;
    let mixers = 0;
    let windowTokens = 0;
    for (let code = 0; code < counts.length; code++) {
      const count = counts[code]!;
      if (count === 0) continue;
      const row = this.rowOf(variant, genome, code);
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
  private fillPlaces({ layers, length, counts }: Unrolled): void {
    const { codes } = this.space;
    const places = this.shape.attentionPlaces;
    places.length = 0;
    if (!codes.some(({ isFullAttention }, code) => isFullAttention && counts[code]! > 0)) return;
    let place = 0;
    for (let at = 0; at < Math.min(length, maxCandidateLayers); at++) {
      const code = codes[layers[at]!]!;
      if (!code.isMixer) continue;
      place++;
      if (code.isFullAttention) places.push(place);
    }
  }
}

/** A 53-bit key of what all figures depend on: settings, layers of each code, places of full attention. Never 0. */
export function makeUpKey(setting: number, counts: Uint16Array, places: readonly number[]): number {
  let low = Math.imul(setting + 1, 0x9e3779b1);
  let high = Math.imul(setting ^ 0x5bd1e995, 0x85ebca6b);
  for (let code = 0; code < counts.length; code++) {
    low = Math.imul(low ^ counts[code]!, 0x01000193);
    low ^= low >>> 15;
    high = Math.imul(high ^ counts[code]!, 0x85ebca6b);
    high ^= high >>> 13;
  }
  for (const place of places) {
    low = Math.imul(low ^ place, 0x01000193);
    high = Math.imul(high ^ place, 0x85ebca6b);
    high ^= high >>> 13;
  }
  low = Math.imul(low ^ (low >>> 16), 0xc2b2ae35);
  return ((high ^ (high >>> 15)) >>> 11) * 0x1_0000_0000 + ((low ^ (low >>> 13)) >>> 0) || 1;
}

function linearShare(shares: QualityShape["shares"]): number {
  let sum = 0;
  for (const kind of linearKinds) sum += shares[kind];
  return sum;
}

/** The published model that all candidates' scores hang on: the one asked for, else the base's ancestor, else the default. */
export function searchAnchor(space: CompiledSpace, { quality }: SearchConditions) {
  const { base } = space.space;
  const asked = quality.anchor === undefined ? null : findAnchor(quality.anchor);
  return asked ?? ancestorOf(base) ?? defaultAnchor;
}
