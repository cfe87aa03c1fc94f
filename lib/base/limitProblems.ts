import type { Problem } from "./result";

/** Problems listed of one input; a file that is wrong throughout is not worth ten thousand lines, nor the time for them. */
const listedProblems = 20;

/** Whether enough problems were found to stop looking for more. */
export function enoughProblems(problems: readonly Problem[]): boolean {
  return problems.length > listedProblems;
}

/** The first problems, and a last one that says there are more. */
export function limitProblems(problems: readonly Problem[]): readonly Problem[] {
  if (!enoughProblems(problems)) return problems;
  return [
    ...problems.slice(0, listedProblems),
    { field: "", message: `There are more problems; the first ${listedProblems} are listed.` },
  ];
}
