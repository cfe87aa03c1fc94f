import type { Design } from "../../design/design";
import { operatorName } from "../../design/edit/layerWords";
import { settingFields } from "../../design/edit/settingFields";
import { layerCount } from "../../design/flatten";
import { kindOf, type LayerRef } from "../../design/operatorKinds";

/** One dimension of several designs; null where a design does not have it. */
export interface DimensionRow {
  readonly name: string;
  readonly values: readonly (string | null)[];
  readonly differs: boolean;
}

/** The dimensions of designs side by side: the model's first, then the settings of each operator any of them uses. */
export function dimensionRows(designs: readonly Design[]): readonly DimensionRow[] {
  const model = (name: string, read: (design: Design) => unknown) =>
    row(
      name,
      designs.map((design) => text(read(design))),
    );
  const refs = [...new Set(designs.flatMap((design) => usedRefs(design)))];
  const settings = refs.flatMap((ref) => {
    const held = designs.map((design) =>
      usedRefs(design).includes(ref) ? settingsRecord(design, ref) : null,
    );
    const fields = [...new Set(held.flatMap((record) => Object.keys(record ?? {})))];
    return fields.map((field) =>
      row(
        `${operatorName(ref)}, ${settingName(ref, field)}`,
        held.map((record) => (record === null ? null : text(record[field]))),
      ),
    );
  });
  return [
    model("layers", (design) => layerCount(design.stages)),
    model("hidden size", (design) => design.hiddenSize),
    model("vocabulary", (design) => design.vocabSize),
    model("tied embeddings", (design) => design.tieEmbeddings),
    model("meta tokens", (design) => design.metaTokens ?? 0),
    ...settings,
  ];
}

/** A setting as the inspector names it, in the middle of a sentence. */
function settingName(ref: LayerRef, field: string): string {
  const label = settingFields[kindOf(ref)].find(({ name }) => name === field)?.label;
  if (label === undefined) return field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return /^[A-Z][a-z]/.test(label) ? `${label.charAt(0).toLowerCase()}${label.slice(1)}` : label;
}

function usedRefs(design: Design): readonly LayerRef[] {
  return [...new Set(design.stages.flatMap((stage) => stage.layers))];
}

function settingsRecord(design: Design, ref: string): Readonly<Record<string, unknown>> | null {
  const found = Object.entries(design.operators).find(([name]) => name === ref);
  return found === undefined ? null : { ...(found[1] as object) };
}

function row(name: string, values: readonly (string | null)[]): DimensionRow {
  return { name, values, differs: new Set(values).size > 1 };
}

function text(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return value.toLocaleString("en-US");
  if (typeof value === "object")
    return Object.entries(value)
      .map(([name, held]) => `${name} ${text(held) ?? "none"}`)
      .join(", ");
  return String(value);
}
