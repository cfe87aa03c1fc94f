import type { Random } from "../base/random";
import { randomInteger } from "../base/random";
import { type CompiledSpace, settingGenes, stageGenes } from "./compileSpace";
import { ffnRatioGene, type Genome, hiddenGene, kvGroupGene, windowGene } from "./genome";

/**
 * How a candidate came to be. The first four factors are those the paper mutates (arXiv:2511.18890, Algorithm 1): an
 * operator of a block, the ratio of a hybrid, the FFNs after each mixer, the number of blocks.
 */
export const changeKinds = [
  "sampled",
  "seed",
  "operator",
  "ratio",
  "feed",
  "repeat",
  "hidden",
  "ffnRatio",
  "kvGroup",
  "window",
  "crossover",
] as const;

export type ChangeKind = (typeof changeKinds)[number];

/** The code a change is recorded under. */
export function changeCode(kind: ChangeKind): number {
  return changeKinds.indexOf(kind);
}

/** What a change does, for people. */
export const changeLabels: Readonly<Record<ChangeKind, string>> = {
  sampled: "drawn at random",
  seed: "given at the start",
  operator: "an operator exchanged",
  ratio: "hybrid ratio",
  feed: "FFNs after each mixer",
  repeat: "number of blocks",
  hidden: "hidden size",
  ffnRatio: "FFN width",
  kvGroup: "query heads a KV head",
  window: "window",
  crossover: "two parents' stages crossed",
};

const settingGeneOf = {
  hidden: hiddenGene,
  ffnRatio: ffnRatioGene,
  kvGroup: kvGroupGene,
  window: windowGene,
} as const;

/** Chance that a number of blocks moves by one; otherwise it is drawn anew. Our choice, the paper states none. */
const smallStep = 0.6;

/** Factors drawn until one can change something. */
const draws = 8;

/**
 * Changes exactly one factor of a genome in place and returns which; null when none that was drawn can change. Factors are
 * drawn uniformly; those of a stage without blocks have no effect but its number of blocks. The hidden size is no factor
 * where the largest that meets the latency limit is taken.
 */
export function mutate(space: CompiledSpace, genome: Genome, random: Random): ChangeKind | null {
  for (let draw = 0; draw < draws; draw++) {
    const change = mutateOnce(space, genome, random);
    if (change !== null) return change;
  }
  return null;
}

function mutateOnce(space: CompiledSpace, genome: Genome, random: Random): ChangeKind | null {
  const stageCount = space.stages.length;
  const settings = settingChanges(space);
  const drawn = randomInteger(random, settings.length + 4 * stageCount);
  if (drawn < settings.length) {
    const kind = settings[drawn]!;
    redraw(genome, settingGeneOf[kind], space.radices, random);
    return kind;
  }
  const stage = Math.floor((drawn - settings.length) / 4);
  const at = settingGenes + stage * stageGenes;
  const { units, repeatMin } = space.stages[stage]!;
  const unit = units[genome[at]!]!;
  const factor = (drawn - settings.length) % 4;
  if (factor < 3 && repeatMin + genome[at + 2]! === 0) return null;
  switch (factor) {
    case 0:
      return moveTo(genome, at, unit.swaps(), random) ? "operator" : null;
    case 1:
      return moveTo(genome, at, unit.ratios(), random) ? "ratio" : null;
    case 2:
      return !unit.fixedFeed && redraw(genome, at + 1, space.radices, random) ? "feed" : null;
    default:
      return changeRepeat(genome, at + 2, space.radices[at + 2]!, random) ? "repeat" : null;
  }
}

type SettingChange = keyof typeof settingGeneOf;

const settingChangesOf = new WeakMap<CompiledSpace, readonly SettingChange[]>();

/** Design-wide factors with more than one choice. */
function settingChanges(space: CompiledSpace): readonly SettingChange[] {
  const known = settingChangesOf.get(space);
  if (known) return known;
  const kinds = (Object.keys(settingGeneOf) as SettingChange[]).filter(
    (kind) =>
      space.radices[settingGeneOf[kind]]! > 1 && !(kind === "hidden" && space.space.hiddenRule === "largest"),
  );
  settingChangesOf.set(space, kinds);
  return kinds;
}

function moveTo(genome: Genome, gene: number, choices: Uint16Array, random: Random): boolean {
  if (choices.length === 0) return false;
  genome[gene] = choices[randomInteger(random, choices.length)]!;
  return true;
}

/** Draws another value for a gene; false when there is none. */
function redraw(genome: Genome, gene: number, radices: Uint16Array, random: Random): boolean {
  const radix = radices[gene]!;
  if (radix < 2) return false;
  genome[gene] = (genome[gene]! + 1 + randomInteger(random, radix - 1)) % radix;
  return true;
}

function changeRepeat(genome: Genome, gene: number, radix: number, random: Random): boolean {
  if (radix < 2) return false;
  const value = genome[gene]!;
  if (random() < smallStep) {
    const next = value + (random() < 0.5 ? -1 : 1);
    genome[gene] = next < 0 ? 1 : next >= radix ? radix - 2 : next;
  } else genome[gene] = (value + 1 + randomInteger(random, radix - 1)) % radix;
  return true;
}

/** Takes each stage, and each design-wide setting, from one of two parents with equal chance. */
export function crossover(space: CompiledSpace, mother: Genome, father: Genome, random: Random): Genome {
  const child = mother.slice();
  for (let gene = 0; gene < settingGenes; gene++) if (random() < 0.5) child[gene] = father[gene]!;
  for (let stage = 0; stage < space.stages.length; stage++) {
    if (random() < 0.5) continue;
    const at = settingGenes + stage * stageGenes;
    for (let gene = at; gene < at + stageGenes; gene++) child[gene] = father[gene]!;
  }
  return child;
}
