import type { Design, FfnSettings, OperatorSettings, OperatorTable } from "../design/design";
import { countLayers, flattenLayers } from "../design/flatten";
import { foldLayers } from "../design/foldLayers";
import { kindOf, type LayerRef, type OperatorKind } from "../design/operatorKinds";
import { operators } from "../design/operators/registry";
import { settingsOf } from "../design/settingsOf";
import type { DesignEdit } from "./target";

/** Changes of a design that make it fit a target. Each gives a new design; the given one stays as it was. */

/** Changes some settings of one layer reference. */
export function withSettings(design: Design, ref: LayerRef, change: object): Design {
  const table = design.operators as Readonly<Record<string, object | undefined>>;
  return { ...design, operators: { ...table, [ref]: { ...table[ref], ...change } } as OperatorTable };
}

/** Lets all layers of `from` refer to `to`; settings nobody names any more go. */
export function withReference(design: Design, from: readonly LayerRef[], to: LayerRef): Design {
  const replaced = new Set(from);
  const stages = design.stages.map((stage) => ({
    ...stage,
    layers: stage.layers.map((layer) => (replaced.has(layer) ? to : layer)),
  }));
  return withoutUnused({ ...withoutSharing(design), stages });
}

/** Replaces all layers of some references by another operator, keeping its settings where the design has them. */
export function withOperator(design: Design, from: readonly LayerRef[], to: OperatorKind): Design {
  const table = design.operators as Readonly<Record<string, object | undefined>>;
  const settings = table[to] ?? translated(design, from[0]!, to);
  return withReference({ ...design, operators: { ...table, [to]: settings } as OperatorTable }, from, to);
}

/** Settings for `to` that carry over what `from` shares with it; otherwise the operator's defaults. */
function translated(design: Design, from: LayerRef, to: OperatorKind): object {
  const defaults = operators[to].defaults(design.hiddenSize);
  const kind = kindOf(from);
  if (kind === "swa" && to === "attention") {
    const { window: _window, ...attention } = settingsOf(design, from as "swa");
    return attention;
  }
  if (kind === "deltanet" && to === "gated-deltanet") {
    const { heads, headDim, convKernel, valueHeadDim } = settingsOf(design, from as "deltanet");
    return {
      keyHeads: heads,
      valueHeads: heads,
      keyHeadDim: headDim,
      valueHeadDim: valueHeadDim ?? headDim,
      convKernel,
    };
  }
  if (kind === "gated-deltanet" && to === "deltanet") {
    const { keyHeads, keyHeadDim, convKernel } = settingsOf(design, from as "gated-deltanet");
    return { heads: keyHeads, headDim: keyHeadDim, convKernel };
  }
  if (kind === "moe" && to === "ffn") {
    const { topK, expertSize, sharedSize, activation, gated } = settingsOf(design, from as "moe");
    const dense: FfnSettings = {
      intermediateSize: topK * expertSize + sharedSize,
      activation: activation ?? "silu",
      gated: gated ?? true,
    };
    return dense;
  }
  return defaults;
}

/** The design with other layers, folded into stages anew. */
export function withLayers(design: Design, layers: readonly LayerRef[]): Design {
  return withoutUnused({ ...withoutSharing(design), stages: foldLayers(layers) });
}

/** Adds an FFN after every mixer that has none, and drops FFNs that follow no mixer. */
export function withFfnInEveryBlock(design: Design): Design {
  const layers = flattenLayers(design);
  const feed =
    [...countLayers(design.stages).keys()].find((ref) => operators[kindOf(ref)].role === "ffn") ?? "ffn";
  const paired: LayerRef[] = [];
  layers.forEach((layer, place) => {
    const next = layers[place + 1];
    if (operators[kindOf(layer)].role === "ffn") {
      const before = layers[place - 1];
      if (before !== undefined && operators[kindOf(before)].role === "mixer") paired.push(layer);
      return;
    }
    paired.push(layer);
    if (next === undefined || operators[kindOf(next)].role === "mixer") paired.push(feed);
  });
  const table: Record<string, object | undefined> = { ...design.operators };
  table[feed] ??= operators.ffn.defaults(design.hiddenSize);
  return withLayers({ ...design, operators: table as OperatorTable }, paired);
}

/** Drops all layers of some references; others must remain. */
export function withoutLayers(design: Design, refs: readonly LayerRef[]): Design {
  const dropped = new Set(refs);
  return withLayers(
    design,
    flattenLayers(design).filter((layer) => !dropped.has(layer)),
  );
}

/** An edit whose design is made when it is first asked for: folding thousands of layers is not for every keystroke. */
export function editWhenAsked(label: string, make: () => Design): DesignEdit {
  let made: Design | null = null;
  return {
    label,
    get design() {
      made ??= make();
      return made;
    },
  };
}

/** Leaves out one optional field of the whole design. */
export function withoutField(design: Design, field: "norm" | "shareLayers" | "metaTokens"): Design {
  const { [field]: _left, ...rest } = design;
  return rest;
}

/** Groups of shared layers name positions, so they cannot survive a change of the layer list. */
function withoutSharing(design: Design): Design {
  return design.shareLayers === undefined ? design : withoutField(design, "shareLayers");
}

function withoutUnused(design: Design): Design {
  const used = countLayers(design.stages);
  const kept = Object.entries(design.operators).filter(([ref]) => used.has(ref as LayerRef));
  return { ...design, operators: Object.fromEntries(kept) as OperatorTable };
}

/** The settings of one kind, typed, for a reference of that kind. */
export function settingsOfKind<K extends OperatorKind>(
  design: Pick<Design, "operators">,
  ref: LayerRef,
): OperatorSettings[K] {
  return settingsOf<K>(design, ref as K);
}
