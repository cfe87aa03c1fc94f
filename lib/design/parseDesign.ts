import * as v from "valibot";
import { enoughProblems, limitProblems } from "../base/limitProblems";
import { nearestWord } from "../base/nearest";
import { fail, ok, type Problem, type Result } from "../base/result";
import { type Design, designSchema } from "./design";
import { flag, oneOf, positive, whole } from "./fields";
import { countLayers, layerCount } from "./flatten";
import { kindOf, type LayerRef, type OperatorKind, operatorKinds, variantOf } from "./operatorKinds";
import { operators } from "./operators/registry";
import { joinPath, problemsFromIssues, shown } from "./schemaProblems";
import { bindOperator } from "./settingsOf";
import { sharingProblems } from "./shareLayers";
import { elements } from "./tensor";

/** Limits of a design document. */
export const maxLayers = 10_000;
export const maxHiddenSize = 65_536;
export const maxNameLength = 200;

const nameMessage = `must be a text of 1 to ${maxNameLength} characters`;

const documentSchema = v.strictObject({
  schema: v.literal(designSchema, `must be "${designSchema}"`),
  name: v.pipe(
    v.string(nameMessage),
    v.check((name) => name.trim().length > 0 && name.length <= maxNameLength, nameMessage),
  ),
  hiddenSize: whole(1, maxHiddenSize),
  vocabSize: whole(1, 16_777_216),
  tieEmbeddings: flag,
  metaTokens: v.optional(whole(0, 1_048_576)),
  weightNorm: v.optional(flag),
  maxPositions: v.optional(whole(1, 1_000_000_000)),
  norm: v.optional(
    v.strictObject({
      kind: oneOf(["rms", "layer"]),
      scale: flag,
      bias: flag,
      post: flag,
      pre: v.optional(flag),
    }),
  ),
  shareLayers: v.optional(v.array(v.array(whole(0, maxLayers - 1)))),
  stages: v.pipe(
    v.array(v.strictObject({ repeat: whole(1, maxLayers), layers: v.array(v.unknown()) })),
    v.minLength(1, "must list at least one stage"),
  ),
  operators: v.custom<Readonly<Record<string, unknown>>>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
    "must be an object with one setting for each operator in use",
  ),
  training: v.optional(v.strictObject({ tokens: positive(1e18) })),
});

/**
 * Checks a parsed JSON value against `paretoscope/design@1`: the shape of every field, then what must hold between
 * fields. All problems are reported at once, each with its path, what was expected and the mend.
 */
export function parseDesign(json: unknown): Result<Design> {
  if (typeof json !== "object" || json === null || Array.isArray(json))
    return fail({ field: "", message: `A design is a JSON object, but this is ${shown(json)}.` });
  const tooLong = layerLimitProblem(json);
  if (tooLong) return fail(tooLong);
  const document = v.safeParse(documentSchema, json);
  if (!document.success) return fail(...limitProblems(problemsFromIssues(document.issues, documentSchema)));
  const problems: Problem[] = [];
  const used = new Set<LayerRef>();
  for (const [index, stage] of document.output.stages.entries()) {
    problems.push(...layerProblems(stage.layers, `stages[${index}].layers`, used));
    if (enoughProblems(problems)) return fail(...limitProblems(problems));
  }
  const { hiddenSize } = document.output;
  const table = document.output.operators;
  for (const key of Object.keys(table)) {
    problems.push(...settingProblems(key, table[key], hiddenSize));
    if (enoughProblems(problems)) return fail(...limitProblems(problems));
  }
  for (const ref of used)
    if (!Object.hasOwn(table, ref))
      problems.push({
        field: `operators.${ref}`,
        message: "is missing, but layers name it.",
        mend: `Add its settings, for example ${JSON.stringify(operators[kindOf(ref)].defaults(hiddenSize))}.`,
      });
  if (problems.length > 0) return fail(...limitProblems(problems));
  const design = json as Design;
  const uncountable = exactnessProblem(design);
  if (uncountable) return fail(uncountable);
  const sharing = sharingProblems(design);
  return sharing.length > 0 ? fail(...limitProblems(sharing)) : ok(design);
}

