import { largestBatchOf, type MemoryTerms, memoryAt } from "../cost/memory";
import { combineErrors } from "../latency/combineErrors";
import type { KernelTotal } from "../latency/operatorTime";
import { phaseUs } from "../latency/runtimeStack";
import { mappedScore } from "../quality/accuracyMap";
import { ancestorOf, defaultAnchor, findAnchor } from "../quality/anchors";
import { backboneDeviation } from "../quality/backboneBand";
import { expectedLoss, z90 } from "../quality/lossDifference";
import { studyTokens } from "../quality/qualityOptions";
import { qualityShape } from "../quality/qualityShape";
import { scoreReference } from "../quality/scoreReference";
import { featuresOf, weightedVariance, weightsFor } from "../quality/weights";
import { CandidateShape } from "./candidateShape";
import { CandidateTables, type Variant } from "./candidateTables";
import type { CompiledSpace } from "./compileSpace";
import { FigureCache, makeUpKey } from "./figureCache";
import { type Genome, settingIndex, type Unrolled } from "./genome";
import { figureAt } from "./goal";
import type { SearchConditions, TimeRow } from "./operatorRows";

/** Turns candidates into figures, in the order of `figureNames`. */
export interface Evaluator {
  /** Figures of a genome whose layers are unrolled, written to `figures`. */
  evaluate(genome: Genome, unrolled: Unrolled, figures: Float64Array): void;
  /** Latency figures alone, for choosing a width: written to the latency columns of `figures`. */
  evaluateLatency(genome: Genome, unrolled: Unrolled, figures: Float64Array): void;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * The evaluator of a space under given conditions: a look-up table a (hidden size, settings, operator), filled on demand
 * from the same functions that `predictLatency`, `memoryOf` and `predictQuality` are made of. A candidate is then a sum
 * over its layers' counts; only placement looks at the order. Not to be shared between threads.
 */
export class TableEvaluator implements Evaluator {
  private readonly tables: CandidateTables;
  private readonly candidate: CandidateShape;
  private readonly tokens: number;
  private readonly weights;
  private readonly anchorScore: number;
  private readonly anchorLoss: number;
  private readonly cache = new FigureCache();
  /** Memory terms of the candidate at hand, reused from one to the next. */
  private readonly terms: Mutable<MemoryTerms>;

  constructor(
    private readonly space: CompiledSpace,
    private readonly conditions: SearchConditions,
    private readonly robust: boolean,
  ) {
    const { quality } = conditions;
    const { base } = space.space;
    this.tables = new CandidateTables(space, conditions);
    this.candidate = new CandidateShape(space, this.tables);
    this.tokens = quality.tokens ?? base.training?.tokens ?? studyTokens;
    this.weights = weightsFor(quality.effects, quality.correction);
    const { model, headStart } = scoreReference(searchAnchor(space, conditions), quality.correction);
    this.anchorScore = model.cr6;
    this.anchorLoss = expectedLoss(qualityShape(model.design), this.tokens, this.weights) + headStart;
    this.terms = { weights: 0, cacheEach: 0, stateEach: 0, perToken: 0, logitsEach: 0, promptEach: 0 };
  }

  evaluate(genome: Genome, unrolled: Unrolled, figures: Float64Array): void {
    const { candidate, cache } = this;
    candidate.fillPlaces(unrolled);
    const places = candidate.shape.attentionPlaces;
    const key = makeUpKey(settingIndex(this.space, genome), unrolled.counts, places);
    if (cache.read(key, figures)) return;
    this.compute(genome, unrolled, figures);
    cache.write(key, figures);
  }

  private compute(genome: Genome, unrolled: Unrolled, figures: Float64Array): void {
    const variant = this.tables.variantOf(genome);
    const terms = this.sumMemory(variant, genome, unrolled);
    const batch = this.batchOf(terms);
    this.writeLatency(variant, genome, unrolled, batch, figures);
    figures[figureAt.memoryBytes] = memoryAt(terms, Math.max(1, batch)).totalBytes;
    this.writeQuality(variant, genome, unrolled, figures);
  }

  evaluateLatency(genome: Genome, unrolled: Unrolled, figures: Float64Array): void {
    const variant = this.tables.variantOf(genome);
    const { batch } = this.conditions.workload;
    const resolved = batch === "max" ? this.batchOf(this.sumMemory(variant, genome, unrolled)) : batch;
    this.writeLatency(variant, genome, unrolled, resolved, figures);
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
      const row = this.tables.rowOf(variant, genome, code);
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
    const times = this.tables.timesOf(variant, genome, batch);
    const outside = times[counts.length]!;
    let { prefillKernelsUs, decodeKernelsUs, prefillOverheadUs, decodeOverheadUs } = outside;
    for (let code = 0; code < counts.length; code++) {
      const count = counts[code]!;
      if (count === 0) continue;
      const row = this.tables.timeOf(times, genome, code, batch);
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
    const { candidate, tokens, weights } = this;
    const { shape } = candidate;
    figures[figureAt.params] = candidate.fill(variant, genome, unrolled);
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
    const { tokens, weights } = this;
    const { shape } = this.candidate;
    const effects = weightedVariance(weights, featuresOf(weights, shape, tokens));
    return Math.hypot(backboneDeviation(shape, tokens), Math.sqrt(effects));
  }
}

/** The published model that all candidates' scores hang on: the one asked for, else the base's ancestor, else the default. */
export function searchAnchor(space: CompiledSpace, { quality }: SearchConditions) {
  const { base } = space.space;
  const asked = quality.anchor === undefined ? null : findAnchor(quality.anchor);
  return asked ?? ancestorOf(base) ?? defaultAnchor;
}
