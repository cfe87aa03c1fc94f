/** Longest folder name made from a design's name, in characters. */
const longest = 60;

/** Names Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * A folder or file name made from a design's name: lower-case ASCII letters, digits, dots, dashes and underscores,
 * never empty, never hidden, never a path. `Ülm/../x` becomes `ulm-x`.
 */
export function safeName(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/\.{2,}/g, "-")
    .replace(/-{2,}/g, "-")
    .slice(0, longest)
    .replace(/^[-._]+|[-._]+$/g, "");
  if (plain === "") return "design";
  return reserved.test(plain.split(".")[0] ?? "") ? `design-${plain}` : plain;
}

/** Gives each name of a list a folder of its own: repeated names are numbered. */
export function distinctNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const base = safeName(name);
    let candidate = base;
    for (let number = 2; taken.has(candidate); number++) candidate = `${base}-${number}`;
    taken.add(candidate);
    return candidate;
  });
}
