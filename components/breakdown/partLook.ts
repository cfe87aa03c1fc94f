import type { WeightPart } from "@/lib/cost/parameters";
import { operatorName } from "@/lib/design/edit/layerWords";
import { symbolOf } from "@/lib/design/notation";
import { kindOf, type LayerRef } from "@/lib/design/operatorKinds";
import type { ModelPart } from "@/lib/latency/prediction";

/** Anything a whole divides into: operators of the layers, and parts outside them. */
export type PartId = LayerRef | ModelPart | WeightPart;

/** How a part is named and coloured wherever it appears. */
export interface PartLook {
  readonly label: string;
  /** What fits on a narrow bar. */
  readonly symbol: string;
  readonly fill: string;
  readonly ink: string;
}

const outside: {
  readonly [P in ModelPart | WeightPart]: { readonly label: string; readonly shade: number };
} = {
  embedding: { label: "Embedding", shade: 30 },
  head: { label: "LM head", shade: 42 },
  sampling: { label: "Sampling", shade: 24 },
  runtime: { label: "Runtime overhead", shade: 14 },
  norm: { label: "Final norm", shade: 20 },
  meta: { label: "Meta tokens", shade: 20 },
};

function isOutside(part: PartId): part is ModelPart | WeightPart {
  return Object.hasOwn(outside, part);
}

/** The look of a part. Parts outside the layers are greys, so that the operators keep the colours to themselves. */
export function partLook(part: PartId): PartLook {
  if (isOutside(part)) {
    const { label, shade } = outside[part];
    return {
      label,
      symbol: label,
      fill: `color-mix(in oklab, var(--ink) ${shade}%, var(--panel))`,
      ink: "var(--ink)",
    };
  }
  const kind = kindOf(part);
  return {
    label: operatorName(part),
    symbol: symbolOf(part),
    fill: `var(--op-${kind})`,
    ink: `var(--op-${kind}-ink)`,
  };
}
