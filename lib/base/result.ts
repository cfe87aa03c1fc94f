/** One thing that is wrong with an input: where, what, and how to mend it. */
export interface Problem {
  /** JSON path or position of the offending field, such as `operators.attention.kvHeads` or `stages[1].layers[3]`. */
  readonly field: string;
  /** What is wrong and what was expected, as one sentence. */
  readonly message: string;
  /** How to mend it, as one sentence; empty when the message already says so. */
  readonly mend?: string;
}

/** The outcome of an operation that can fail on user input. Programming errors throw instead. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Wraps a value as a success. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** Wraps problems as a failure. */
export function fail(...problems: readonly Problem[]): { ok: false; problems: readonly Problem[] } {
  return { ok: false, problems };
}

/** Renders a problem for a line of text: `field: message mend`. */
export function problemText(problem: Problem): string {
  const where = problem.field === "" ? "" : `${problem.field}: `;
  return `${where}${problem.message}${problem.mend ? ` ${problem.mend}` : ""}`;
}
