import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rasteriseCloud } from "@/lib/plot/cloudRaster";
import { nearestPoint } from "@/lib/plot/nearestPoint";
import { pointsInside } from "@/lib/plot/region";

const pixel = fc.integer({ min: 0, max: 40 });
const cloud = fc.array(fc.tuple(pixel, pixel), { maxLength: 50 });

describe("the nearest point", () => {
  it("is as near as the nearest by exhaustive search, duplicates and lines included", () => {
    fc.assert(
      fc.property(cloud, pixel, pixel, (points, x, y) => {
        const xs = points.map((point) => point[0]);
        const ys = points.map((point) => point[1]);
        const distance = (index: number) => Math.hypot(xs[index]! - x, ys[index]! - y);
        const index = nearestPoint(xs, ys);
        index.find(40, 40, 100);
        const found = index.find(x, y, 1000);
        if (points.length === 0) expect(found).toBeNull();
        else expect(distance(found!)).toBeCloseTo(Math.min(...points.map((_, at) => distance(at))), 9);
      }),
      { numRuns: 400 },
    );
  });

  it("is none beyond reach, and never a point without a position", () => {
    const index = nearestPoint([Number.NaN, 10], [5, 10]);
    expect(index.find(0, 5, 3)).toBeNull();
    expect(index.find(0, 5, 50)).toBe(1);
  });
});

describe("a hand-drawn region", () => {
  it("holds the same points as lasso and as box when the lasso follows the box", () => {
    fc.assert(
      fc.property(cloud, (points) => {
        const xs = points.map((point) => point[0]);
        const ys = points.map((point) => point[1]);
        const box = { x: 9.5, y: 4.5, width: 20, height: 25 };
        const outline = [
          [9.5, 4.5],
          [29.5, 4.5],
          [29.5, 29.5],
          [9.5, 29.5],
        ] as const;
        expect(pointsInside({ kind: "lasso", outline }, xs, ys)).toEqual(
          pointsInside({ kind: "box", box }, xs, ys),
        );
      }),
    );
  });

  it("leaves out the bay of a lasso that bends in", () => {
    const outline = [
      [0, 0],
      [10, 0],
      [10, 10],
      [5, 2],
      [0, 10],
    ] as const;
    expect(pointsInside({ kind: "lasso", outline }, [5, 5], [1, 8])).toEqual([0]);
  });
});

describe("the raster of a cloud", () => {
  const raster = () => ({ width: 20, height: 20, data: new Uint8ClampedArray(20 * 20 * 4) });
  const still = { k: 1, shiftX: 0, shiftY: 0 };
  const alphaAt = (data: Uint8ClampedArray, x: number, y: number) => data[(y * 20 + x) * 4 + 3]!;

  it("deepens where points pile up, and stays within the frame", () => {
    const once = raster();
    const thrice = raster();
    const ink = [{ colour: [10, 20, 30], opacity: 0.4 }] as const;
    const at = (count: number) => ({
      xs: new Float32Array(count).fill(10),
      ys: new Float32Array(count).fill(0),
      classes: new Uint8Array(count),
    });
    rasteriseCloud(once, at(1), ink, still, 2);
    rasteriseCloud(thrice, at(3), ink, still, 2);
    expect(Math.abs(alphaAt(once.data, 10, 0) - 102)).toBeLessThanOrEqual(2);
    expect(alphaAt(thrice.data, 10, 0)).toBeGreaterThan(190);
    expect(alphaAt(once.data, 10, 19)).toBe(0);
  });

  it("follows pan and zoom, hides hidden points, and clears what was there", () => {
    const image = raster();
    const points = {
      xs: Float32Array.of(2, 3, Number.NaN),
      ys: Float32Array.of(2, 3, 3),
      classes: Uint8Array.of(0, 255, 0),
    };
    const ink = [{ colour: [1, 2, 3], opacity: 1 }] as const;
    rasteriseCloud(image, points, ink, still, 1);
    expect(alphaAt(image.data, 2, 2)).toBe(255);
    rasteriseCloud(image, points, ink, { k: 3, shiftX: 6, shiftY: 1 }, 1);
    expect(alphaAt(image.data, 2, 2)).toBe(0);
    expect(alphaAt(image.data, 12, 7)).toBe(255);
    expect(alphaAt(image.data, 15, 10)).toBe(0);
  });
});
