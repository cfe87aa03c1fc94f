import type { Stage } from "./design";
import { printNotation } from "./notation";

/** Longest name made of a pattern: a line of the page still holds it. */
const longest = 60;

/** The name of a design nobody named: its pattern, cut where it gets long. */
export function patternName(stages: readonly Stage[]): string {
  const pattern = printNotation(stages);
  return pattern.length <= longest ? pattern : `${pattern.slice(0, longest - 1).trimEnd()}…`;
}
