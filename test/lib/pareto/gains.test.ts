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

  describe("between any two staircases", () => {
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
    /** Mean over a stretch, from the value inside each piece between corners, where a step function is constant. */
    const meanInside = (
      corners: readonly number[],
      from: number,
      to: number,
      middle: (a: number, b: number) => number,
      length: (a: number, b: number) => number,
      value: (at: number) => number,
    ) => {
      const inside = corners.filter((corner) => corner > from && corner < to);
      const borders = [...new Set([from, ...inside, to])].sort((a, b) => a - b);
      let sum = 0;
      for (const [at, end] of borders.slice(1).entries())
        sum += length(borders[at]!, end) * value(middle(borders[at]!, end));
      return sum / length(from, to);
    };

    it("is the mean difference over every budget that both can meet, budgets compared by ratio", () => {
      fc.assert(
        fc.property(staircase, staircase, (mine, other) => {
          const gain = frontGain(mine, other, senses).atEqualX;
          const xs = [...mine, ...other].map(({ x }) => x);
          const [from, to] = [Math.max(mine[0]!.x, other[0]!.x), Math.max(...xs)];
          const at = (x: number) => bestYAt(mine, x, senses)! - bestYAt(other, x, senses)!;
          const expected =
            from === to
              ? at(from)
              : meanInside(
                  xs,
                  from,
                  to,
                  (a, b) => Math.sqrt(a * b),
                  (a, b) => Math.log(b / a),
                  at,
                );
          expect([gain?.from, gain?.to]).toEqual([from, to]);
          expect(gain?.difference).toBeCloseTo(expected, 9);
        }),
      );
    });

    it("is the mean ratio over every level that both reach", () => {
      fc.assert(
        fc.property(staircase, staircase, (mine, other) => {
          const gain = frontGain(mine, other, senses).atEqualY;
          const ys = [...mine, ...other].map(({ y }) => y);
          const [from, to] = [Math.min(...ys), Math.min(mine.at(-1)!.y, other.at(-1)!.y)];
          const at = (y: number) => Math.log(bestXAt(other, y, senses)! / bestXAt(mine, y, senses)!);
          const expected =
            from === to
              ? at(from)
              : meanInside(
                  ys,
                  from,
                  to,
                  (a, b) => (a + b) / 2,
                  (a, b) => b - a,
                  at,
                );
          expect([gain?.from, gain?.to]).toEqual([from, to]);
          expect(Math.log(gain!.ratio)).toBeCloseTo(expected, 9);
        }),
      );
    });
  });

  it("compares at the one budget that both can meet where a front begins beyond the other's end", () => {
    const gain = frontGain([{ x: 100, y: 90 }], [{ x: 1, y: 10 }], senses);
    expect(gain.atEqualX).toEqual({ difference: 80, from: 100, to: 100 });
    expect(gain.atEqualY).toEqual({ ratio: expect.closeTo(0.01, 12), from: 10, to: 10 });
  });

  it("says nothing where a front is empty, or a point is outside what the front reaches", () => {
    expect(frontGain([], front, senses)).toEqual({ atEqualX: null, atEqualY: null });
    expect(frontGain(front, [], senses)).toEqual({ atEqualX: null, atEqualY: null });
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
