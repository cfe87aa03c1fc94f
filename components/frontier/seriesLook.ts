import type { Series } from "@/lib/pareto/marks";

/** The ink of each series: the design in hand has the accent, published hybrids the page's ink, the rest stays behind. */
export const seriesInk: { readonly [S in Series | "selection"]: string } = {
  own: "var(--accent)",
  saved: "var(--accent)",
  selection: "var(--accent)",
  "nemotron-flash": "var(--ink)",
  transformers: "var(--line-strong)",
};
