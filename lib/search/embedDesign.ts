import type { Design } from "../design/design";
import { countLayers, flattenLayers } from "../design/flatten";
import type { LayerRef } from "../design/operatorKinds";
import { candidateDesign } from "./candidateDesign";
import type { CompiledSpace } from "./compileSpace";
import { settingGenes, stageGenes } from "./compileSpace";
import { emptyUnrolled, type Genome, unroll } from "./genome";

/**
 * The genome that stands for a design's pattern, width and settings in a space, or null when the space does not hold it.
 * Stages are matched from the left, the most repeats first; at the depth limit the last block may be cut.
 */
export function embedDesign(space: CompiledSpace, design: Design): Genome | null {
  const hidden = space.space.hiddenSizes.indexOf(design.hiddenSize);
  if (hidden < 0) return null;
  const pattern = embedPattern(space, design);
  if (pattern === null) return null;
  pattern[0] = hidden;
  return withSettings(space, pattern, design);
}

/** The genome that stands for a design's pattern alone, at the first hidden size and settings of the space; null when none does. */
export function embedPattern(space: CompiledSpace, design: Pick<Design, "stages">): Genome | null {
  const codes = flattenLayers(design).map((ref) => space.codes.findIndex((code) => code.ref === ref));
  if (codes.includes(-1) || codes.length > space.space.layers.max) return null;
  const genome = new Uint16Array(space.radices.length);
  if (!matchStages(space, codes, 0, 0, genome, new Set())) return null;
  unroll(space, genome, emptyUnrolled(space));
  return genome;
}

function matchStages(
  space: CompiledSpace,
  codes: readonly number[],
  index: number,
  from: number,
  genome: Genome,
  failed: Set<number>,
): boolean {
  const stage = space.stages[index];
  if (stage === undefined) return from === codes.length;
  const key = index * (codes.length + 1) + from;
  if (failed.has(key)) return false;
  const at = settingGenes + index * stageGenes;
  for (const [unit, { codesByFeed, fixedFeed }] of stage.units.entries())
    for (const [feed, block] of codesByFeed.entries()) {
      if (fixedFeed && feed > 0) continue;
      const most = repeatsAt(codes, from, block, stage.repeatMax);
      if (most < stage.repeatMax && isCutBlock(space, codes, from + most * block.length, block)) {
        genome.set([unit, feed, most + 1 - stage.repeatMin], at);
        genome.fill(0, at + stageGenes);
        return true;
      }
      for (let repeat = most; repeat >= stage.repeatMin; repeat--) {
        genome.set([unit, feed, repeat - stage.repeatMin], at);
        if (matchStages(space, codes, index + 1, from + repeat * block.length, genome, failed)) return true;
      }
    }
  failed.add(key);
  return false;
}

/** True when the rest of a pattern of the greatest depth is the beginning of this block. */
function isCutBlock(
  space: CompiledSpace,
  codes: readonly number[],
  from: number,
  block: Uint8Array,
): boolean {
  const rest = codes.length - from;
  if (rest <= 0 || rest >= block.length || codes.length !== space.space.layers.max) return false;
  for (let offset = 0; offset < rest; offset++) if (codes[from + offset] !== block[offset]) return false;
  return true;
}

/** How often a block stands at a place, at most `limit` times. */
function repeatsAt(codes: readonly number[], from: number, block: Uint8Array, limit: number): number {
  let repeats = 0;
  while (repeats < limit) {
    const start = from + repeats * block.length;
    for (let offset = 0; offset < block.length; offset++)
      if (codes[start + offset] !== block[offset]) return repeats;
    repeats++;
  }
  return repeats;
}

/** The first choice of design-wide settings that gives the design's operators. */
function withSettings(space: CompiledSpace, pattern: Genome, design: Design): Genome | null {
  const [, ratios = 1, groups = 1, windows = 1] = space.radices;
  // Operators that no layer uses may wait in the design's table; a candidate has none of them.
  const used = countLayers(design.stages);
  const wanted = sortedText(design.operators, (ref) => used.has(ref));
  for (let ratio = 0; ratio < ratios; ratio++)
    for (let group = 0; group < groups; group++)
      for (let window = 0; window < windows; window++) {
        const genome = pattern.slice();
        genome.set([ratio, group, window], 1);
        if (sortedText(candidateDesign(space, genome).operators) === wanted) {
          unroll(space, genome, emptyUnrolled(space));
          return genome;
        }
      }
  return null;
}

function sortedText(operators: Design["operators"], counts: (ref: LayerRef) => boolean = () => true): string {
  const entries = Object.entries(operators)
    .filter(([ref]) => counts(ref as LayerRef))
    .map(([ref, settings]) => [ref, Object.entries(settings as object).sort(([a], [b]) => (a < b ? -1 : 1))]);
  return JSON.stringify(entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}
