import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paretoFront, type Senses } from "@/lib/pareto/paretoFront";
import { dominates, type Sense } from "@/lib/pareto/sense";

/** Small integers make ties and duplicates common; the specials must be rejected. */
const coordinate = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: -6, max: 6 }) },
  { weight: 4, arbitrary: fc.double({ min: -1e12, max: 1e12, noNaN: true }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 1e-9),
  },
);
const points = fc.array(fc.tuple(coordinate, coordinate), { maxLength: 60 });
const sense = fc.constantFrom<Sense>("min", "max");
const senses = fc.record({ x: sense, y: sense });

function slowFront(cloud: readonly (readonly [number, number])[], { x, y }: Senses): number[] {
  const finite = cloud.map((point) => point.every(Number.isFinite));
  return cloud.flatMap((point, index) =>
    finite[index] && !cloud.some((other, at) => finite[at] && dominates(other, point, [x, y])) ? [index] : [],
  );
}

const column = (cloud: readonly (readonly [number, number])[], axis: 0 | 1) =>
  cloud.map((point) => point[axis]);

describe("the Pareto front", () => {
  it("holds exactly the points nothing dominates, duplicates together", () => {
    fc.assert(
      fc.property(points, senses, (cloud, chosen) => {
        const { indices } = paretoFront(column(cloud, 0), column(cloud, 1), chosen);
        expect([...indices].sort((a, b) => a - b)).toEqual(slowFront(cloud, chosen));
      }),
      { numRuns: 600 },
    );
  });

  it("reports every point that is not finite, and only those", () => {
    fc.assert(
      fc.property(points, senses, (cloud, chosen) => {
        const { rejected } = paretoFront(column(cloud, 0), column(cloud, 1), chosen);
        const expected = cloud.flatMap((point, index) => (point.every(Number.isFinite) ? [] : [index]));
        expect([...rejected]).toEqual(expected);
      }),
    );
  });

  it("runs from the best x to the best y", () => {
    fc.assert(
      fc.property(points, (cloud) => {
        const { indices } = paretoFront(column(cloud, 0), column(cloud, 1), { x: "max", y: "min" });
        const front = [...indices].map((index) => cloud[index]!);
        for (let at = 1; at < front.length; at++) {
          expect(front[at]![0]).toBeLessThanOrEqual(front[at - 1]![0]);
          expect(front[at]![1]).toBeLessThanOrEqual(front[at - 1]![1]);
        }
      }),
    );
  });

  it("thins large clouds without losing a point of the front", () => {
    const cloud = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 })), {
      minLength: 2_500,
      maxLength: 3_500,
    });
    fc.assert(
      fc.property(cloud, senses, (large, chosen) => {
        const { indices } = paretoFront(column(large, 0), column(large, 1), chosen);
        expect([...indices].sort((a, b) => a - b)).toEqual(slowFront(large, chosen));
      }),
      { numRuns: 6 },
    );
  });

  it("keeps all of a cloud whose points are all equal, and nothing of an empty one", () => {
    const many = new Float64Array(5_000).fill(1e-9);
    expect(paretoFront(many, many, { x: "min", y: "max" }).indices.length).toBe(5_000);
    expect(paretoFront([], [], { x: "min", y: "max" }).indices.length).toBe(0);
  });
});
