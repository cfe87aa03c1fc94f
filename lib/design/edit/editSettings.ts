import type { Problem } from "../../base/result";
import type { Design, OperatorTable } from "../design";
import { kindOf, type LayerRef } from "../operatorKinds";
import { checkSettings, exactnessProblem, parseDesign } from "../parseDesign";
import { nearestLegal } from "./nearestLegal";

/** A change that a design cannot take, why, and the closest value of the field that it could. */
export interface Refusal {
  readonly problems: readonly Problem[];
  readonly nearest: number | null;
}

export type FieldEdit = { readonly ok: true; readonly design: Design } | ({ readonly ok: false } & Refusal);

type SettingValue = number | boolean | string | object | null | undefined;

/** Sets one setting of one operator (or variant). `undefined` takes an optional setting out. */
export function editSetting(design: Design, ref: LayerRef, name: string, value: SettingValue): FieldEdit {
  const table: Readonly<Partial<Record<LayerRef, object>>> = design.operators;
  const settingsWith = (next: SettingValue) => {
    const { [name]: _, ...others } = { ...table[ref] } as Record<string, SettingValue>;
    return next === undefined ? others : { ...others, [name]: next };
  };
  const designWith = (next: SettingValue): Design => {
    const operators = { ...design.operators, [ref]: settingsWith(next) } as OperatorTable;
    return { ...design, operators };
  };
  const problemsWith = (next: SettingValue) =>
    checkSettings(kindOf(ref), settingsWith(next), design.hiddenSize, `operators.${ref}`);
  const problems = problemsWith(value);
  if (problems.length === 0) {
    const changed = designWith(value);
    const uncountable = exactnessProblem(changed);
    return uncountable === null
      ? { ok: true, design: changed }
      : { ok: false, problems: [uncountable], nearest: null };
  }
  const nearest =
    typeof value === "number" ? nearestLegal(value, (next) => problemsWith(next).length === 0) : null;
  return { ok: false, problems, nearest };
}

/** Fields of the design itself that the inspector edits directly. */
export type DesignField =
  | "name"
  | "hiddenSize"
  | "vocabSize"
  | "tieEmbeddings"
  | "metaTokens"
  | "maxPositions";

/** Sets one field of the design. `undefined` takes an optional field out. */
export function editDesignField(
  design: Design,
  field: DesignField,
  value: string | number | boolean | undefined,
): FieldEdit {
  const designWith = (next: typeof value): unknown => {
    const { [field]: _, ...others } = design;
    return next === undefined ? others : { ...others, [field]: next };
  };
  const parsed = parseDesign(designWith(value));
  if (parsed.ok) return { ok: true, design: parsed.value };
  const nearest =
    typeof value === "number" ? nearestLegal(value, (next) => parseDesign(designWith(next)).ok, 512) : null;
  return { ok: false, problems: parsed.problems, nearest };
}

/** Sets the tokens the design is thought to be trained on. */
export function editTrainingTokens(design: Design, tokens: number | undefined): FieldEdit {
  const { training: _, ...others } = design;
  const parsed = parseDesign(tokens === undefined ? others : { ...others, training: { tokens } });
  return parsed.ok
    ? { ok: true, design: parsed.value }
    : { ok: false, problems: parsed.problems, nearest: null };
}
