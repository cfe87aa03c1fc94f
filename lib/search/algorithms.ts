import { agingEvolution } from "./agingEvolution";
import type { Algorithm, AlgorithmId } from "./algorithm";
import { exhaustiveSearch } from "./exhaustiveSearch";
import { nsga2 } from "./nsga2";
import { randomSearch } from "./randomSearch";

/** Every algorithm by its id: the one place that lists them all. */
export const algorithms: Readonly<Record<AlgorithmId, Algorithm>> = {
  aging: agingEvolution,
  nsga2,
  random: randomSearch,
  exhaustive: exhaustiveSearch,
};
