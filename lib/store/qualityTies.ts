import type { Design } from "../design/design";
import { anchors } from "../quality/anchors";
import { compareQuality, type QualityComparison } from "../quality/compareQuality";
import type { QualityOptions } from "../quality/qualityOptions";

/** A published model whose architecture the design cannot be told from, at the design's training tokens. */
export interface QualityTie {
  readonly id: string;
  readonly name: string;
  readonly comparison: QualityComparison;
}

/**
 * Published models tied with a design: the 90 % interval of the difference in predicted loss, shared errors cancelled,
 * contains zero. Closest first. Architectures are compared at equal tokens, not released checkpoints.
 */
export function qualityTies(design: Design, options: QualityOptions): readonly QualityTie[] {
  return anchors
    .flatMap(({ id, name, design: other }) => {
      const comparison = compareQuality(design, other, options);
      return comparison.ok && comparison.value.tied && other !== design
        ? [{ id, name, comparison: comparison.value }]
        : [];
    })
    .sort((a, b) => Math.abs(a.comparison.difference) - Math.abs(b.comparison.difference));
}
