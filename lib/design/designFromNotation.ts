import { fail, ok, type Result } from "../base/result";
import { type Design, designSchema, type OperatorTable } from "./design";
import { countLayers } from "./flatten";
import { parseNotation, printNotation } from "./notation";
import { kindOf } from "./operatorKinds";
import { operators } from "./operators/registry";
import { maxHiddenSize, parseDesign } from "./parseDesign";

/** Vocabulary of designs that state none: that of Nemotron-Flash, tied. */
export const defaultVocabSize = 131_072;

/** A design from a pattern and a hidden size alone; everything else takes its operator's defaults and is listed. */
export function designFromNotation(
  text: string,
  hiddenSize: number,
): Result<{ readonly design: Design; readonly assumed: readonly string[] }> {
  if (!Number.isInteger(hiddenSize) || hiddenSize < 1 || hiddenSize > maxHiddenSize)
    return fail({
      field: "hiddenSize",
      message: `must be a whole number from 1 to ${maxHiddenSize.toLocaleString("en-US")}, but is ${hiddenSize}.`,
    });
  const stages = parseNotation(text);
  if (!stages.ok) return stages;
  const table: Record<string, unknown> = {};
  const assumed = [`vocabulary ${defaultVocabSize.toLocaleString("en-US")}, embeddings tied`];
  for (const ref of countLayers(stages.value).keys()) {
    const settings = operators[kindOf(ref)].defaults(hiddenSize);
    table[ref] = settings;
    assumed.push(`${ref}: ${settingsText(settings)}`);
  }
  const parsed = parseDesign({
    schema: designSchema,
    name: printNotation(stages.value).slice(0, 200),
    hiddenSize,
    vocabSize: defaultVocabSize,
    tieEmbeddings: true,
    stages: stages.value,
    operators: table as OperatorTable,
  });
  return parsed.ok ? ok({ design: parsed.value, assumed }) : parsed;
}

function settingsText(settings: object): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} ${typeof value === "object" ? "none" : value}`)
    .join(", ");
}
