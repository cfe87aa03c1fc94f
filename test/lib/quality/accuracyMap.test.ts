import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chanceScore, gainOfScore, mappedScore } from "@/lib/quality/accuracyMap";

const anchor = fc.double({ min: 42, max: 65, noNaN: true });

describe("the map from loss to accuracy", () => {
  it("gives thirty points a nat near the anchor", () => {
    expect(mappedScore(48.91, 0.1)).toBeCloseTo(51.91, 9);
    expect(mappedScore(48.91, 0)).toBe(48.91);
  });

  it("never falls when the loss does, and stays between guessing and 100", () => {
    const gain = fc.double({ min: -8, max: 8, noNaN: true });
    fc.assert(
      fc.property(anchor, gain, gain, (score, a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        expect(mappedScore(score, less)).toBeLessThanOrEqual(mappedScore(score, more) + 1e-9);
        expect(mappedScore(score, less)).toBeGreaterThanOrEqual(chanceScore);
        expect(mappedScore(score, more)).toBeLessThanOrEqual(100);
      }),
    );
  });

  it("is undone by its inverse", () => {
    fc.assert(
      fc.property(anchor, fc.double({ min: -0.5, max: 0.5, noNaN: true }), (score, gain) => {
        const mapped = mappedScore(score, gain);
        const back = gainOfScore(score, mapped);
        if (mapped > chanceScore + 0.01 && mapped < 99) expect(back).toBeCloseTo(gain, 6);
      }),
    );
  });

  it("says nothing of a model that guesses", () => {
    expect(gainOfScore(48.91, 34)).toBeNull();
  });
});
