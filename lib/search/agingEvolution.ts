import { type Random, randomInteger } from "../base/random";
import { type Algorithm, type AlgorithmRun, type Individual, ranksBefore } from "./algorithm";
import { fillPopulation, tryNew } from "./initialPopulation";
import { mutate } from "./mutate";

/** Members alive at once. Ours: the paper states neither population nor sample size. */
const populationSize = 64;
/** Members drawn to compete for parenthood. */
const sampleSize = 16;
/** Children a cycle, as published (arXiv:2511.18890, Algorithm 1). */
const childrenPerCycle = 10;

/**
 * Aging evolution (Real et al., arXiv:1802.01548) as the paper uses it: each child comes from the best of a sample by one
 * changed factor, candidates within the limits before all others, and the oldest members make room.
 */
export const agingEvolution: Algorithm = {
  id: "aging",
  label: "Aging evolution",
  source: `arXiv:1802.01548 and Algorithm 1 of arXiv:2511.18890; population ${populationSize} and sample ${sampleSize} are ours.`,
  objectives: "first",
  enumerates: false,
  start(trials, state): AlgorithmRun {
    let population: Individual[] = [...state.population];
    let { cursor } = state;

    const parentOf = (random: Random) => {
      let best = population[randomInteger(random, population.length)]!;
      for (let drawn = 1; drawn < sampleSize; drawn++) {
        const rival = population[randomInteger(random, population.length)]!;
        if (ranksBefore(rival, best)) best = rival;
      }
      return best;
    };

    const child = (random: Random) =>
      tryNew(trials, random, () => {
        const parent = parentOf(random);
        const genome = parent.genome.slice();
        const change = mutate(trials.space, genome, random);
        return change && { genome, origin: { change, parent: parent.id, secondParent: -1 } };
      });

    return {
      advance(random) {
        cursor = fillPopulation(trials, population, populationSize, cursor, random);
        while (!trials.finished) {
          const children: Individual[] = [];
          for (let born = 0; born < childrenPerCycle; born++) {
            const individual = child(random);
            if (individual) children.push(individual);
          }
          population = [...population, ...children].slice(-populationSize);
        }
      },
      state: () => ({ population, cursor }),
      emigrants: () => [...population].sort((a, b) => (ranksBefore(a, b) ? -1 : 1)).slice(0, 1),
      admit(individuals) {
        population = [...population, ...individuals].slice(-populationSize);
      },
    };
  },
};
