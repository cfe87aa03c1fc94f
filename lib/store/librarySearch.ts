import type { Design } from "../design/design";
import { printNotation } from "../design/notation";
import { type MetricId, metricIds, metricOf } from "../pareto/metrics";
import type { ModelFigures } from "../pareto/modelFigures";
import type { LibraryEntry } from "./libraryEntry";

/** What the library can be sorted by: when, by name, or by any figure that is counted or predicted. */
export type LibrarySort = "saved" | "name" | MetricId;

export const librarySorts: readonly { readonly id: LibrarySort; readonly label: string }[] = [
  { id: "saved", label: "Newest first" },
  { id: "name", label: "Name" },
  ...metricIds.filter((id) => metricOf(id).predictable).map((id) => ({ id, label: metricOf(id).label })),
];

/**
 * The entries in whose name, tags or pattern every word of the query occurs, sorted: figures from the best down, entries
 * without the figure last. `figuresOf` gives the figures under the present device, stack and workload.
 */
export function searchLibrary(
  entries: readonly LibraryEntry[],
  query: string,
  sort: LibrarySort,
  figuresOf: (design: Design) => ModelFigures,
): readonly LibraryEntry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = entries.filter(({ name, tags, saved }) => {
    const text = `${name} ${tags.join(" ")} ${printNotation(saved.document.design.stages)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  if (sort === "saved") return found.toSorted((a, b) => b.savedAt - a.savedAt);
  if (sort === "name") return found.toSorted((a, b) => a.name.localeCompare(b.name));
  const worst = Number.POSITIVE_INFINITY;
  const rank = ({ saved }: LibraryEntry) => {
    const value = figuresOf(saved.document.design)[sort]?.value;
    return value === undefined ? worst : metricOf(sort).sense === "max" ? -value : value;
  };
  return found
    .map((entry) => ({ entry, at: rank(entry) }))
    .toSorted((a, b) => (a.at === b.at ? 0 : a.at - b.at))
    .map(({ entry }) => entry);
}
