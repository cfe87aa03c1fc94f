import type { Problem } from "./result";

/** Problems shown of one input; a file that is wrong throughout is not worth ten thousand lines. */
const shownProblems = 20;

/** The first problems, and a last one that counts the rest. */
export function limitProblems(problems: readonly Problem[]): readonly Problem[] {
  const rest = problems.length - shownProblems;
  if (rest <= 0) return problems;
  return [
    ...problems.slice(0, shownProblems),
    { field: "", message: `There are ${rest.toLocaleString("en-US")} more problems of this kind or others.` },
  ];
}
