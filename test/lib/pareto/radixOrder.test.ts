import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { radixOrder } from "@/lib/pareto/radixOrder";

const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(-0, 0, 1e-9, 1e12, -1e300, 1e300, 5e-324),
);

describe("the radix order", () => {
  it("rises in single precision, and keeps the order given among equals", () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 200 }), (values) => {
        const indices = Uint32Array.from(values.keys());
        const single = (index: number) => Math.fround(values[index]!);
        const expected = [...indices].sort((a, b) => {
          const [x, y] = [single(a), single(b)];
          return x < y ? -1 : x > y ? 1 : a - b;
        });
        const { order, keys } = radixOrder(indices, (index) => values[index]!);
        expect([...order]).toEqual(expected);
        for (let at = 1; at < order.length; at++)
          expect(keys[at] === keys[at - 1]).toBe(single(order[at]!) === single(order[at - 1]!));
      }),
      { numRuns: 300 },
    );
  });
});
