import { fail, type Problem, type Result } from "../base/result";
import type { Design } from "./design";
import { parseDesign } from "./parseDesign";

/** Largest file that is read; a larger one is refused unread. */
export const maxFileBytes = 8 * 1024 * 1024;

/** The problem with a file of this size, or null when it may be read. */
export function fileSizeProblem(bytes: number): Problem | null {
  if (bytes <= maxFileBytes) return null;
  return {
    field: "",
    message: `The file has ${(bytes / 1_048_576).toFixed(1)} MB; a design or config has at most 8 MB, so it was not read.`,
    mend: "Give the JSON document alone, without weights.",
  };
}

/** Parses JSON text with a position in the error. Text above 8 MB is refused unread. */
export function readJsonText(text: string): Result<unknown> {
  const tooLarge = fileSizeProblem(text.length);
  if (tooLarge) return fail(tooLarge);
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail({
      field: "",
      message: `This is not JSON: ${reason.replace(/\s+/g, " ").slice(0, 160)}.`,
      mend: "Check quotes, commas and brackets near that place.",
    });
  }
}

/** Reads a design from its JSON text. */
export function readDesignText(text: string): Result<Design> {
  const json = readJsonText(text);
  return json.ok ? parseDesign(json.value) : json;
}
