import { readCount } from "./tokenCount";

/**
 * Reads a number as people write it: `2048`, `2,048`, `4.5e12`, `4.5T`, `−0.012` with a minus sign as well as a hyphen. Null
 * for an empty text.
 */
export function readNumber(text: string): number | null | "not a number" {
  return text.trim() === "" ? null : (readCount(text) ?? "not a number");
}
