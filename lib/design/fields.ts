import * as v from "valibot";

/**
 * Field schemas of the Design document. Messages state what is expected; `problemsFromIssues` adds what was found and
 * how to mend it.
 */

const grouped = (value: number) => value.toLocaleString("en-US");

/** A whole number between two limits. */
export function whole(minimum: number, maximum: number) {
  const message = `must be a whole number from ${grouped(minimum)} to ${grouped(maximum)}`;
  return v.pipe(
    v.number(message),
    v.integer(message),
    v.minValue(minimum, message),
    v.maxValue(maximum, message),
  );
}

/** A finite number above `minimum` and not above `maximum`. */
export function positive(maximum: number) {
  const message = `must be a number above 0 and at most ${grouped(maximum)}`;
  return v.pipe(v.number(message), v.gtValue(0, message), v.maxValue(maximum, message));
}

/** True or false. */
export const flag = v.boolean("must be true or false");

/** One of a few words. */
export function oneOf<const T extends readonly string[]>(words: T) {
  return v.picklist(words, `must be one of ${words.join(", ")}`);
}
