import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
import { nearestPoint } from "@/lib/plot/nearestPoint";

/** Least distance within reach by looking at every point; null when none is near enough. */
function leastDistance(
  points: readonly { readonly x: number; readonly y: number }[],
  x: number,
  y: number,
  reach: number,
): number | null {
  const least = Math.min(...points.map((point) => Math.hypot(point.x - x, point.y - y)));
  return least <= reach ? least : null;
}

describe("the drawn point nearest to the pointer", () => {
  it("is found on an exact hit among few points, whose cells are much larger than the reach", () => {
    const random = seededRandom(5);
    const points = Array.from({ length: 200 }, () => ({ x: random() * 800, y: random() * 400 }));
    const index = nearestPoint(
      points.map((point) => point.x),
      points.map((point) => point.y),
    );
    expect(points.map(({ x, y }) => index.find(x, y, 12))).toEqual(points.map((_, at) => at));
  });

  it("is the one an exhaustive search finds, at any reach and density, on and off the plot", () => {
    const place = fc.record({
      x: fc.double({ min: -50, max: 850, noNaN: true }),
      y: fc.double({ min: -50, max: 450, noNaN: true }),
    });
    const points = fc.array(place, { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(points, place, fc.double({ min: 0.5, max: 1000, noNaN: true }), (drawn, pointer, reach) => {
        const found = nearestPoint(
          drawn.map(({ x }) => x),
          drawn.map(({ y }) => y),
        ).find(pointer.x, pointer.y, reach);
        const least = leastDistance(drawn, pointer.x, pointer.y, reach);
        if (found === null || least === null) expect([found, least]).toEqual([null, null]);
        else
          expect(Math.hypot(drawn[found]!.x - pointer.x, drawn[found]!.y - pointer.y)).toBeCloseTo(least, 9);
      }),
      { numRuns: 500 },
    );
  });
});
