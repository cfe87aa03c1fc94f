import type { BrokenLine } from "./parallelAxes";

/**
 * The line that passes nearest to a place, within `reach` pixels of it up or down; null when none does. Only stretches
 * between two corners count, as only they are drawn.
 */
export function nearestLine(
  lines: readonly BrokenLine[],
  x: number,
  y: number,
  reach: number,
): number | null {
  let found: number | null = null;
  let least = reach;
  lines.forEach((line, index) => {
    const at = heightAt(line, x);
    const distance = at === null ? Number.POSITIVE_INFINITY : Math.abs(at - y);
    if (distance > least || (distance === least && found !== null)) return;
    least = distance;
    found = index;
  });
  return found;
}

/** Height of a line at x; null where it is broken or does not reach. */
function heightAt(line: BrokenLine, x: number): number | null {
  for (let at = 1; at < line.length; at++) {
    const [from, to] = [line[at - 1], line[at]];
    if (!from || !to || x < from.x || x > to.x) continue;
    return to.x === from.x ? from.y : from.y + ((x - from.x) / (to.x - from.x)) * (to.y - from.y);
  }
  return null;
}
