import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
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

describe("the Pareto front of a large cloud", () => {
  it("equals one sweep over sorted points, on smooth, skewed and crowded columns", () => {
    const random = seededRandom(11);
    const size = 20_000;
    const columns: Readonly<Record<string, () => number>> = {
      smooth: () => random(),
      skewed: () => random() ** 40,
      crowded: () => Math.round(random() * 8),
      spanning: () => 10 ** (21 * random() - 9),
    };
    for (const [xName, x] of Object.entries(columns))
      for (const [yName, y] of Object.entries(columns)) {
        const xs = Float64Array.from({ length: size }, x);
        const ys = Float64Array.from(xs, (at) => y() + (xName === yName ? at : 0));
        const order = [...xs.keys()].sort((a, b) => xs[a]! - xs[b]! || ys[b]! - ys[a]! || a - b);
        let best = Number.NEGATIVE_INFINITY;
        let last = Number.NaN;
        const expected = order.filter((index) => {
          const keeps = ys[index]! > best || (ys[index]! === best && xs[index]! === last);
          if (keeps) [best, last] = [ys[index]!, xs[index]!];
          return keeps;
        });
        const { indices } = paretoFront(xs, ys, { x: "min", y: "max" });
        expect([...indices], `${xName}, ${yName}`).toEqual(expected);
      }
  });
});
