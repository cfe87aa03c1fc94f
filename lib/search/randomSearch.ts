import { type Algorithm, type AlgorithmRun, orphan } from "./algorithm";
import { sampleGenome } from "./genome";

/** Random search: every factor drawn uniformly, each design once. The control any other algorithm has to beat. */
export const randomSearch: Algorithm = {
  id: "random",
  label: "Random search",
  source: "Bergstra and Bengio, JMLR 13 (2012): the control.",
  objectives: "all",
  enumerates: false,
  start(trials, state): AlgorithmRun {
    let { cursor } = state;
    return {
      advance(random) {
        while (!trials.finished) {
          const seed = trials.seeds[cursor];
          if (seed) {
            cursor++;
            trials.attempt(seed.slice(), orphan("seed"));
          } else trials.attempt(sampleGenome(trials.space, random), orphan("sampled"));
        }
      },
      state: () => ({ population: [], cursor }),
      emigrants: () => [],
      admit: () => {},
    };
  },
};
