/** A deterministic stream of numbers in [0, 1). */
export type Random = () => number;

/**
 * Mulberry32, a 32-bit generator with a full period of 2^32 (Tommy Ettinger, 2017, public domain algorithm).
 * Equal seeds give equal streams on every platform, which search, bootstrap and fits rely on.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number drawn uniformly from 0 to `bound` - 1. */
export function randomInteger(random: Random, bound: number): number {
  return Math.floor(random() * bound);
}
