import { nearestWord } from "../base/nearest";
import { fail, ok, type Result } from "../base/result";
import type { Design } from "../design/design";
import { designFromNotation } from "../design/designFromNotation";
import { importConfig } from "../design/import/importConfig";
import { parseDesign } from "../design/parseDesign";
import { findPreset, presets } from "../design/presets";
import { type Arguments, textOption } from "./command";
import { fileExists, readJsonFile } from "./jsonFile";

/** Options every command with a DESIGN argument takes. */
export const designOptions = { hidden: { type: "string" } } as const;

/** A design named on the command line, and what was taken as true to read it. */
export interface NamedDesign {
  readonly design: Design;
  readonly assumed: readonly string[];
}

/** Reads a DESIGN argument: `preset:ID`, a path to a design or config.json, or a notation with `--hidden`. */
export async function readDesignArgument(
  argument: string,
  args: Pick<Arguments, "options" | "words">,
): Promise<Result<NamedDesign>> {
  if (argument.startsWith("preset:")) return presetNamed(argument.slice("preset:".length));
  if (await fileExists(argument)) return readDesignFile(argument);
  const hidden = textOption(args, "hidden");
  if (hidden !== undefined) return designFromNotation(argument, Number(hidden));
  return fail({
    field: argument,
    message: "There is no such file, and a notation needs --hidden.",
    mend: "Give a path, preset:ID, or a pattern such as '(a f)x12' with --hidden 2048.",
  });
}

function presetNamed(id: string): Result<NamedDesign> {
  const preset = findPreset(id);
  if (preset) return ok({ design: preset.design, assumed: preset.assumptions });
  const near = nearestWord(
    id,
    presets.map((known) => known.id),
  );
  return fail({
    field: `preset:${id}`,
    message: "There is no preset with this id.",
    mend: near ? `Did you mean preset:${near}?` : "The presets command lists them.",
  });
}

/** Reads a design, or a Hugging Face config, from a file. */
export async function readDesignFile(path: string): Promise<Result<NamedDesign>> {
  const json = await readJsonFile(path);
  if (!json.ok) return json;
  return readDesignOrConfig(json.value);
}

/** Reads a parsed JSON document that is a design or a Hugging Face config. */
export function readDesignOrConfig(json: unknown): Result<NamedDesign> {
  if (isConfig(json)) {
    const imported = importConfig(json);
    return imported.ok ? ok({ design: imported.value.design, assumed: imported.value.assumed }) : imported;
  }
  const design = parseDesign(json);
  return design.ok ? ok({ design: design.value, assumed: [] }) : design;
}

/** A config names its model type or class; a design names its schema. */
function isConfig(json: unknown): boolean {
  return (
    typeof json === "object" &&
    json !== null &&
    !("schema" in json) &&
    !("stages" in json) &&
    ("model_type" in json || "architectures" in json || "hidden_size" in json)
  );
}
