import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumOverContexts } from "@/lib/latency/contextIntegral";

const slowSum = (time: (context: number) => number, start: number, steps: number) => {
  let sum = 0;
  for (let step = 0; step < steps; step++) sum += time(start + step);
  return sum;
};

describe("the integral over the growing context", () => {
  it("is exact for times that grow linearly", () => {
    const time = (context: number) => 12 + 0.003 * context;
    expect(sumOverContexts(time, 0, 8192, null)).toBeCloseTo(slowSum(time, 0, 8192), 0);
    expect(sumOverContexts(time, 511, 700, null)).toBeCloseTo(slowSum(time, 511, 700), 4);
  });

  it("comes within 0.2 % of the sum of 8,192 steps for a saturating time with a window", () => {
    const time = (context: number) => 10 + 0.01 * Math.min(context + 1, 512);
    const exact = slowSum(time, 0, 8192);
    expect(Math.abs(sumOverContexts(time, 0, 8192, 512) / exact - 1)).toBeLessThan(0.002);
  });

  it("grows with every further step, whatever the times", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40_000 }),
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 50 }),
        fc.option(fc.integer({ min: 1, max: 4096 })),
        fc.integer(),
        (start, steps, more, window, seed) => {
          const time = (context: number) => 5 + 4 * Math.sin(seed + context) ** 2;
          const short = sumOverContexts(time, start, steps, window);
          expect(sumOverContexts(time, start, steps + more, window)).toBeGreaterThan(short);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("adds up over adjacent spans", () => {
    const time = (context: number) => 3 + Math.log1p(context);
    const whole = sumOverContexts(time, 0, 5000, 1024);
    const parts = sumOverContexts(time, 0, 1234, 1024) + sumOverContexts(time, 1234, 3766, 1024);
    expect(parts).toBeCloseTo(whole, 6);
  });
});