/** Counts stay exact up to 2^53; a design with more parameters than that is a slip of the hand. */
export function exactnessProblem(design: Design): Problem | null {
  let parameters = design.vocabSize * design.hiddenSize;
  for (const [ref, count] of countLayers(design.stages))
    for (const tensor of bindOperator(design, ref).tensors()) parameters += count * elements(tensor);
  return parameters <= Number.MAX_SAFE_INTEGER
    ? null
    : {
        field: "operators",
        message: `The design has about ${parameters.toExponential(1)} parameters; more than ${Number.MAX_SAFE_INTEGER.toLocaleString("en-US")} cannot be counted exactly.`,
        mend: "Lower the widths, the number of experts or the layers.",
      };
}

/** Sums the layers of whatever looks like stages, so that an oversized design is refused before anything is unrolled. */
function layerLimitProblem(json: object): Problem | null {
  const stages: unknown = "stages" in json ? json.stages : undefined;
  if (!Array.isArray(stages)) return null;
  const plausible = stages.filter(
    (stage: unknown): stage is { repeat: number; layers: LayerRef[] } =>
      typeof stage === "object" &&
      stage !== null &&
      "repeat" in stage &&
      typeof stage.repeat === "number" &&
      "layers" in stage &&
      Array.isArray(stage.layers),
  );
  const count = layerCount(plausible);
  if (stages.length <= maxLayers && !(count > maxLayers)) return null;
  return {
    field: "stages",
    message: `A design has at most ${maxLayers.toLocaleString("en-US")} layers, but this has ${Math.max(count, stages.length).toLocaleString("en-US")}.`,
    mend: "Lower the repeat counts or remove layers.",
  };
}

/** Checks the layer names of one stage and collects the good ones in `used`. */
function layerProblems(layers: readonly unknown[], path: string, used: Set<LayerRef>): readonly Problem[] {
  if (layers.length === 0)
    return [
      { field: path, message: "must name at least one layer.", mend: "Add a layer or remove the stage." },
    ];
  const problems: Problem[] = [];
  for (const [index, layer] of layers.entries()) {
    if (typeof layer === "string" && used.has(layer as LayerRef)) continue;
    const wrong = refProblem(layer, `${path}[${index}]`);
    if (wrong) problems.push(wrong);
    else used.add(layer as LayerRef);
    if (enoughProblems(problems)) break;
  }
  return problems;
}

/** What is wrong with a layer reference, or null. */
function refProblem(ref: unknown, field: string): Problem | null {
  if (typeof ref !== "string")
    return { field, message: `must name an operator, but is ${shown(ref)}.`, mend: operatorList };
  const kind = kindOf(ref as LayerRef);
  if (!operatorKinds.includes(kind)) {
    const near = nearestWord(kind, operatorKinds);
    return {
      field,
      message: `${shown(kind)} is not a known operator.`,
      mend: `${near ? `Did you mean ${near}? ` : ""}${operatorList}`,
    };
  }
  const variant = variantOf(ref as LayerRef);
  if (variant !== null && !/^[A-Za-z0-9_.-]{1,40}$/.test(variant))
    return {
      field,
      message: `${shown(ref)} has a variant name that is not 1 to 40 letters, digits, dots, dashes or underscores.`,
      mend: `Write it as ${kind}#wide.`,
    };
  return null;
}

const operatorList = `Operators are ${operatorKinds.join(", ")}.`;

/** Checks one entry of the operator table. */
function settingProblems(key: string, value: unknown, hiddenSize: number): readonly Problem[] {
  const wrong = refProblem(key, joinPath("operators", [key]));
  if (wrong) return [wrong];
  return checkSettings(kindOf(key as LayerRef), value, hiddenSize, `operators.${key}`);
}

/**
 * Checks the settings of one operator at a hidden size: shape, limits, and what must hold between fields. Paths start
 * with `path`.
 */
export function checkSettings<K extends OperatorKind>(
  kind: K,
  value: unknown,
  hiddenSize: number,
  path: string,
): readonly Problem[] {
  const operator = operators[kind];
  const parsed = v.safeParse(operator.schema, value);
  if (!parsed.success) return problemsFromIssues(parsed.issues, operator.schema, path);
  return operator
    .check(parsed.output, hiddenSize)
    .map((problem) => ({ ...problem, field: joinPath(path, [problem.field]) }));
}
