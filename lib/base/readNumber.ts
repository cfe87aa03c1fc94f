/**
 * Reads a number as people write it: `2048`, `2,048`, `4.5e12`, `−0.012` with a minus sign as well as a hyphen. Null for
 * an empty text.
 */
export function readNumber(text: string): number | null | "not a number" {
  const plain = text.replaceAll(/[,\s_]/g, "").replaceAll("−", "-");
  if (plain === "") return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : "not a number";
}
