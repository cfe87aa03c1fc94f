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

/** Deepest nesting that is read; designs and configs need less than ten levels. */
const maxNesting = 64;

/** Where text first nests deeper than allowed, or null. Brackets inside strings do not count. */
function nestingProblem(text: string): Problem | null {
  let depth = 0;
  let inString = false;
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (inString) {
      if (code === 0x5c) place += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > maxNesting)
        return {
          field: "",
          message: `The document nests more than ${maxNesting} levels deep at character ${place + 1}, so it was not read.`,
          mend: "A design or config has lists and objects a few levels deep only.",
        };
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return null;
}

/** Parses JSON text with a position in the error. Text above 8 MB or nested absurdly deep is refused unread. */
export function readJsonText(text: string): Result<unknown> {
  const unreadable = fileSizeProblem(text.length) ?? nestingProblem(text);
  if (unreadable) return fail(unreadable);
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
