/**
 * Digits that a JSON string holds as one byte each: printable ASCII from "#" on, without the backslash. A stream of small integers
 * written so stays aligned to bytes, which gzip packs a quarter smaller than base64.
 */
const first = 35;
const backslash = 92;

/** How many digits there are. */
export const digitCount = 126 - first;

/** The character of a digit, 0 to `digitCount` − 1. */
export function digitCharacter(digit: number): string {
  const code = first + digit;
  return String.fromCharCode(code < backslash ? code : code + 1);
}

/** The digit at a place of a text. Throws where the text ends or the character is none. */
export function digitAt(text: string, place: number): number {
  const code = text.charCodeAt(place);
  const digit = code - first - (code > backslash ? 1 : 0);
  if (!(digit >= 0 && digit < digitCount) || code === backslash)
    throw new Error(`The tree code ends early or is damaged at character ${place + 1}.`);
  return digit;
}
