import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LayerRef } from "@/lib/design/operatorKinds";
import { alignPatterns } from "@/lib/pareto/compare/alignPatterns";

const layer = fc.constantFrom<LayerRef>("attention", "mamba2", "ffn");
const pattern = fc.array(layer, { minLength: 1, maxLength: 24 });

function commonSubsequence(a: readonly LayerRef[], b: readonly LayerRef[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++)
      table[i]![j] =
        a[i - 1] === b[j - 1] ? table[i - 1]![j - 1]! + 1 : Math.max(table[i - 1]![j]!, table[i]![j - 1]!);
  return table[a.length]![b.length]!;
}

describe("aligned patterns", () => {
  it("keep every layer of every pattern, in order", () => {
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 4 }), (patterns) => {
        const columns = alignPatterns(patterns);
        patterns.forEach((layers, place) => {
          expect(columns.map((column) => column[place]).filter((entry) => entry !== null)).toEqual(layers);
        });
      }),
    );
  });

  it("put as many equal layers opposite each other as can be", () => {
    fc.assert(
      fc.property(pattern, pattern, (a, b) => {
        const columns = alignPatterns([a, b]);
        const matched = columns.filter(([x, y]) => x !== null && x === y).length;
        expect(matched).toBe(commonSubsequence(a, b));
      }),
    );
  });

  it("set very long patterns side by side without a table of their product", () => {
    const long = Array.from({ length: 10_000 }, (): LayerRef => "ffn");
    expect(alignPatterns([long, long])).toHaveLength(10_000);
  });
});
