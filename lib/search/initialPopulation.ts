import type { Random } from "../base/random";
import { type Individual, orphan, type Trials } from "./algorithm";
import { type Genome, sampleGenome } from "./genome";

/** Seeds from `cursor` on, then random genomes, until the population has `size` members or the trials finish. */
export function fillPopulation(
  trials: Trials,
  population: Individual[],
  size: number,
  cursor: number,
  random: Random,
): number {
  let next = cursor;
  while (population.length < size && !trials.finished) {
    const seed = trials.seeds[next];
    const individual = seed
      ? trials.attempt(seed.slice(), orphan("seed"))
      : trials.attempt(sampleGenome(trials.space, random), orphan("sampled"));
    if (seed) next++;
    if (individual) population.push(individual);
  }
  return next;
}

/** Redrawings of a mutation that led to a design tried before, until a random design is taken instead. */
const retries = 12;

/** A new individual from `propose`, or a random one when proposals keep leading to designs tried before. */
export function tryNew(
  trials: Trials,
  random: Random,
  propose: () => { readonly genome: Genome; readonly origin: Parameters<Trials["attempt"]>[1] } | null,
): Individual | null {
  for (let attempt = 0; attempt < retries && !trials.finished; attempt++) {
    const proposal = propose();
    if (proposal === null) continue;
    const individual = trials.attempt(proposal.genome, proposal.origin);
    if (individual) return individual;
  }
  while (!trials.finished) {
    const individual = trials.attempt(sampleGenome(trials.space, random), orphan("sampled"));
    if (individual) return individual;
  }
  return null;
}
