import { type Random, randomInteger } from "../base/random";
import type { Algorithm, AlgorithmRun, Individual } from "./algorithm";
import { fillPopulation, tryNew } from "./initialPopulation";
import { crossover, mutate } from "./mutate";
import { crowdingDistances, nonDominatedSort } from "./nonDominatedSort";

/** Members kept a generation, and children made in it. */
const populationSize = 100;
/** Chance that two parents are crossed before one factor is changed (0.9 in the publication). */
const crossoverChance = 0.9;
/** Chance that a second factor changes as well: small spaces need some longer steps. */
const secondChange = 0.25;
/** Individuals offered to the next island. */
const emigrantCount = 4;

interface Ranked {
  readonly individual: Individual;
  readonly rank: number;
  readonly crowding: number;
}

/**
 * NSGA-II (Deb et al., IEEE Trans. Evol. Comput. 6(2), 2002): elitist sorting into fronts, crowding distance for spread,
 * binary tournaments, constraint domination. Variation is that of the space: stages crossed, single factors changed.
 */
export const nsga2: Algorithm = {
  id: "nsga2",
  label: "NSGA-II",
  source: `Deb et al. 2002 (doi:10.1109/4235.996017); population ${populationSize}, stage-wise crossover and one-factor mutations are ours.`,
  objectives: "all",
  enumerates: false,
  start(trials, state): AlgorithmRun {
    let { cursor } = state;
    let population: readonly Individual[] = state.population;
    let ranked: readonly Ranked[] = [];

    const winner = (random: Random) => {
      const a = ranked[randomInteger(random, ranked.length)]!;
      const b = ranked[randomInteger(random, ranked.length)]!;
      if (a.rank !== b.rank) return a.rank < b.rank ? a.individual : b.individual;
      return a.crowding >= b.crowding ? a.individual : b.individual;
    };

    const child = (random: Random) =>
      tryNew(trials, random, () => {
        const mother = winner(random);
        const father = random() < crossoverChance ? winner(random) : mother;
        const genome =
          father === mother
            ? mother.genome.slice()
            : crossover(trials.space, mother.genome, father.genome, random);
        const change = mutate(trials.space, genome, random);
        if (random() < secondChange) mutate(trials.space, genome, random);
        if (change === null && father === mother) return null;
        return father === mother
          ? { genome, origin: { change: change ?? "crossover", parent: mother.id, secondParent: -1 } }
          : { genome, origin: { change: "crossover", parent: mother.id, secondParent: father.id } };
      });

    return {
      advance(random) {
        const members = [...population];
        cursor = fillPopulation(trials, members, populationSize, cursor, random);
        // Ranked anew for each portion of work, so that a run restored from its population goes on alike.
        ranked = select(members);
        while (!trials.finished) {
          const children: Individual[] = [];
          while (children.length < populationSize && !trials.finished) {
            const individual = child(random);
            if (individual) children.push(individual);
          }
          ranked = select([...ranked.map((member) => member.individual), ...children]);
        }
        population = ranked.map((member) => member.individual);
      },
      state: () => ({ population, cursor }),
      emigrants: () =>
        ranked
          .toSorted((a, b) => a.rank - b.rank || b.crowding - a.crowding)
          .slice(0, emigrantCount)
          .map((member) => member.individual),
      admit(individuals) {
        population = [...population, ...individuals];
      },
    };
  },
};

/** The best `populationSize` by rank, the last front thinned by crowding. */
function select(individuals: readonly Individual[]): readonly Ranked[] {
  const chosen: Ranked[] = [];
  for (const [rank, front] of nonDominatedSort(individuals).entries()) {
    const room = populationSize - chosen.length;
    if (room <= 0) break;
    const crowding = crowdingDistances(front);
    const members = front.map((individual, at) => ({ individual, rank, crowding: crowding[at]! }));
    if (members.length <= room) chosen.push(...members);
    else
      chosen.push(
        ...members
          .sort((a, b) => b.crowding - a.crowding || a.individual.id - b.individual.id)
          .slice(0, room),
      );
  }
  return chosen;
}
