/** Which way an axis is better. */
export type Sense = "min" | "max";

/** Factor that turns an axis into one to be minimised: negation is exact, so ties and order survive. */
export function minimising(sense: Sense): 1 | -1 {
  return sense === "min" ? 1 : -1;
}

/** True when `a` is strictly better than `b`. */
export function better(a: number, b: number, sense: Sense): boolean {
  return sense === "min" ? a < b : a > b;
}

/**
 * Pareto dominance: at least as good on every axis and strictly better on one. Equal points do not dominate each other.
 */
export function dominates(a: readonly number[], b: readonly number[], senses: readonly Sense[]): boolean {
  let strict = false;
  for (let axis = 0; axis < senses.length; axis++) {
    const sense = senses[axis]!;
    if (better(b[axis]!, a[axis]!, sense)) return false;
    if (better(a[axis]!, b[axis]!, sense)) strict = true;
  }
  return strict;
}
