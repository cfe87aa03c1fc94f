import { publishedComparison } from "../pareto/gainWords";
import { publishedFigures } from "../pareto/modelFigures";
import { findPublishedModel } from "../quality/publishedModels";

/** The comparisons the paper itself makes. */
const pairs = [
  ["nemotron-flash-1b", "qwen3-0.6b"],
  ["nemotron-flash-3b", "qwen3-1.7b"],
] as const;

/** The paper's comparisons in words, computed from its published figures. */
export const publishedPairs: readonly string[] = pairs.flatMap(([model, rival]) => {
  const [mine, theirs] = [findPublishedModel(model), findPublishedModel(rival)];
  if (mine === null || theirs === null) return [];
  const words = publishedComparison(
    { name: mine.name, figures: publishedFigures(mine) },
    { name: theirs.name, figures: publishedFigures(theirs) },
  );
  return words === null ? [] : [words];
});
