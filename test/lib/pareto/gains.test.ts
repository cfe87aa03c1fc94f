import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attainmentSteps, bestXAt, bestYAt } from "@/lib/pareto/attainment";
import { frontGain, pointGain } from "@/lib/pareto/gains";
import { costAgainstQuality as senses } from "@/lib/pareto/paretoFront";

const front = [
  { x: 10, y: 40 },
  { x: 20, y: 50 },
  { x: 40, y: 60 },
];

describe("what a front attains", () => {
  it("is the best y within a budget of x, and the least x for a y", () => {
    expect(bestYAt(front, 9, senses)).toBeNull();
    expect(bestYAt(front, 20, senses)).toBe(50);
    expect(bestYAt(front, 39, senses)).toBe(50);
    expect(bestXAt(front, 41, senses)).toBe(20);
    expect(bestXAt(front, 61, senses)).toBeNull();
  });

  it("is a step that never promises more than the points do", () => {
    const steps = attainmentSteps(front, 100, senses);
    expect(steps).toEqual([
      { x: 10, y: 40 },
      { x: 20, y: 40 },
      { x: 20, y: 50 },
      { x: 40, y: 50 },
      { x: 40, y: 60 },
      { x: 100, y: 60 },
    ]);
  });
});

describe("gains between fronts", () => {
  it("finds a front that is twice as fast everywhere to be twice as fast", () => {
    const faster = front.map(({ x, y }) => ({ x: x / 2, y }));
    expect(frontGain(faster, front, senses).atEqualY?.ratio).toBeCloseTo(2, 12);
  });

  it("finds a front that is five points better everywhere to be five points better", () => {
    const better = front.map(({ x, y }) => ({ x, y: y + 5 }));
    const gain = frontGain(better, front, senses).atEqualX;
    expect(gain?.difference).toBeCloseTo(5, 12);
    expect([gain?.from, gain?.to]).toEqual([10, 40]);
  });

  it("equals the mean over a fine grid of budgets", () => {
    const coordinate = fc.integer({ min: 1, max: 50 });
    const staircase = fc
      .array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 6 })
      .map((steps) => {
        let x = 0;
        let y = 0;
        return steps.map(([right, up]) => {
          x += right;
          y += up;
          return { x, y };
        });
      });
    fc.assert(
      fc.property(staircase, staircase, (mine, other) => {
        const gain = frontGain(mine, other, senses).atEqualX;
        if (gain === null || gain.from === gain.to) return;
        const count = 20_000;
        let sum = 0;
        for (let at = 0; at < count; at++) {
          const x = gain.from * (gain.to / gain.from) ** ((at + 0.5) / count);
          sum += bestYAt(mine, x, senses)! - bestYAt(other, x, senses)!;
        }
        expect(Math.abs(sum / count - gain.difference)).toBeLessThan(0.3);
      }),
      { numRuns: 60 },
    );
  });

  it("says nothing where the fronts do not meet", () => {
    const gain = frontGain([{ x: 100, y: 90 }], [{ x: 1, y: 10 }], senses);
    expect(gain.atEqualX?.difference).toBe(80);
    expect(pointGain({ x: 5, y: 70 }, front, senses)).toEqual({ atEqualX: null, atEqualY: null });
  });

  it("compares one point with a front at its own latency and at its own accuracy", () => {
    expect(pointGain({ x: 20, y: 55 }, front, senses)).toEqual({ atEqualX: 5, atEqualY: 2 });
  });

  it("turns with the senses: a rate to be maximised gives the same story", () => {
    const rates = front.map(({ x, y }) => ({ x: 1 / x, y }));
    const faster = rates.map(({ x, y }) => ({ x: 2 * x, y }));
    const gain = frontGain(faster, rates, { x: "max", y: "max" });
    expect(gain.atEqualY?.ratio).toBeCloseTo(0.5, 12);
  });
});
