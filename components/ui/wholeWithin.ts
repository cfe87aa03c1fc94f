import type { FieldRefusal } from "./NumberField";

/** Refuses all but whole numbers from `least` to `most`, with the nearest of them; an empty field is none of its business. */
export function wholeWithin(value: number | null, least: number, most: number): FieldRefusal | null {
  if (value === null || (Number.isInteger(value) && value >= least && value <= most)) return null;
  const message = `It must be a whole number from ${least} to ${most.toLocaleString("en-US")}.`;
  return {
    problems: [{ field: "", message }],
    nearest: Math.min(most, Math.max(least, Math.round(value))),
  };
}
