import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { choleskyFactor, solveDefinite } from "@/lib/base/cholesky";
import { levenbergMarquardt } from "@/lib/quality/fit/levenbergMarquardt";

const places = Array.from({ length: 40 }, (_, index) => index / 10);

/** y = a·exp(−b·x) + c. */
function fitDecay(values: readonly number[], huber: number) {
  return levenbergMarquardt(
    (free) => (row, gradient) => {
      const x = places[row]!;
      const decay = Math.exp(-free[1]! * x);
      gradient[0] = decay;
      gradient[1] = -free[0]! * x * decay;
      gradient[2] = 1;
      return free[0]! * decay + free[2]! - values[row]!;
    },
    Float64Array.of(1, 1, 0),
    { observations: places.length, huber },
  );
}

const truth = places.map((x) => 3 * Math.exp(-0.7 * x) + 0.5);

describe("Levenberg–Marquardt", () => {
  it("finds the parameters of exact data", () => {
    const { parameters, cost } = fitDecay(truth, 1);
    expect([...parameters]).toEqual([expect.closeTo(3, 6), expect.closeTo(0.7, 6), expect.closeTo(0.5, 6)]);
    expect(cost).toBeLessThan(1e-15);
  });

  it("is hardly moved by a wild observation when the cost is robust", () => {
    const wild = truth.map((value, index) => (index === 7 ? value + 50 : value));
    const robust = fitDecay(wild, 0.01).parameters;
    const plain = fitDecay(wild, 1e9).parameters;
    const miss = (found: Float64Array) => Math.abs(found[0]! - 3) + Math.abs(found[2]! - 0.5);
    expect(miss(robust)).toBeLessThan(0.05);
    expect(miss(plain)).toBeGreaterThan(0.5);
  });

  it("counts weighted observations as repeats", () => {
    const level = (weights: Float64Array) =>
      levenbergMarquardt(
        (free) => (row, gradient) => {
          gradient[0] = 1;
          return free[0]! - [1, 4][row]!;
        },
        Float64Array.of(0),
        { observations: 2, huber: 100, weights },
      ).parameters[0];
    expect(level(Float64Array.of(1, 1))).toBeCloseTo(2.5, 8);
    expect(level(Float64Array.of(2, 1))).toBeCloseTo(2, 8);
    expect(level(Float64Array.of(0, 1))).toBeCloseTo(4, 8);
  });
});

describe("Cholesky", () => {
  it("solves every positive definite system", () => {
    const entry = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 9, maxLength: 9 }),
        fc.array(entry, { minLength: 3, maxLength: 3 }),
        (root, right) => {
          const at = (i: number, j: number) =>
            [0, 1, 2].reduce((sum, k) => sum + root[i * 3 + k]! * root[j * 3 + k]!, i === j ? 0.1 : 0);
          const matrix = Float64Array.from({ length: 9 }, (_, place) => at(Math.floor(place / 3), place % 3));
          const solution = solveDefinite(matrix, right)!;
          for (let i = 0; i < 3; i++) {
            const back = [0, 1, 2].reduce((sum, j) => sum + at(i, j) * solution[j]!, 0);
            expect(back).toBeCloseTo(right[i]!, 6);
          }
        },
      ),
    );
  });

  it("refuses a matrix that is not positive definite", () => {
    expect(choleskyFactor(Float64Array.of(1, 2, 2, 1), 2)).toBeNull();
  });
});
