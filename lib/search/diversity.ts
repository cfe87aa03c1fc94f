import type { Archive } from "./archive";
import { hiddenSizeOf } from "./candidateDesign";
import type { CompiledSpace } from "./compileSpace";
import { emptyUnrolled, unroll } from "./genome";

interface Pattern {
  readonly id: number;
  readonly layers: Uint8Array;
  readonly hiddenSize: number;
}

/**
 * The most different designs among `ids`: starting from the first, each next one is the farthest from all chosen so far
 * (farthest-first traversal). Distance is the share of layers to edit plus the log ratio of hidden sizes.
 */
export function mostDifferent(
  space: CompiledSpace,
  archive: Archive,
  ids: readonly number[],
  count: number,
): readonly number[] {
  const patterns = ids.map((id) => patternOf(space, archive, id));
  const [first] = patterns;
  if (first === undefined) return [];
  const chosen = [first];
  const distances = patterns.map((pattern) => patternDistance(first, pattern));
  while (chosen.length < Math.min(count, patterns.length)) {
    let farthest = 0;
    for (let at = 1; at < patterns.length; at++) if (distances[at]! > distances[farthest]!) farthest = at;
    if (distances[farthest]! <= 0) break;
    const next = patterns[farthest]!;
    chosen.push(next);
    for (const [at, pattern] of patterns.entries())
      distances[at] = Math.min(distances[at]!, patternDistance(next, pattern));
  }
  return chosen.map((pattern) => pattern.id);
}

function patternOf(space: CompiledSpace, archive: Archive, id: number): Pattern {
  const { genome } = archive.record(id);
  const unrolled = emptyUnrolled(space);
  unroll(space, genome, unrolled);
  return {
    id,
    layers: unrolled.layers.slice(0, unrolled.length),
    hiddenSize: hiddenSizeOf(space, genome),
  };
}

function patternDistance(a: Pattern, b: Pattern): number {
  const longest = Math.max(1, a.layers.length, b.layers.length);
  return editCount(a.layers, b.layers) / longest + Math.abs(Math.log(a.hiddenSize / b.hiddenSize));
}

/** Levenshtein distance of two lists of layers. */
function editCount(a: Uint8Array, b: Uint8Array): number {
  let row = Uint16Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = new Uint16Array(b.length + 1);
    next[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const exchange = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(exchange, row[j]! + 1, next[j - 1]! + 1);
    }
    row = next;
  }
  return row[b.length]!;
}
