import type * as v from "valibot";
import { nearestWord } from "../base/nearest";
import type { Problem } from "../base/result";
import type { SchemaEntries } from "./operator";

/** Turns schema issues into problems: field path, what was expected, what was found, and the mend. */
export function problemsFromIssues(
  issues: readonly v.BaseIssue<unknown>[],
  schema: SchemaEntries,
  base = "",
): readonly Problem[] {
  return issues.map((issue) => problemFromIssue(issue, schema, base));
}

function problemFromIssue(issue: v.BaseIssue<unknown>, schema: SchemaEntries, base: string): Problem {
  const keys = (issue.path ?? []).map((item) => item.key as string | number);
  const field = joinPath(base, keys);
  if (issue.type === "strict_object" && issue.expected === "never") {
    const known = keys.length === 1 ? Object.keys(schema.entries) : [];
    const near = nearestWord(String(keys.at(-1)), known);
    return {
      field,
      message: "is not a field of this document.",
      mend: near ? `Did you mean ${near}?` : "Remove it.",
    };
  }
  if (issue.kind === "schema" && issue.received === "undefined") {
    return {
      field,
      message: `is missing; it ${expectation(issue)}.`,
      mend: `Add ${keys.at(-1) ?? "it"}.`,
    };
  }
  return {
    field,
    message: `${expectation(issue)}, but is ${shown(issue.input)}.`,
    mend: mendOf(issue),
  };
}

/** Own messages start with "must"; valibot's defaults are replaced by its expectation. */
function expectation(issue: v.BaseIssue<unknown>): string {
  if (issue.message.startsWith("must")) return issue.message;
  switch (issue.expected) {
    case "Object":
      return "must be an object";
    case "Array":
      return "must be a list";
    default:
      return `must be ${issue.expected ?? "something else"}`;
  }
}

function mendOf(issue: v.BaseIssue<unknown>): string | undefined {
  const { input, requirement } = issue;
  if (
    typeof input === "string" &&
    issue.expected === "number" &&
    Number.isFinite(Number(input)) &&
    input.trim()
  )
    return `Write the number without quotes: ${Number(input)}.`;
  if (typeof input === "number" && issue.type === "integer") return `Nearest: ${Math.round(input)}.`;
  if (typeof requirement === "number" && issue.type !== "gt_value") return `Nearest: ${requirement}.`;
  if (typeof input === "string" && issue.type === "picklist") {
    const words = issue.message.replace(/^.*one of /, "").split(", ");
    const near = nearestWord(input, words);
    return near ? `Did you mean ${near}?` : undefined;
  }
  return undefined;
}

/** A value as an error message shows it: short, and with its type where that is the trouble. */
export function shown(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return `the text "${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  return String(value);
}

/** `operators.attention.heads`, `stages[1].layers[3]`. */
export function joinPath(base: string, keys: readonly (string | number)[]): string {
  let path = base;
  for (const key of keys) path += typeof key === "number" ? `[${key}]` : path === "" ? key : `.${key}`;
  return path;
}
