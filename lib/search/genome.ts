import type { Random } from "../base/random";
import { randomInteger } from "../base/random";
import { type CompiledSpace, settingGenes, stageGenes } from "./compileSpace";

/** One choice a factor: hidden size, FFN ratio, KV group, window, then unit, feed and repeat of each stage. */
export type Genome = Uint16Array;

export const hiddenGene = 0;
export const ffnRatioGene = 1;
export const kvGroupGene = 2;
export const windowGene = 3;

/** Position of a stage's unit gene; feed and repeat follow it. */
export function unitGene(stage: number): number {
  return settingGenes + stage * stageGenes;
}

/** Layers a genome may unroll to at most: the codes of one candidate are a byte each. */
export const maxCandidateLayers = 512;

/** A candidate unrolled: filled by `unroll`, reused from one candidate to the next. */
export interface Unrolled {
  readonly layers: Uint8Array;
  /** Layers of each code. */
  readonly counts: Uint16Array;
  length: number;
  /** Repeats that found no room although a stage requires them. */
  missingRepeats: number;
}

export function emptyUnrolled(space: CompiledSpace): Unrolled {
  return {
    layers: new Uint8Array(maxCandidateLayers),
    counts: new Uint16Array(space.codes.length),
    length: 0,
    missingRepeats: 0,
  };
}

/**
 * Unrolls a genome to its layers and brings it to its normal form in place: layers beyond the maximum are cut from the
 * end, as in the paper, and genes without effect are set to 0, so that equal designs mostly have equal genomes.
 */
export function unroll(space: CompiledSpace, genome: Genome, into: Unrolled): void {
  const limit = Math.min(space.space.layers.max, maxCandidateLayers);
  const { layers, counts } = into;
  counts.fill(0);
  let length = 0;
  let missing = 0;
  for (let index = 0; index < space.stages.length; index++) {
    const stage = space.stages[index]!;
    const at = settingGenes + index * stageGenes;
    const unit = stage.units[genome[at]!]!;
    if (unit.fixedFeed) genome[at + 1] = 0;
    const block = unit.codesByFeed[genome[at + 1]!]!;
    const wanted = stage.repeatMin + genome[at + 2]!;
    let begun = 0;
    while (begun < wanted && length < limit) {
      const end = Math.min(block.length, limit - length);
      for (let offset = 0; offset < end; offset++) {
        const code = block[offset]!;
        layers[length + offset] = code;
        counts[code]!++;
      }
      length += end;
      begun++;
    }
    missing += Math.max(0, stage.repeatMin - begun);
    genome[at + 2] = Math.max(0, begun - stage.repeatMin);
    if (begun === 0) {
      genome[at] = 0;
      genome[at + 1] = 0;
    }
  }
  into.length = length;
  into.missingRepeats = missing;
  clearUnusedSettings(space, genome, counts);
}

function clearUnusedSettings(space: CompiledSpace, genome: Genome, counts: Uint16Array): void {
  let ffn = false;
  let kv = false;
  let window = false;
  for (let code = 0; code < counts.length; code++) {
    if (counts[code] === 0) continue;
    const { usesFfnRatio, usesKvGroup, usesWindow } = space.codes[code]!;
    ffn ||= usesFfnRatio;
    kv ||= usesKvGroup;
    window ||= usesWindow;
  }
  if (!ffn) genome[ffnRatioGene] = 0;
  if (!kv) genome[kvGroupGene] = 0;
  if (!window) genome[windowGene] = 0;
}

/**
 * A 53-bit fingerprint of a design: its settings and its layers in order. Never 0. Two of n designs share one with
 * probability n² / 2^54, 6 in 100,000 at a million.
 */
export function fingerprint(genome: Genome, unrolled: Unrolled): number {
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  for (let gene = 0; gene < settingGenes; gene++) {
    low = Math.imul(low ^ genome[gene]!, 0x01000193);
    high = Math.imul(high ^ (genome[gene]! + 0x7f), 0x85ebca6b);
  }
  const { layers, length } = unrolled;
  for (let at = 0; at < length; at++) {
    low = Math.imul(low ^ (layers[at]! + 1), 0x01000193);
    low ^= low >>> 15;
    high = Math.imul(high ^ (layers[at]! + 1), 0x85ebca6b);
    high ^= high >>> 13;
  }
  low = Math.imul(low ^ (low >>> 16), 0xc2b2ae35);
  high = Math.imul(high ^ (high >>> 16), 0x27d4eb2f);
  const mixed = ((high ^ (high >>> 15)) >>> 0) % 0x200000;
  return mixed * 0x1_0000_0000 + ((low ^ (low >>> 13)) >>> 0) || 1;
}

/** Number of combinations of hidden size and design-wide settings. */
export function settingVariants(space: CompiledSpace): number {
  let product = 1;
  for (let gene = 0; gene < settingGenes; gene++) product *= space.radices[gene]!;
  return product;
}

/** The place of a genome's combination of settings among all. */
export function settingIndex(space: CompiledSpace, genome: Genome): number {
  let index = 0;
  for (let gene = 0; gene < settingGenes; gene++) index = index * space.radices[gene]! + genome[gene]!;
  return index;
}

/** A genome with every gene drawn uniformly. */
export function sampleGenome(space: CompiledSpace, random: Random): Genome {
  const { radices } = space;
  const genome = new Uint16Array(radices.length);
  for (let gene = 0; gene < genome.length; gene++) genome[gene] = randomInteger(random, radices[gene]!);
  return genome;
}

/** The genome at a place in the enumeration of all genomes, the first gene turning fastest. */
export function genomeAt(space: CompiledSpace, place: number): Genome {
  const { radices } = space;
  const genome = new Uint16Array(radices.length);
  let rest = place;
  for (let gene = 0; gene < genome.length; gene++) {
    const radix = radices[gene]!;
    genome[gene] = rest % radix;
    rest = Math.floor(rest / radix);
  }
  return genome;
}
