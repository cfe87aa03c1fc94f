import type { LayerRef } from "../../design/operatorKinds";

/** One column of an alignment: the layer of each pattern that stands there, null for a gap. */
export type AlignedColumn = readonly (LayerRef | null)[];

/** Layers above which patterns are set side by side by place: the table of the alignment grows with the product. */
const longestAligned = 600;

/**
 * Aligns patterns layer by layer against the first: columns that keep as many equal layers as possible opposite each
 * other, by the longest common subsequence. Long patterns are compared place by place.
 */
export function alignPatterns(patterns: readonly (readonly LayerRef[])[]): readonly AlignedColumn[] {
  const [first, ...others] = patterns;
  if (first === undefined) return [];
  return others.reduce<readonly AlignedColumn[]>(
    (columns, pattern) => addPattern(columns, pattern),
    first.map((layer) => [layer]),
  );
}

function addPattern(
  columns: readonly AlignedColumn[],
  pattern: readonly LayerRef[],
): readonly AlignedColumn[] {
  const width = columns[0]?.length ?? 0;
  const gap: AlignedColumn = Array.from({ length: width }, () => null);
  if (Math.max(columns.length, pattern.length) > longestAligned)
    return Array.from({ length: Math.max(columns.length, pattern.length) }, (_, at) => [
      ...(columns[at] ?? gap),
      pattern[at] ?? null,
    ]);
  const common = commonLengths(columns, pattern);
  const aligned: AlignedColumn[] = [];
  let column = 0;
  let layer = 0;
  while (column < columns.length || layer < pattern.length) {
    const here = columns[column];
    const next = pattern[layer];
    if (here !== undefined && next !== undefined && here[0] === next) {
      aligned.push([...here, next]);
      column++;
      layer++;
    } else if (
      here !== undefined &&
      (next === undefined || common[column + 1]![layer]! >= common[column]![layer + 1]!)
    ) {
      const replaced = next !== undefined && common[column + 1]![layer + 1]! === common[column]![layer]!;
      aligned.push([...here, replaced ? next : null]);
      column++;
      if (replaced) layer++;
    } else {
      aligned.push([...gap, next ?? null]);
      layer++;
    }
  }
  return aligned;
}

/** Lengths of the longest common subsequences of all pairs of tails; the last row and column are zero. */
function commonLengths(columns: readonly AlignedColumn[], pattern: readonly LayerRef[]): Uint16Array[] {
  const table = Array.from({ length: columns.length + 1 }, () => new Uint16Array(pattern.length + 1));
  for (let row = columns.length - 1; row >= 0; row--)
    for (let at = pattern.length - 1; at >= 0; at--)
      table[row]![at] =
        columns[row]![0] === pattern[at]
          ? table[row + 1]![at + 1]! + 1
          : Math.max(table[row + 1]![at]!, table[row]![at + 1]!);
  return table;
}
