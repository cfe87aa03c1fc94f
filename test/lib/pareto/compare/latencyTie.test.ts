import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
import { compareTimes } from "@/lib/pareto/compare/latencyTie";

/** A time whose interval is the stack's half-width and its own in quadrature, as predictions bear them. */
function time(value: number, stack: number, own: number) {
  const half = Math.hypot(stack, own);
  return {
    value,
    unit: "ms",
    lo: value * Math.exp(-half),
    hi: value * Math.exp(half),
    source: "modelled",
    provenance: "",
  } as const;
}

const half = fc.double({ min: 0, max: 0.6, noNaN: true });
const value = fc.double({ min: 0.01, max: 1e5, noNaN: true });

/** A standard normal number by the polar method of Box and Muller. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

describe("two predicted times", () => {
  it("are tied exactly when the interval of their difference in logarithms contains zero", () => {
    fc.assert(
      fc.property(value, value, half, half, half, (a, b, stack, ownA, ownB) => {
        const compared = compareTimes(time(a, stack, ownA), time(b, stack, ownB), stack);
        const difference = Math.abs(Math.log(b / a));
        const width = Math.hypot(ownA, ownB);
        if (Math.abs(difference - width) < 1e-6) return;
        expect(compared?.tied).toBe(difference < width);
      }),
    );
  });

  it("are told apart where only the error they share is large, though their own intervals overlap", () => {
    const [a, b] = [time(100, 0.5, 0.02), time(110, 0.5, 0.02)];
    expect(a.hi).toBeGreaterThan(b.lo);
    expect(compareTimes(a, b, 0.5)).toMatchObject({ tied: false });
    expect(compareTimes(a, b, 0)).toMatchObject({ tied: true });
  });

  it("have a ratio whose interval holds nine times in ten, with errors drawn as they are modelled", () => {
    const [stack, ownA, ownB, trials] = [0.3, 0.08, 0.12, 20_000];
    const compared = compareTimes(time(100, stack, ownA), time(130, stack, ownB), stack);
    if (compared === null) throw new Error("no comparison");
    const random = seededRandom(11);
    let held = 0;
    for (let trial = 0; trial < trials; trial++) {
      const shared = (stack / 1.6449) * normal(random);
      const a = 100 * Math.exp(shared + (ownA / 1.6449) * normal(random));
      const b = 130 * Math.exp(shared + (ownB / 1.6449) * normal(random));
      if (b / a >= compared.lo && b / a <= compared.hi) held++;
    }
    expect(held / trials).toBeGreaterThan(0.89);
    expect(held / trials).toBeLessThan(0.91);
  });

  it("say the same whichever is named first, and nothing without intervals", () => {
    const [a, b] = [time(100, 0.1, 0.05), time(150, 0.1, 0.2)];
    const [forth, back] = [compareTimes(a, b, 0.1), compareTimes(b, a, 0.1)];
    expect(forth?.lo).toBeCloseTo(1 / (back?.hi ?? 0), 12);
    expect(forth?.tied).toBe(back?.tied);
    expect(compareTimes({ ...a, lo: null, hi: null }, b, 0.1)).toBeNull();
  });
});
