import type { ParseArgsConfig } from "node:util";
import type { Problem } from "../base/result";

/** What a command line said: words in order and options by name. */
export interface Arguments {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/**
 * How a command ended: an answer (exit 0), a clear error in the input (exit 1), wrong usage (exit 2), or a target that
 * refuses a design, with the answer that lists why (exit 3).
 */
export type Outcome =
  | { readonly kind: "done"; readonly answer: unknown }
  | { readonly kind: "error"; readonly problems: readonly Problem[] }
  | { readonly kind: "usage"; readonly message: string }
  | { readonly kind: "refused"; readonly answer: unknown };

/** One command of the command line. It prints nothing but progress on standard error; the dispatcher prints its answer. */
export interface Command {
  /** Arguments after the command's name. */
  readonly usage: string;
  readonly summary: string;
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  readonly run: (args: Arguments) => Outcome | Promise<Outcome>;
}

/** The command's answer, printed as JSON. */
export const done = (answer: unknown): Outcome => ({ kind: "done", answer });
/** A target's refusal, printed as JSON with its reasons. */
export const refused = (answer: unknown): Outcome => ({ kind: "refused", answer });
/** Wrong usage: the message, then the command's usage. */
export const usageError = (message: string): Outcome => ({ kind: "usage", message });
/** A clear error in the input, one line a problem. */
export const failed = (failure: { readonly problems: readonly Problem[] }): Outcome => ({
  kind: "error",
  problems: failure.problems,
});

/** The text of an option, or undefined when it was not given. */
export function textOption(args: Arguments, name: string): string | undefined {
  const value = args.options[name];
  return typeof value === "string" ? value : undefined;
}
