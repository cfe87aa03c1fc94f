import type { Problem } from "../base/result";
import type { Design } from "./design";
import { flattenLayers } from "./flatten";
import type { LayerRef } from "./operatorKinds";

/** Checks the groups of layers that share weights: in range, in one group at most, and of one kind with one setting. */
export function sharingProblems(design: Design): readonly Problem[] {
  if (design.shareLayers === undefined || design.shareLayers.length === 0) return [];
  const layers = flattenLayers(design);
  const problems: Problem[] = [];
  const seen = new Set<number>();
  design.shareLayers.forEach((group, groupIndex) => {
    const first = layers[group[0] ?? -1];
    group.forEach((layer, index) => {
      const field = `shareLayers[${groupIndex}][${index}]`;
      const ref = layers[layer];
      if (ref === undefined)
        problems.push({
          field,
          message: `names layer ${layer}, but the design has ${layers.length} layers, counted from 0.`,
          mend: `Nearest: ${layers.length - 1}.`,
        });
      else if (seen.has(layer))
        problems.push({ field, message: `names layer ${layer} a second time.`, mend: "Remove it." });
      else if (ref !== first)
        problems.push({
          field,
          message: `names layer ${layer}, which is ${ref}, but its group starts with ${first}; only like layers share weights.`,
          mend: "Remove it, or put it into a group of its kind.",
        });
      seen.add(layer);
    });
  });
  return problems;
}

/** How many layers of each reference reuse the weights of an earlier layer: all but the first of each sharing group. */
export function duplicateLayers(design: Design): ReadonlyMap<LayerRef, number> {
  const duplicates = new Map<LayerRef, number>();
  if (design.shareLayers === undefined || design.shareLayers.length === 0) return duplicates;
  const layers = flattenLayers(design);
  for (const group of design.shareLayers) {
    const ref = layers[group[0] ?? -1];
    if (ref !== undefined) duplicates.set(ref, (duplicates.get(ref) ?? 0) + group.length - 1);
  }
  return duplicates;
}
