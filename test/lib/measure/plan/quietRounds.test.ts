import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { disturbance, quietRounds } from "@/lib/measure/plan/quietRounds";

describe("quiet rounds", () => {
  it("are those near the lower quartile", () => {
    expect(quietRounds([10, 10.5, 11, 30, 10, 12.4, 13])).toEqual([
      true,
      true,
      true,
      false,
      true,
      true,
      false,
    ]);
    expect(quietRounds([])).toEqual([]);
  });

  it("are all of them where nothing disturbs, and a quarter at least in any case", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 1, maxLength: 50 }),
        (rounds) => {
          const quiet = quietRounds(rounds);
          expect(quiet.filter(Boolean).length).toBeGreaterThanOrEqual(rounds.length / 4);
          if (Math.max(...rounds) <= disturbance * Math.min(...rounds))
            expect(quiet.every(Boolean)).toBe(true);
        },
      ),
    );
  });
});
