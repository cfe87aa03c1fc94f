import { figureCount } from "./goal";

/** Slots of the cache: designs of equal make-up share their figures, and searches meet the same make-up often. */
const slots = 2 ** 17;

/** Figures by make-up; a slot holds what came last. */
export class FigureCache {
  private readonly keys = new Float64Array(slots);
  private readonly values = new Float64Array(slots * figureCount);

  /** Copies the figures of a make-up to `figures`; false when they are not here. */
  read(key: number, figures: Float64Array): boolean {
    const slot = (key >>> 0) & (slots - 1);
    if (this.keys[slot] !== key) return false;
    const start = slot * figureCount;
    for (let at = 0; at < figureCount; at++) figures[at] = this.values[start + at]!;
    return true;
  }

  write(key: number, figures: Float64Array): void {
    const slot = (key >>> 0) & (slots - 1);
    this.keys[slot] = key;
    const start = slot * figureCount;
    for (let at = 0; at < figureCount; at++) this.values[start + at] = figures[at]!;
  }
}

/** A 53-bit key of what all figures depend on: settings, layers of each code, places of full attention. Never 0. */
export function makeUpKey(setting: number, counts: Uint16Array, places: readonly number[]): number {
  let low = Math.imul(setting + 1, 0x9e3779b1);
  let high = Math.imul(setting ^ 0x5bd1e995, 0x85ebca6b);
  for (let code = 0; code < counts.length; code++) {
    low = Math.imul(low ^ counts[code]!, 0x01000193);
    low ^= low >>> 15;
    high = Math.imul(high ^ counts[code]!, 0x85ebca6b);
    high ^= high >>> 13;
  }
  for (const place of places) {
    low = Math.imul(low ^ place, 0x01000193);
    high = Math.imul(high ^ place, 0x85ebca6b);
    high ^= high >>> 13;
  }
  low = Math.imul(low ^ (low >>> 16), 0xc2b2ae35);
  return ((high ^ (high >>> 15)) >>> 11) * 0x1_0000_0000 + ((low ^ (low >>> 13)) >>> 0) || 1;
}
