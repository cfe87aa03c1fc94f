/** Leaf values are stored in steps of 2^-13 (0.012 %), so that a file holds exactly what was trained. */
export const leafStep = 2 ** -13;

/** The nearest storable leaf value. */
export function quantisedLeaf(value: number): number {
  return Math.max(-32767, Math.min(32767, Math.round(value / leafStep))) * leafStep;
}
