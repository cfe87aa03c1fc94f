import type { CompiledSpace } from "./compileSpace";
import type { Evaluator } from "./evaluator";
import { makeUpKey } from "./figureCache";
import { type Genome, hiddenGene, settingIndex, type Unrolled } from "./genome";
import { type CompiledGoal, figureCount } from "./goal";

/** Slots of the cache of chosen widths. */
const cacheSlots = 2 ** 15;

/**
 * Takes the largest hidden size that meets the latency limit, the smallest when none does (arXiv:2511.18890, section 3.2).
 * Latency depends on a design's make-up and not on its order, so that choices are shared between designs of one make-up.
 */
export class WidthChooser {
  /** Places in the list of hidden sizes, the largest size first. */
  private readonly widths: readonly number[];
  private readonly figures = new Float64Array(figureCount);
  private readonly keys = new Float64Array(cacheSlots);
  private readonly chosen = new Uint16Array(cacheSlots);

  constructor(
    private readonly space: CompiledSpace,
    private readonly evaluator: Evaluator,
    private readonly limit: NonNullable<CompiledGoal["latencyLimit"]>,
  ) {
    const sizes = space.space.hiddenSizes;
    this.widths = sizes.map((_, at) => at).sort((a, b) => sizes[b]! - sizes[a]!);
  }

  /** Sets the hidden size of a genome whose layers are unrolled. */
  choose(genome: Genome, unrolled: Unrolled): void {
    genome[hiddenGene] = 0;
    const key = makeUpKey(settingIndex(this.space, genome), unrolled.counts, []);
    const slot = (key >>> 0) & (cacheSlots - 1);
    if (this.keys[slot] !== key) {
      this.chosen[slot] = this.largestWithin(genome, unrolled);
      this.keys[slot] = key;
    }
    genome[hiddenGene] = this.chosen[slot]!;
  }

  private largestWithin(genome: Genome, unrolled: Unrolled): number {
    const { column, bound } = this.limit;
    for (const width of this.widths) {
      genome[hiddenGene] = width;
      this.evaluator.evaluateLatency(genome, unrolled, this.figures);
      if (this.figures[column]! <= bound) break;
    }
    return genome[hiddenGene]!;
  }
}
