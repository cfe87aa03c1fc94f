import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CurvePoint, crossings, lineChart } from "@/lib/plot/lineChart";

const curve = (ys: readonly number[], xs: readonly number[] = [1, 2, 4, 8, 16]): CurvePoint[] =>
  ys.map((y, at) => ({ x: xs[at]!, y }));
const power = (factor: number, exponent: number) =>
  [1, 2, 4, 8, 16].map((x) => ({ x, y: factor * x ** exponent }));

describe("cross-over points", () => {
  it("of two power laws lie exactly where the laws meet", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1.05, max: 15, noNaN: true }),
        fc.double({ min: 0.2, max: 2, noNaN: true }),
        fc.double({ min: 0.1, max: 2, noNaN: true }),
        (meeting, exponent, more) => {
          const steeper = exponent + more;
          const found = crossings(power(3, exponent), power(3 * meeting ** (exponent - steeper), steeper));
          expect(found).toHaveLength(1);
          expect(found[0]?.x).toBeCloseTo(meeting, 6);
          expect(found[0]?.y).toBeCloseTo(3 * meeting ** exponent, 6);
        },
      ),
    );
  });

  it("are there as often as the lead changes, and the same whichever curve is named first", () => {
    const lead = fc.constantFrom(0.5, 1, 2);
    fc.assert(
      fc.property(fc.array(lead, { minLength: 5, maxLength: 5 }), (gaps) => {
        const [a, b] = [curve(gaps), curve([1, 1, 1, 1, 1])];
        const leads = gaps.filter((gap) => gap !== 1);
        const changes = leads.slice(1).filter((gap, at) => gap !== leads[at]).length;
        const forth = crossings(a, b);
        const back = crossings(b, a);
        expect(forth).toHaveLength(changes);
        forth.forEach(({ x, y }, at) => {
          expect(back[at]?.x).toBeCloseTo(x, 9);
          expect(back[at]?.y).toBeCloseTo(y, 9);
        });
      }),
    );
  });

  it("on a sample that both share are found", () => {
    const [met] = crossings(curve([1, 2, 4, 8, 16]), curve([4, 4, 4, 4, 4]));
    expect(met?.x).toBeCloseTo(4, 9);
    expect(met?.y).toBeCloseTo(4, 9);
  });

  it("are none for equal curves, for curves that only touch, and where one has ended", () => {
    const flat = curve([4, 4, 4, 4, 4]);
    expect(crossings(flat, flat)).toEqual([]);
    expect(crossings(curve([8, 4, 8, 8, 8]), flat)).toEqual([]);
    expect(crossings(curve([8, 8]), curve([4, 4, 16], [8, 16, 32]))).toEqual([]);
    expect(crossings([], flat)).toEqual([]);
    expect(crossings(curve([0, 1]), flat)).toEqual([]);
  });

  it("are found up to the end of the shorter curve, though the other has no sample there", () => {
    const full = curve([1, 2, 4, 8, 12], [1, 2, 4, 8, 12]);
    const other = curve([2, 3, 5, 9, 9, 9], [1, 2, 4, 8, 16, 32]);
    const [met] = crossings(full, other);
    expect(met?.x).toBeCloseTo(9, 1);
  });
});

describe("a chart of curves", () => {
  const chart = (names: readonly string[], ys: readonly number[]) =>
    lineChart({
      width: 420,
      height: 220,
      x: { unit: "sequences", kind: "log" },
      y: { unit: "ms", kind: "log" },
      curves: names.map((label, at) => ({ id: label, label, points: curve([1, 2, 4, 8, ys[at] ?? 1]) })),
    });

  it("keeps every dot inside the axes, and names a line apart for curves that end together", () => {
    const { inner, curves } = chart(["a", "b", "c", "d"], [5, 5, 5, 5]);
    for (const { dots } of curves)
      for (const { x, y } of dots) {
        expect(x).toBeGreaterThanOrEqual(inner.x - 0.01);
        expect(x).toBeLessThanOrEqual(inner.x + inner.width + 0.01);
        expect(y).toBeGreaterThanOrEqual(inner.y - 0.01);
        expect(y).toBeLessThanOrEqual(inner.y + inner.height + 0.01);
      }
    const heights = curves.map(({ labelY }) => labelY).sort((one, other) => one - other);
    for (const [at, height] of heights.slice(1).entries())
      expect(height - heights[at]!).toBeGreaterThanOrEqual(13.99);
  });
});
