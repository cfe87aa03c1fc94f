import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearestDivisor, nearestMultiple, nearestWord } from "@/lib/base/nearest";

/** Every divisor tried, the smaller one first. */
function scannedDivisor(whole: number, value: number): number {
  let best = 1;
  for (let divisor = 1; divisor <= whole; divisor++)
    if (whole % divisor === 0 && Math.abs(divisor - value) < Math.abs(best - value)) best = divisor;
  return best;
}

describe("the nearest divisor", () => {
  it("is that of a scan over all divisors, for values inside and outside 1 to the whole", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: -20, max: 900 }), (whole, value) => {
        expect(nearestDivisor(whole, value)).toBe(scannedDivisor(whole, value));
      }),
    );
  });

  it("of a value above the whole is the whole", () => {
    expect(nearestDivisor(8, 16)).toBe(8);
    expect(nearestDivisor(32, 64)).toBe(32);
  });
});

describe("the nearest multiple", () => {
  it("is positive and no further away than any other", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 256 }), (value, unit) => {
        const near = nearestMultiple(value, unit);
        expect(near % unit).toBe(0);
        expect(near).toBeGreaterThanOrEqual(unit);
        for (const other of [near - unit, near + unit])
          if (other >= unit) expect(Math.abs(near - value)).toBeLessThanOrEqual(Math.abs(other - value));
      }),
    );
    expect(nearestMultiple(96, 64)).toBe(128);
  });
});

describe("the nearest word", () => {
  it("mends a slip of the hand in any case, and leaves what is no slip", () => {
    expect(nearestWord("qwen3-06b", ["qwen3-0.6b", "qwen3-1.7b"])).toBe("qwen3-0.6b");
    expect(nearestWord("Heads", ["heads", "hiddenSize"])).toBe("heads");
    expect(nearestWord("zzzzzz", ["heads", "hiddenSize"])).toBeNull();
    expect(nearestWord("x", [])).toBeNull();
  });
});
