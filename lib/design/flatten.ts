import type { Design, Stage } from "./design";
import type { LayerRef } from "./operatorKinds";

/** The layers in order, stages unrolled. At most 10,000, the limit of a design. */
export function flattenLayers(design: Pick<Design, "stages">): readonly LayerRef[] {
  const layers: LayerRef[] = [];
  for (const stage of design.stages)
    for (let turn = 0; turn < stage.repeat; turn++) for (const layer of stage.layers) layers.push(layer);
  return layers;
}

/** Number of layers, without unrolling. */
export function layerCount(stages: readonly Stage[]): number {
  let count = 0;
  for (const stage of stages) count += stage.repeat * stage.layers.length;
  return count;
}

/** How many layers each reference has, in order of first appearance, without unrolling. */
export function countLayers(stages: readonly Stage[]): ReadonlyMap<LayerRef, number> {
  const counts = new Map<LayerRef, number>();
  for (const stage of stages)
    for (const layer of stage.layers) counts.set(layer, (counts.get(layer) ?? 0) + stage.repeat);
  return counts;
}
