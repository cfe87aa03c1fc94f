import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
import { relativeLeastSquares } from "@/lib/latency/fit/leastSquares";

/** Slopes of the sum of squared relative errors with respect to each coefficient. */
function slopes(columns: number[][], targets: number[], theta: readonly number[]): number[] {
  const errors = targets.map(
    (target, row) =>
      columns.reduce((sum, column, place) => sum + theta[place]! * column[row]!, 0) / target - 1,
  );
  return columns.map((column) =>
    column.reduce((sum, value, row) => sum + (2 * errors[row]! * value) / targets[row]!, 0),
  );
}

describe("least squares with coefficients of at least 0", () => {
  it("meets the conditions of the optimum on random tables", () => {
    const random = seededRandom(1);
    for (let trial = 0; trial < 400; trial++) {
      const columns = Array.from({ length: 5 }, () =>
        Array.from({ length: 8 }, () => (random() < 0.3 ? 0 : random() * 10)),
      );
      const targets = Array.from({ length: 8 }, () => 1 + 9 * random());
      const theta = relativeLeastSquares(columns, targets);
      // Karush, Kuhn, Tucker: no slope where a coefficient is free, none downwards where it is 0. The problem is convex.
      slopes(columns, targets, theta).forEach((slope, place) => {
        expect(theta[place]).toBeGreaterThanOrEqual(0);
        if (theta[place]! > 0) expect(Math.abs(slope)).toBeLessThan(1e-5);
        else expect(slope).toBeGreaterThan(-1e-5);
      });
    }
  });

  it("recovers coefficients beside what is known already", () => {
    const columns = [
      [1, 2, 3, 4],
      [4, 1, 2, 8],
    ];
    const fixed = [5, 5, 1, 1];
    const targets = columns[0]!.map((x, row) => fixed[row]! + 2 * x + 0.5 * columns[1]![row]!);
    const theta = relativeLeastSquares(columns, targets, fixed);
    expect(theta[0]).toBeCloseTo(2, 9);
    expect(theta[1]).toBeCloseTo(0.5, 9);
  });
});
