import type { Individual } from "./algorithm";

/** True when `a` is at least as good on every score and better on one. */
export function dominatesScores(a: readonly number[], b: readonly number[]): boolean {
  let strict = false;
  for (let axis = 0; axis < a.length; axis++) {
    if (a[axis]! > b[axis]!) return false;
    if (a[axis]! < b[axis]!) strict = true;
  }
  return strict;
}

/**
 * Ranks by constraint domination (Deb et al. 2002): feasible individuals in successive fronts of non-dominated ones,
 * then infeasible ones by rising violation. Returns the members of each rank, best first. Up to two objectives in
 * O(n log n), more in O(n²).
 */
export function nonDominatedSort(individuals: readonly Individual[]): readonly Individual[][] {
  const feasible = individuals.filter((individual) => individual.violation === 0);
  const infeasible = individuals.filter((individual) => individual.violation > 0);
  const fronts = (feasible[0]?.scores.length ?? 0) <= 2 ? planarFronts(feasible) : pairwiseFronts(feasible);
  infeasible.sort((a, b) => a.violation - b.violation || a.id - b.id);
  for (const individual of infeasible) {
    const last = fronts.at(-1);
    if (last?.[0]?.violation === individual.violation) last.push(individual);
    else fronts.push([individual]);
  }
  return fronts;
}

/**
 * Fronts in two dimensions: in order of the first score, an individual belongs to the first front whose last member does
 * not dominate it; the last members' second scores rise with the front, so that front is found by bisection.
 */
function planarFronts(individuals: readonly Individual[]): Individual[][] {
  const second = (individual: Individual) => individual.scores[1] ?? individual.scores[0]!;
  const sorted = [...individuals].sort(
    (a, b) => a.scores[0]! - b.scores[0]! || second(a) - second(b) || a.id - b.id,
  );
  const fronts: Individual[][] = [];
  for (const individual of sorted) {
    let low = 0;
    let high = fronts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (dominatesScores(fronts[middle]!.at(-1)!.scores, individual.scores)) low = middle + 1;
      else high = middle;
    }
    const front = fronts[low];
    if (front) front.push(individual);
    else fronts.push([individual]);
  }
  return fronts;
}

/** Fronts by comparing all pairs, one front at a time. */
function pairwiseFronts(individuals: readonly Individual[]): Individual[][] {
  const count = individuals.length;
  const beatenBy = new Uint16Array(count);
  const beats: number[][] = Array.from({ length: count }, () => []);
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count; b++) {
      if (dominatesScores(individuals[a]!.scores, individuals[b]!.scores)) {
        beats[a]!.push(b);
        beatenBy[b]!++;
      } else if (dominatesScores(individuals[b]!.scores, individuals[a]!.scores)) {
        beats[b]!.push(a);
        beatenBy[a]!++;
      }
    }
  const fronts: Individual[][] = [];
  let current = Array.from({ length: count }, (_, at) => at).filter((at) => beatenBy[at] === 0);
  while (current.length > 0) {
    fronts.push(current.map((at) => individuals[at]!));
    const next: number[] = [];
    for (const winner of current)
      for (const loser of beats[winner]!) {
        beatenBy[loser]!--;
        if (beatenBy[loser] === 0) next.push(loser);
      }
    current = next.sort((a, b) => a - b);
  }
  return fronts;
}

/**
 * Crowding distance of each member of a front: the sum over objectives of the gap between its neighbours, relative to the
 * front's extent; the ends are infinitely far.
 */
export function crowdingDistances(front: readonly Individual[]): Float64Array {
  const distances = new Float64Array(front.length);
  const order = front.map((_, at) => at);
  const axes = front[0]?.scores.length ?? 0;
  for (let axis = 0; axis < axes; axis++) {
    order.sort((a, b) => front[a]!.scores[axis]! - front[b]!.scores[axis]! || a - b);
    const first = order[0]!;
    const last = order.at(-1)!;
    distances[first] = Number.POSITIVE_INFINITY;
    distances[last] = Number.POSITIVE_INFINITY;
    const extent = front[last]!.scores[axis]! - front[first]!.scores[axis]!;
    if (extent <= 0) continue;
    for (let at = 1; at < order.length - 1; at++) {
      const gap = front[order[at + 1]!]!.scores[axis]! - front[order[at - 1]!]!.scores[axis]!;
      distances[order[at]!]! += gap / extent;
    }
  }
  return distances;
}
