import { fail, ok, type Result } from "../base/result";
import { type Design, designSchema } from "../design/design";
import { withStages } from "../design/edit/withStages";
import { importConfig } from "../design/import/importConfig";
import { importMegatronScript, looksLikeMegatronScript } from "../design/import/megatronScript";
import { parseNotation } from "../design/notation";
import { parseDesign } from "../design/parseDesign";
import { patternName } from "../design/patternName";
import { fileSizeProblem, readJsonText } from "../design/readDesignText";

/** A design read from what somebody pasted or dropped, with an account of how. */
export interface ReadDesign {
  readonly design: Design;
  /** What it was taken for. */
  readonly kind: "design" | "config" | "script" | "pattern";
  /** Fields that shaped the design. */
  readonly read: readonly string[];
  /** What the source leaves open, as sentences. */
  readonly assumed: readonly string[];
  /** Fields that change no size or cost. */
  readonly ignored: readonly string[];
}

/**
 * Reads text as a design file, as a Hugging Face config.json, as a launch script of Megatron-LM, or as a pattern in
 * notation or in Megatron's symbols. A pattern takes its sizes from `current`.
 */
export function readDesignInput(text: string, current: Design): Result<ReadDesign> {
  const trimmed = text.trim();
  if (trimmed === "")
    return fail({
      field: "",
      message: "There is nothing to read.",
      mend: "Paste a config.json, a design file or a pattern.",
    });
  const tooLarge = fileSizeProblem(text.length);
  if (tooLarge) return fail(tooLarge);
  if (trimmed.includes("\0"))
    return fail({
      field: "",
      message: "This is not a text file: it holds bytes no text has.",
      mend: "Choose a config.json, a design file or a pattern; weights and images hold no design.",
    });
  if (looksLikeMegatronScript(trimmed)) return readScript(trimmed);
  if (!/^[[{"]/.test(trimmed)) return readPattern(trimmed, current);
  const json = readJsonText(trimmed);
  if (!json.ok) return json;
  const value = json.value;
  const isConfig =
    typeof value === "object" && value !== null && !("schema" in value) && !("stages" in value);
  if (isConfig && !Array.isArray(value)) {
    const imported = importConfig(value);
    return imported.ok ? ok({ ...imported.value, kind: "config" as const }) : imported;
  }
  const design = parseDesign(value);
  if (!design.ok) return design;
  return ok({ design: design.value, kind: "design", read: [designSchema], assumed: [], ignored: [] });
}

function readScript(text: string): Result<ReadDesign> {
  const design = importMegatronScript(text);
  if (!design.ok) return design;
  return ok({
    design: design.value,
    kind: "script",
    read: ["the flags that state the architecture"],
    assumed: ["Flags left out take Megatron-LM's defaults."],
    ignored: ["flags of training, data and parallelism"],
  });
}

function readPattern(text: string, current: Design): Result<ReadDesign> {
  const stages = parseNotation(text);
  if (!stages.ok) return stages;
  const design = withStages(current, stages.value);
  if (!design.ok) return design;
  return ok({
    design: { ...design.value, name: patternName(stages.value) },
    kind: "pattern",
    read: ["the layer pattern"],
    assumed: [`Sizes are those of ${current.name}; operators new to it have usual settings.`],
    ignored: [],
  });
}
