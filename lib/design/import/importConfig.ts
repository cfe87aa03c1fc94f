import { nearestWord } from "../../base/nearest";
import { fail, ok, type Result } from "../../base/result";
import { shown } from "../schemaProblems";
import { ConfigReader } from "./configReader";
import { families } from "./families";
import type { ConfigFamily, ImportedDesign } from "./imported";
import { isInert } from "./inertFields";

export type { ImportedDesign } from "./imported";

const familyByType: ReadonlyMap<string, ConfigFamily> = new Map(
  families.flatMap((family) => family.modelTypes.map((type) => [type, family] as const)),
);

/** Model types that can be imported, in the order of the registry. */
export const importableModelTypes: readonly string[] = [...familyByType.keys()];

/**
 * Reads a parsed Hugging Face config.json into a design. What a design cannot express is refused with the field, the
 * reason and the nearest thing that can be; the answer lists what was read, assumed and left out.
 */
export function importConfig(json: unknown): Result<ImportedDesign> {
  if (typeof json !== "object" || json === null || Array.isArray(json))
    return fail({ field: "", message: `A config is a JSON object, but this is ${shown(json)}.` });
  const config = json as Readonly<Record<string, unknown>>;
  const type = config.model_type;
  if (typeof type !== "string")
    return fail({
      field: "model_type",
      message: `must name the model family, but is ${shown(type)}.`,
      mend: `Add it, one of ${importableModelTypes.join(", ")}.`,
    });
  const family = familyByType.get(type);
  if (family === undefined) return unknownFamily(type, config);
  const reader = new ConfigReader(config, type);
  const design = family.read(reader);
  if (!design.ok) return design;
  return ok({ design: design.value, family: type, ...account(reader) });
}

/** Multimodal configs carry the language model as `text_config`, sometimes without a type, and the tie beside it. */
function unknownFamily(type: string, config: Readonly<Record<string, unknown>>): Result<ImportedDesign> {
  const inner = config.text_config;
  if (typeof inner === "object" && inner !== null && !Array.isArray(inner)) {
    const imported = importConfig({
      model_type: `${type}_text`,
      ...(typeof config.tie_word_embeddings === "boolean" && {
        tie_word_embeddings: config.tie_word_embeddings,
      }),
      ...inner,
      text_config: undefined,
    });
    if (!imported.ok)
      return fail(
        ...imported.problems.map((problem) => ({ ...problem, field: `text_config.${problem.field}` })),
      );
    return ok({
      ...imported.value,
      assumed: [`The language model of ${type} alone: other parts are left out.`, ...imported.value.assumed],
    });
  }
  const near = nearestWord(type, importableModelTypes);
  return fail({
    field: "model_type",
    message: `${type} is not a family this importer reads.`,
    mend: `${near ? `Nearest: ${near}. ` : ""}It reads ${importableModelTypes.join(", ")}.`,
  });
}

/** Fields that count extra layers for multi-token prediction. */
const predictionFields = ["num_nextn_predict_layers", "mtp_num_hidden_layers"];

function account(reader: ConfigReader) {
  const read = new Set(reader.read);
  const left = Object.keys(reader.json).filter((field) => !read.has(field) && reader.has(field));
  const predictsMore = predictionFields.some((field) => Number(reader.json[field]) > 0);
  const ignored = (field: string) => isInert(field) || reader.ignored.has(field);
  const unknown = left.filter((field) => !ignored(field));
  return {
    read: reader.read,
    assumed: [
      ...reader.assumed,
      ...(predictsMore
        ? ["Layers for multi-token prediction are not part of the language model and are left out."]
        : []),
      ...unknown.map(
        (field) => `${field} is not known to change the ${reader.family} architecture and is left out.`,
      ),
    ],
    ignored: left.filter(ignored),
  };
}
