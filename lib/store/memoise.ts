/**
 * Remembers the last `size` results of a pure function by identity of its arguments. Documents are immutable, so
 * identity is equality enough, and a few entries cover undo, redo and comparing.
 */
export function memoise<A extends readonly unknown[], R>(
  compute: (...inputs: A) => R,
  size = 8,
): (...inputs: A) => R {
  const entries: { readonly inputs: A; readonly result: R }[] = [];
  return (...inputs) => {
    const found = entries.findIndex((entry) => entry.inputs.every((input, place) => input === inputs[place]));
    const entry = found < 0 ? { inputs, result: compute(...inputs) } : entries[found]!;
    if (found !== 0) {
      if (found > 0) entries.splice(found, 1);
      entries.unshift(entry);
      entries.length = Math.min(entries.length, size);
    }
    return entry.result;
  };
}
