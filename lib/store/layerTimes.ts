import type { Design } from "../design/design";
import type { LayerPosition } from "../design/edit/laneEdit";
import { flattenLayers } from "../design/flatten";
import type { LayerRef } from "../design/operatorKinds";
import type { LatencyPrediction } from "../latency/prediction";

/** Time of one layer over the whole workload, in the order of the model. */
export interface LayerTime {
  readonly index: number;
  /** Where the layer stands in its stage; every repeat of a stage shares its places. */
  readonly position: LayerPosition;
  readonly operator: LayerRef;
  readonly ms: number;
}

/** Divides the time of each operator over its layers. Layers of one reference run equal kernels, hence take equal time. */
export function layerTimes(design: Design, { breakdown }: LatencyPrediction): readonly LayerTime[] {
  const layers = flattenLayers(design);
  const counts = new Map<string, number>();
  for (const layer of layers) counts.set(layer, (counts.get(layer) ?? 0) + 1);
  const times = new Map<string, number>(breakdown.map(({ operator, ms }) => [operator, ms]));
  const positions = design.stages.flatMap(({ repeat, layers: inStage }, stage) =>
    Array.from({ length: repeat }, () => inStage.map((_, index) => ({ stage, index }))).flat(),
  );
  return layers.map((operator, index) => ({
    index,
    position: positions[index] ?? { stage: 0, index },
    operator,
    ms: (times.get(operator) ?? 0) / (counts.get(operator) ?? 1),
  }));
}
