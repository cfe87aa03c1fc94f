import { fail, type Problem, type Result } from "../base/result";
import type { Design } from "./design";
import { parseDesign } from "./parseDesign";

/** Largest file that is read; a larger one is refused unread. */
export const maxFileBytes = 8 * 1024 * 1024;

/** How large a kind of file may be, and what its reader says of a larger one. */
export interface FileLimit {
  readonly bytes: number;
  /** What such a file is, with its article. */
  readonly kind: string;
  readonly mend: string;
}

const designFiles: FileLimit = {
  bytes: maxFileBytes,
  kind: "a design or config",
  mend: "Give the JSON document alone, without weights.",
};

/** The problem with a file of this size, or null when it may be read. */
export function fileSizeProblem(bytes: number, limit: FileLimit = designFiles): Problem | null {
  if (bytes <= limit.bytes) return null;
  const megabytes = (size: number) => size / 1_048_576;
  return {
    field: "",
    message: `The file has ${megabytes(bytes).toFixed(1)} MB; ${limit.kind} has at most ${megabytes(limit.bytes)} MB, so it was not read.`,
    mend: limit.mend,
  };
}

/** Deepest nesting that is read; designs and configs need less than ten levels. */
const maxNesting = 64;
/** Fields of the outermost object at most; configs have about a hundred. */
const maxFields = 10_000;

/**
 * What makes text unfit to be parsed at all: absurd nesting, or an absurd number of fields. One pass over the characters;
 * brackets and commas inside strings do not count.
 */
function structureProblem(text: string): Problem | null {
  let depth = 0;
  let fields = 0;
  let inString = false;
  const isObject = /^\s*\{/.test(text.slice(0, 1000));
  for (let place = 0; place < text.length; place++) {
    switch (text.charCodeAt(place)) {
      case 0x5c: // backslash: the next character is escaped
        if (inString) place += 1;
        break;
      case 0x22: // quotation mark
        inString = !inString;
        break;
      case 0x7b: // {
      case 0x5b: // [
        if (!inString) depth += 1;
        if (depth > maxNesting)
          return {
            field: "",
            message: `The document nests more than ${maxNesting} levels deep at character ${place + 1}, so it was not read.`,
            mend: "A design or config has lists and objects a few levels deep only.",
          };
        break;
      case 0x7d: // }
      case 0x5d: // ]
        if (!inString) depth -= 1;
        break;
      case 0x2c: // ,
        if (!inString && depth === 1) fields += 1;
        if (isObject && fields >= maxFields)
          return {
            field: "",
            message: `The document has more than ${maxFields.toLocaleString("en-US")} fields, so it was not read.`,
            mend: "Give the design or config alone.",
          };
    }
  }
  return null;
}

/** Parses JSON text with a position in the error. Text above the limit (8 MB) or nested absurdly deep is refused unread. */
export function readJsonText(text: string, limit: FileLimit = designFiles): Result<unknown> {
  const unreadable = fileSizeProblem(text.length, limit) ?? structureProblem(text);
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
