import type { Design, NormSettings } from "../../design/design";
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
    model("norm", (design) => normText(design.norm)),
    model("weights of unit norm", (design) => design.weightNorm ?? false),
    model("shared layers", (design) => sharingText(design.shareLayers)),
    model("positions at most", (design) => design.maxPositions),
    model("training tokens", (design) => design.training?.tokens),
    ...settings,
  ];
}

/** A norm in words; absent it is RMSNorm with a scale before each layer. */
function normText({ kind, scale, bias, pre = true, post }: NormSettings = usualNorm): string {
  const parts = [scale ? "scale" : null, bias ? "bias" : null].filter((part) => part !== null);
  const places = [pre ? "before" : null, post ? "after" : null].filter((place) => place !== null);
  const name = kind === "rms" ? "RMSNorm" : "LayerNorm";
  return `${name} ${parts.length > 0 ? `with ${parts.join(" and ")}` : "without scale"}, ${places.length > 0 ? `${places.join(" and ")} each layer` : "at the end only"}`;
}

const usualNorm: NormSettings = { kind: "rms", scale: true, bias: false, post: false };

/** Groups of layers with one set of weights, by their places in the flat list from 1 on. */
function sharingText(groups: Design["shareLayers"]): string {
  if (groups === undefined || groups.length === 0) return "none";
  return groups.map((group) => group.map((layer) => layer + 1).join(" = ")).join(", ");
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
