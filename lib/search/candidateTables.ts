import type { MemoryTerms } from "../cost/memory";
import { choicesOf, hiddenSizeOf } from "./candidateDesign";
import type { CompiledSpace } from "./compileSpace";
import { type Genome, settingIndex, settingVariants } from "./genome";
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

/** What the tables hold for one choice of hidden size and design-wide settings. */
export interface Variant {
  readonly base: OperatorRow & { readonly terms: MemoryTerms };
  /** By layer code; filled when a candidate first uses the layer. */
  readonly rows: (OperatorRow | undefined)[];
  /** Times by batch, then by layer code; the base's own at the end. */
  readonly times: Map<number, (TimeRow | undefined)[]>;
  /** The batch asked for last and its times: most workloads have one batch only. */
  lastBatch: number;
  lastTimes: (TimeRow | undefined)[];
}

/** The look-up tables of a space: one row a (hidden size, settings, operator), made when a candidate first needs it. */
export class CandidateTables {
  private readonly variants: (Variant | undefined)[];

  constructor(
    private readonly space: CompiledSpace,
    private readonly conditions: SearchConditions,
  ) {
    this.variants = new Array(settingVariants(space));
  }

  variantOf(genome: Genome): Variant {
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

  /** What a layer adds to parameters, memory and caches. */
  rowOf(variant: Variant, genome: Genome, code: number): OperatorRow {
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
  timesOf(variant: Variant, genome: Genome, batch: number): (TimeRow | undefined)[] {
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

  /** What a layer adds to the time, in the table `timesOf` gave. */
  timeOf(times: (TimeRow | undefined)[], genome: Genome, code: number, batch: number): TimeRow {
    const known = times[code];
    if (known) return known;
    const made = layerTime(this.alone(genome, code), this.space.codes[code]!.ref, this.conditions, batch);
    times[code] = made;
    return made;
  }
}
