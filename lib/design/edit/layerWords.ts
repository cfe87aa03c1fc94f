import type { Stage } from "../design";
import { kindOf, type LayerRef, variantOf } from "../operatorKinds";
import { operators } from "../operators/registry";
import type { InsertionPoint, LayerPosition } from "./laneEdit";

/** An operator's name in a sentence: `Mamba2`, `Sliding-window attention (wide)`. */
export function operatorName(ref: LayerRef): string {
  const { label } = operators[kindOf(ref)];
  const variant = variantOf(ref);
  return variant === null ? label : `${label} (${variant})`;
}

/** Several layers in words: the name of one, `2 Mamba2`, or `3 layers` of different kinds. */
export function layersName(refs: readonly LayerRef[]): string {
  const [first] = refs;
  if (first === undefined) return "nothing";
  if (refs.length === 1) return operatorName(first);
  return refs.every((ref) => ref === first)
    ? `${refs.length} ${operatorName(first)}`
    : `${refs.length} layers`;
}

/** Where a layer is: `layer 3 of 8, stage 1 of 2, repeated 2 times`. */
export function positionWords(stages: readonly Stage[], { stage, index }: LayerPosition): string {
  const { layers, repeat } = stages[stage] ?? { layers: [], repeat: 1 };
  const repeated = repeat > 1 ? `, repeated ${repeat} times` : "";
  return `layer ${index + 1} of ${layers.length}, stage ${stage + 1} of ${stages.length}${repeated}`;
}

/** An insertion point in words: between which layers, and of which stage. */
export function insertionWords(stages: readonly Stage[], point: InsertionPoint): string {
  switch (point.kind) {
    case "between":
      return point.stage === 0
        ? "New stage at the start"
        : point.stage >= stages.length
          ? "New stage at the end"
          : `New stage between stages ${point.stage} and ${point.stage + 1}`;
    case "inside": {
      const layers = stages[point.stage]?.layers ?? [];
      const before = layers[point.index - 1];
      const after = layers[point.index];
      const where = `of stage ${point.stage + 1}`;
      if (before === undefined)
        return after === undefined
          ? `Stage ${point.stage + 1}`
          : `Before ${operatorName(after)} at the start ${where}`;
      if (after === undefined) return `After ${operatorName(before)} at the end ${where}`;
      return `Between ${operatorName(before)} and ${operatorName(after)}, layer ${point.index} and ${point.index + 1} ${where}`;
    }
  }
}
