/**
 * The legal value closest to a wanted one, the smaller on a tie; null when none is within `reach`. Legality is asked,
 * not computed, because it depends on every other field.
 */
export function nearestLegal(
  wanted: number,
  isLegal: (value: number) => boolean,
  reach = 4096,
): number | null {
  const start = Math.max(1, Math.round(wanted));
  for (let distance = 0; distance <= reach; distance++) {
    if (start - distance >= 1 && isLegal(start - distance)) return start - distance;
    if (isLegal(start + distance)) return start + distance;
  }
  return null;
}
