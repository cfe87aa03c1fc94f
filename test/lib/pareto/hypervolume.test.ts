import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hypervolume2, hypervolume3, worstPoint } from "@/lib/pareto/hypervolume";
import type { Sense } from "@/lib/pareto/sense";

const size = 7;
const coordinate = fc.oneof(
  { weight: 10, arbitrary: fc.integer({ min: 0, max: size }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY) },
);
const sense = fc.constantFrom<Sense>("min", "max");

/** Counts the unit cells of a grid that some finite point dominates, up to the reference corner. */
function countCells(
  cloud: readonly (readonly number[])[],
  reference: readonly number[],
  senses: readonly Sense[],
): number {
  const finite = cloud.filter((point) => point.every(Number.isFinite));
  const covers = (point: readonly number[], cell: readonly number[]) =>
    cell.every((start, axis) =>
      senses[axis] === "min"
        ? point[axis]! <= start && start + 1 <= reference[axis]!
        : point[axis]! >= start + 1 && start >= reference[axis]!,
    );
  const cells = senses.reduce<number[][]>(
    (found) => found.flatMap((cell) => Array.from({ length: size }, (_, start) => [...cell, start])),
    [[]],
  );
  return cells.filter((cell) => finite.some((point) => covers(point, cell))).length;
}

describe("hypervolume", () => {
  it("equals the count of dominated cells in two dimensions", () => {
    const cloud = fc.array(fc.tuple(coordinate, coordinate), { maxLength: 20 });
    const reference = fc.tuple(fc.integer({ min: 0, max: size }), fc.integer({ min: 0, max: size }));
    fc.assert(
      fc.property(cloud, reference, sense, sense, (points, [x, y], xSense, ySense) => {
        const area = hypervolume2(
          points.map((point) => point[0]),
          points.map((point) => point[1]),
          { x, y },
          { x: xSense, y: ySense },
        );
        expect(area).toBe(countCells(points, [x, y], [xSense, ySense]));
      }),
      { numRuns: 400 },
    );
  });

  it("equals the count of dominated cells in three dimensions", () => {
    const cloud = fc.array(fc.tuple(coordinate, coordinate, coordinate), { maxLength: 20 });
    const edge = fc.integer({ min: 0, max: size });
    fc.assert(
      fc.property(
        cloud,
        fc.tuple(edge, edge, edge),
        fc.tuple(sense, sense, sense),
        (points, edges, senses) => {
          const column = (axis: 0 | 1 | 2) => points.map((point) => point[axis]);
          const volume = hypervolume3([column(0), column(1), column(2)], edges, senses);
          expect(volume).toBe(countCells(points, edges, senses));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("takes the worst finite value of each axis as its default reference", () => {
    const reference = worstPoint([3, 1, Number.NaN, 9], [5, 2, 0, Number.POSITIVE_INFINITY], {
      x: "min",
      y: "max",
    });
    expect(reference).toEqual({ x: 3, y: 2 });
    expect(worstPoint([Number.NaN], [1], { x: "min", y: "max" })).toBeNull();
  });
});
