import * as v from "valibot";
import { nearestWord } from "../base/nearest";
import { fail, ok, type Result } from "../base/result";
import { oneOf, positive, whole } from "../design/fields";
import { kindOf, type LayerRef, operatorKinds } from "../design/operatorKinds";
import { parseDesign } from "../design/parseDesign";
import { problemsFromIssues } from "../design/schemaProblems";
import { compileSpace } from "./compileSpace";
import { maxCandidateLayers } from "./genome";
import { type SearchSpace, spaceSchema } from "./space";
import { generalSpace, paperSpace } from "./spaces";

/** The spaces that have a name. */
export const namedSpaces: Readonly<Record<string, SearchSpace>> = { paper: paperSpace, all: generalSpace };

const layerRef = v.custom<LayerRef>(
  (value) =>
    typeof value === "string" &&
    operatorKinds.includes(kindOf(value as LayerRef)) &&
    /^[a-z0-9-]+(#[A-Za-z0-9_.-]{1,40})?$/.test(value),
  `must be an operator (${operatorKinds.join(", ")}), or a variant such as swa#wide`,
);
const layerList = v.pipe(v.array(layerRef), v.maxLength(64, "must hold at most 64 layers"));
const repeat = v.strictObject({ min: whole(0, 512), max: whole(0, 512) });

const stageSchema = v.variant("kind", [
  v.strictObject({
    kind: v.literal("composed"),
    mixers: layerList,
    shapes: oneOf(["single", "pair", "composite"]),
    feeds: v.pipe(v.array(layerList), v.maxLength(16)),
    literals: v.optional(v.pipe(v.array(layerList), v.maxLength(64))),
    repeat,
  }),
  v.strictObject({
    kind: v.literal("template"),
    layers: v.pipe(layerList, v.minLength(1, "must hold at least one layer")),
    locked: v.array(whole(0, 63)),
    mixers: layerList,
    repeat,
  }),
]);

const numbers = (least: number, most: number) =>
  v.pipe(v.array(whole(least, most)), v.maxLength(64, "must hold at most 64 values"));

const documentSchema = v.strictObject({
  schema: v.literal(spaceSchema, `must be "${spaceSchema}"`),
  name: v.pipe(v.string("must be a text"), v.minLength(1), v.maxLength(200)),
  base: v.unknown(),
  hiddenSizes: numbers(1, 65_536),
  hiddenRule: oneOf(["free", "largest"]),
  stages: v.pipe(v.array(stageSchema), v.maxLength(16, "must hold at most 16 stages")),
  layers: v.strictObject({ min: whole(1, maxCandidateLayers), max: whole(1, maxCandidateLayers) }),
  ffnRatios: v.pipe(v.array(positive(64)), v.maxLength(64)),
  kvGroups: numbers(1, 1024),
  windows: numbers(1, 1_048_576),
  minFullAttention: whole(0, maxCandidateLayers),
});

/**
 * Reads a search space from parsed JSON. `from: "paper"` or `from: "all"` takes every field the file does not state from
 * that space. All fields are checked, and that the space can be compiled: problems carry the path and what to relax.
 */
export function parseSpace(json: unknown): Result<SearchSpace> {
  if (typeof json !== "object" || json === null || Array.isArray(json))
    return fail({ field: "", message: "A search space is a JSON object." });
  const completed = completeFrom(json);
  if (!completed.ok) return completed;
  const parsed = v.safeParse(documentSchema, completed.value);
  if (!parsed.success) return fail(...problemsFromIssues(parsed.issues, documentSchema));
  const base = parseDesign(parsed.output.base);
  if (!base.ok)
    return fail(...base.problems.map((problem) => ({ ...problem, field: `base.${problem.field}` })));
  const space: SearchSpace = { ...parsed.output, base: base.value };
  const compiled = compileSpace(space);
  return compiled.ok ? ok(space) : compiled;
}

function completeFrom(json: object): Result<object> {
  const { from, ...stated } = json as { from?: unknown };
  if (from === undefined) return ok(stated);
  const named = typeof from === "string" && Object.hasOwn(namedSpaces, from) ? namedSpaces[from] : undefined;
  if (named !== undefined) return ok({ ...named, ...stated });
  const near = nearestWord(String(from), Object.keys(namedSpaces));
  return fail({
    field: "from",
    message: `names no space; known are ${Object.keys(namedSpaces).join(" and ")}.`,
    ...(near && { mend: `Did you mean ${near}?` }),
  });
}
