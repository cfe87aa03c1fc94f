import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { waterfall } from "@/lib/plot/waterfall";

const contributions = fc.array(
  fc.record({
    id: fc.string(),
    value: fc.double({ min: -10, max: 10, noNaN: true }),
    half: fc.double({ min: 0, max: 5, noNaN: true }),
  }),
);

describe("a waterfall", () => {
  it("starts each bar where the one before it ended, and ends at the sum", () => {
    fc.assert(
      fc.property(contributions, (list) => {
        const { bars, end } = waterfall(2.5, list);
        let sum = 2.5;
        for (const [index, bar] of bars.entries()) {
          expect(bar.from).toBe(sum);
          sum += list[index]!.value;
          expect(bar.to).toBe(sum);
        }
        expect(end).toBe(sum);
      }),
    );
  });

  it("reaches from the least to the most of all ends and intervals", () => {
    const { reach } = waterfall(1, [
      { id: "gain", value: -0.4, half: 0.1 },
      { id: "cost", value: 0.2, half: 0.5 },
    ]);
    expect(reach[0]).toBeCloseTo(0.3, 12);
    expect(reach[1]).toBeCloseTo(1.3, 12);
  });
});
