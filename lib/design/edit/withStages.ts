import { fail, ok, type Result } from "../../base/result";
import type { Design, OperatorTable, Stage } from "../design";
import { flattenLayers, layerCount } from "../flatten";
import { kindOf, type LayerRef } from "../operatorKinds";
import { operators } from "../operators/registry";
import { exactnessProblem, maxLayers } from "../parseDesign";

/**
 * A design with other stages. Operators that come into use get settings that are legal at its hidden size; settings
 * that fall out of use stay, so that a layer taken out and put back is the same. Weight sharing is by layer index, so
 * it survives only where the layer list is unchanged.
 */
export function withStages(design: Design, stages: readonly Stage[]): Result<Design> {
  const count = layerCount(stages);
  if (count === 0)
    return fail({
      field: "stages",
      message: "A design has at least one layer.",
      mend: "Change the last layer instead of removing it.",
    });
  if (count > maxLayers)
    return fail({
      field: "stages",
      message: `A design has at most ${maxLayers.toLocaleString("en-US")} layers, but this has ${count.toLocaleString("en-US")}.`,
      mend: "Lower the repeat counts.",
    });
  const { shareLayers, ...rest } = design;
  const keepsLayers =
    shareLayers !== undefined && flattenLayers({ stages }).join(" ") === flattenLayers(design).join(" ");
  const changed: Design = {
    ...rest,
    ...(keepsLayers ? { shareLayers } : {}),
    stages,
    operators: withSettingsFor(design, stages),
  };
  const uncountable = exactnessProblem(changed);
  return uncountable === null ? ok(changed) : fail(uncountable);
}

/** The operator table with settings for every layer of `stages`. A new variant starts from its kind's settings. */
function withSettingsFor(design: Design, stages: readonly Stage[]): OperatorTable {
  const known: Readonly<Partial<Record<LayerRef, unknown>>> = design.operators;
  const missing = new Set(stages.flatMap(({ layers }) => layers.filter((ref) => !(ref in known))));
  if (missing.size === 0) return design.operators;
  const added = [...missing].map((ref): [LayerRef, unknown] => {
    const kind = kindOf(ref);
    return [ref, known[kind] ?? operators[kind].defaults(design.hiddenSize)];
  });
  return { ...design.operators, ...(Object.fromEntries(added) as OperatorTable) };
}
