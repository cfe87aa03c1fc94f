import { kindOf, type LayerRef, operatorKinds } from "../operatorKinds";
import { operatorName } from "./layerWords";
import { settingFields } from "./settingFields";

const designLabels: Readonly<Record<string, string>> = {
  name: "Name",
  hiddenSize: "Hidden size",
  vocabSize: "Vocabulary",
  metaTokens: "Meta tokens",
  maxPositions: "Max positions",
  "training.tokens": "Training tokens",
};

/**
 * What forms call a field of a design: `operators.mamba2.headDim` is `Mamba2 head dim`. Null for fields no form shows,
 * which are told by their path.
 */
export function fieldLabel(path: string): string | null {
  const known = designLabels[path];
  if (known !== undefined) return known;
  const [, ref, name] = /^operators\.([^.]+)\.(\w+)$/.exec(path) ?? [];
  if (ref === undefined || name === undefined) return null;
  const kind = operatorKinds.find((one) => one === kindOf(ref as LayerRef));
  const setting = kind && settingFields[kind].find((field) => field.name === name);
  return setting === undefined ? null : `${operatorName(ref as LayerRef)} ${lowerFirst(setting.label)}`;
}

/** Abbreviations keep their capitals. */
function lowerFirst(label: string): string {
  return /^[A-Z]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
