/** Bits one pass of the sort deals by: three passes cover a single-precision number. */
const passBits = 11;
const buckets = 1 << passBits;

/** Indices in rising order of their values, as exact as single precision. */
export interface RadixOrder {
  readonly order: Uint32Array;
  /** Sort key of each place in `order`: equal for values that single precision does not tell apart. */
  readonly keys: Uint32Array;
}

/**
 * Orders indices by their values in linear time: a radix sort on the bits of the values in single precision, least
 * significant digits first, so that indices of equal keys stay in the order given. Rounding to single precision keeps
 * the order, hence values of different keys are in their true order; -0 counts as 0.
 */
export function radixOrder(indices: Uint32Array, value: (index: number) => number): RadixOrder {
  const size = indices.length;
  let keys: Uint32Array = keysOf(indices, value);
  let order: Uint32Array = indices.slice();
  let otherKeys: Uint32Array = new Uint32Array(size);
  let otherOrder: Uint32Array = new Uint32Array(size);
  const counts = [0, 1, 2].map(() => new Uint32Array(buckets));
  for (let at = 0; at < size; at++)
    for (let pass = 0; pass < 3; pass++) counts[pass]![(keys[at]! >>> (passBits * pass)) & (buckets - 1)]!++;
  for (let pass = 0; pass < 3; pass++) {
    const next = startsOf(counts[pass]!);
    const shift = passBits * pass;
    for (let at = 0; at < size; at++) {
      const key = keys[at]!;
      const place = next[(key >>> shift) & (buckets - 1)]!++;
      otherKeys[place] = key;
      otherOrder[place] = order[at]!;
    }
    [keys, otherKeys] = [otherKeys, keys];
    [order, otherOrder] = [otherOrder, order];
  }
  return { order, keys };
}

/** Bits of the values in single precision, turned so that they order as unsigned numbers. */
function keysOf(indices: Uint32Array, value: (index: number) => number): Uint32Array {
  const singles = new Float32Array(indices.length);
  for (let at = 0; at < indices.length; at++) singles[at] = Math.fround(value(indices[at]!)) + 0;
  const keys = new Uint32Array(singles.buffer);
  for (let at = 0; at < keys.length; at++) {
    const bits = keys[at]!;
    keys[at] = bits >>> 31 === 1 ? ~bits : bits | 0x80000000;
  }
  return keys;
}

function startsOf(counts: Uint32Array): Uint32Array {
  const starts = new Uint32Array(counts.length);
  for (let bucket = 1; bucket < counts.length; bucket++)
    starts[bucket] = starts[bucket - 1]! + counts[bucket - 1]!;
  return starts;
}
