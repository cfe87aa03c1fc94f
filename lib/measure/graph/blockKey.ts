import type { BlockCase } from "./blockCase";

/** A text that two blocks share when, and only when, they are the same work: plain data in one order of fields. */
export function blockKey(block: BlockCase | BlockCase["parts"][number] | BlockCase["norm"]): string {
  return JSON.stringify(sorted(block));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, held]) => held !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, held]) => [name, sorted(held)]),
  );
}

/** Seven letters and digits of a block's key (FNV-1a, 32 bits): enough to part the settings of one plan's blocks. */
export function blockMark(block: BlockCase): string {
  let hash = 0x811c9dc5;
  for (const letter of blockKey(block)) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36).padStart(7, "0");
}
