import { ascending, quantileSorted } from "d3-array";

/** A round that takes this many times as long as an undisturbed one shared the machine with other work. */
export const disturbance = 1.25;

/**
 * Which rounds were quiet: those no longer than `disturbance` times the lower quartile of all. Other work only ever adds
 * time, so the quartile stands for an undisturbed round as long as a quarter of them were.
 *
 * A round is judged as a whole, never a single time in it: blocks and stacks were timed side by side in it, and dropping
 * the slow times of each for itself would favour the short ones, which are disturbed less often.
 */
export function quietRounds(roundsMs: readonly number[]): readonly boolean[] {
  const undisturbed = quantileSorted([...roundsMs].sort(ascending), 0.25) ?? 0;
  return roundsMs.map((ms) => ms <= disturbance * undisturbed);
}
