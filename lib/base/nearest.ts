/** The divisor of `whole` closest to `value` (both whole numbers), the smaller one on a tie. */
export function nearestDivisor(whole: number, value: number): number {
  // Beyond `whole` and below 1 there are no divisors: the search starts at the nearer end, whose distance is least.
  const start = Math.min(whole, Math.max(1, value));
  for (let distance = 0; distance < whole; distance++) {
    if (start - distance >= 1 && whole % (start - distance) === 0) return start - distance;
    if (whole % (start + distance) === 0) return start + distance;
  }
  return 1;
}

/** The positive multiple of `unit` closest to `value`, the larger one on a tie. */
export function nearestMultiple(value: number, unit: number): number {
  return Math.max(unit, Math.round(value / unit) * unit);
}

/** The word of `words` with the fewest edits from `word`, null when none is close enough to be a slip of the hand. */
export function nearestWord(word: string, words: readonly string[]): string | null {
  let best: string | null = null;
  let fewest = Math.max(2, Math.floor(word.length / 2)) + 1;
  for (const candidate of words) {
    if (Math.abs(candidate.length - word.length) >= fewest) continue;
    const edits = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (edits < fewest) {
      fewest = edits;
      best = candidate;
    }
  }
  return best;
}

/** Levenshtein distance: insertions, deletions and replacements between two words. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replace = previous[column - 1]! + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replace, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[to.length]!;
}
