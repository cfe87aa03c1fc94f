import { printNotation } from "../design/notation";
import type { LibraryEntry } from "./libraryEntry";
import { descriptionOf } from "./selectors";

/** What the library can be sorted by. */
export type LibrarySort = "saved" | "name" | "params" | "blocks" | "kvBytes";

export const librarySorts: readonly { readonly id: LibrarySort; readonly label: string }[] = [
  { id: "saved", label: "Newest first" },
  { id: "name", label: "Name" },
  { id: "params", label: "Parameters" },
  { id: "blocks", label: "Depth" },
  { id: "kvBytes", label: "Cache per token" },
];

/** The entries in whose name, tags or pattern every word of the query occurs, sorted; sizes from small to large. */
export function searchLibrary(
  entries: readonly LibraryEntry[],
  query: string,
  sort: LibrarySort,
): readonly LibraryEntry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = entries.filter(({ name, tags, saved }) => {
    const text = `${name} ${tags.join(" ")} ${printNotation(saved.document.design.stages)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return found.toSorted(orders[sort]);
}

const counts = (entry: LibraryEntry) => descriptionOf(entry.saved.document.design);

const orders: { readonly [S in LibrarySort]: (a: LibraryEntry, b: LibraryEntry) => number } = {
  saved: (a, b) => b.savedAt - a.savedAt,
  name: (a, b) => a.name.localeCompare(b.name),
  params: (a, b) => counts(a).params.total - counts(b).params.total,
  blocks: (a, b) => counts(a).depthBlocks - counts(b).depthBlocks,
  kvBytes: (a, b) => counts(a).kvBytesPerToken - counts(b).kvBytesPerToken,
};
