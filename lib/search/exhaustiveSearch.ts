import { type Algorithm, type AlgorithmRun, orphan } from "./algorithm";
import { genomeAt } from "./genome";

/** Most genomes an enumeration takes on; larger spaces need one of the other algorithms. */
export const largestEnumeration = 5_000_000;

/** Every genome of the space in turn. Certain, and possible where the space is small. */
export const exhaustiveSearch: Algorithm = {
  id: "exhaustive",
  label: "Exhaustive",
  source: "Enumeration of every genome of the space.",
  objectives: "all",
  enumerates: true,
  start(trials, state): AlgorithmRun {
    let { cursor } = state;
    return {
      advance() {
        while (!trials.finished && cursor < trials.space.size) {
          trials.attempt(genomeAt(trials.space, cursor), orphan("sampled"));
          cursor++;
        }
      },
      state: () => ({ population: [], cursor }),
      emigrants: () => [],
      admit: () => {},
    };
  },
};
