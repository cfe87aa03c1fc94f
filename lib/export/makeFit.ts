import type { Design } from "../design/design";
import type { Target } from "./target";

/** A way from a design to one that a target takes. */
export interface Fit {
  readonly design: Design;
  /** The edits in order, in words. */
  readonly steps: readonly string[];
}

/** More edits than any chain of reasons needs; beyond it edits undo each other. */
const mostSteps = 60;

/** Applies the first edit that is offered until the target takes the design; null where no chain of edits leads there. */
export function makeFit(target: Target, design: Design): Fit | null {
  const steps: string[] = [];
  let current = design;
  while (steps.length < mostSteps) {
    const reasons = target.check(current);
    if (reasons.length === 0) return { design: current, steps };
    const edit = reasons.find((reason) => reason.edit !== undefined)?.edit;
    if (edit === undefined) return null;
    steps.push(edit.label);
    current = edit.design;
  }
  return null;
}
