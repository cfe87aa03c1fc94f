import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nonNegativeLeastSquares } from "@/lib/measure/fit/nonNegative";

function loss(rows: readonly (readonly number[])[], targets: readonly number[], x: readonly number[]) {
  return rows.reduce((sum, row, index) => {
    const predicted = row.reduce((total, value, column) => total + value * (x[column] ?? 0), 0);
    return sum + (predicted - (targets[index] ?? 0)) ** 2;
  }, 0);
}

const number = fc.double({ min: -3, max: 3, noNaN: true });
const system = fc.array(fc.tuple(fc.tuple(number, number, number), number), { minLength: 6, maxLength: 12 });

describe("non-negative least squares", () => {
  it("recovers coefficients that are not negative", () => {
    const truth = [2, 0, 0.5];
    const rows = [
      [1, 2, 3],
      [4, 1, 0],
      [0, 1, 1],
      [2, 2, 1],
      [1, 0, 5],
    ];
    const targets = rows.map((row) =>
      row.reduce((sum, value, index) => sum + value * (truth[index] ?? 0), 0),
    );
    nonNegativeLeastSquares(rows, targets, 1e-12).forEach((value, index) => {
      expect(value).toBeCloseTo(truth[index] ?? 0, 6);
    });
  });

  it("is never negative and never worse than any other candidate that is not", () => {
    fc.assert(
      fc.property(
        system,
        fc.tuple(
          fc.double({ min: 0, max: 3, noNaN: true }),
          fc.double({ min: 0, max: 3, noNaN: true }),
          fc.double({ min: 0, max: 3, noNaN: true }),
        ),
        (pairs, other) => {
          const rows = pairs.map(([row]) => row);
          const targets = pairs.map(([, target]) => target);
          const found = nonNegativeLeastSquares(rows, targets, 1e-12);
          expect(Math.min(...found)).toBeGreaterThanOrEqual(0);
          expect(loss(rows, targets, found)).toBeLessThanOrEqual(loss(rows, targets, other) + 1e-6);
        },
      ),
    );
  });

  it("leaves a column of zeros at zero", () => {
    expect(
      nonNegativeLeastSquares(
        [
          [1, 0],
          [2, 0],
        ],
        [1, 2],
      )[1],
    ).toBe(0);
  });
});
