import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ParityMark, parityChart, parityFigures, residualChart } from "@/lib/plot/parityChart";

const time = fc.double({ min: 1e-4, max: 1e5, noNaN: true });
const marks = fc.array(fc.record({ measuredMs: time, predictedMs: time }), { minLength: 1, maxLength: 60 });
const mark = (measuredMs: number, errorPercent: number): ParityMark => ({
  measuredMs,
  predictedMs: measuredMs * (1 + errorPercent / 100),
});

describe("the parity plot", () => {
  it("puts every mark inside its box", () => {
    fc.assert(
      fc.property(marks, (given) => {
        const { inner, xs, ys } = parityChart(given, 420, 260);
        given.forEach((_, index) => {
          expect(xs[index]).toBeGreaterThanOrEqual(inner.x);
          expect(xs[index]).toBeLessThanOrEqual(inner.x + inner.width);
          expect(ys[index]).toBeGreaterThanOrEqual(inner.y);
          expect(ys[index]).toBeLessThanOrEqual(inner.y + inner.height);
        });
      }),
    );
  });

  it("has one domain on both axes, so that agreement lies on the diagonal", () => {
    const { x, y, diagonal, guides } = parityChart([mark(0.01, 30), mark(5, -40), mark(2, 0)], 420, 260);
    expect(x.scale.domain).toEqual(y.scale.domain);
    const [low, high] = x.scale.domain;
    expect(diagonal).toBe(
      `M${Math.round(10 * x.scale.at(low)) / 10},${Math.round(10 * y.scale.at(low)) / 10}L${Math.round(10 * x.scale.at(high)) / 10},${Math.round(10 * y.scale.at(high)) / 10}`,
    );
    expect(guides).toHaveLength(2);
  });

  it("draws dots that fall on the same tenth of a pixel once", () => {
    const same = Array.from({ length: 5000 }, () => mark(1, 5));
    expect(parityChart([...same, mark(10, 0)], 420, 260).dots.match(/M/g)).toHaveLength(2);
  });

  it("leaves out what a logarithmic axis cannot hold", () => {
    const { xs, dots } = parityChart([{ measuredMs: 0, predictedMs: 1 }, mark(1, 0), mark(2, 1)], 420, 260);
    expect(xs[0]).toBeNaN();
    expect(dots.match(/M/g)).toHaveLength(2);
  });
});

describe("a parity plot with guides and bars of its own", () => {
  it("holds the ends of bars, runs its guides at the share asked for, and says how far its errors reach", () => {
    const given = [mark(1, 20), mark(10, 0)];
    const { x, guides } = parityChart(given, 420, 260, { guide: 0.15, timesMs: [40] });
    expect(x.scale.domain[1]).toBeGreaterThan(40);
    expect(guides).not.toEqual(parityChart(given, 420, 260, { timesMs: [40] }).guides);
    const { reach, beyond, band, y } = residualChart(given, 420, 260, { guide: 0.15 });
    expect(reach).toBeGreaterThan(20);
    expect(beyond).toBe(0);
    expect(band.y).toBeCloseTo(y.scale.at(15), 6);
    const far = residualChart([mark(1, 400), mark(10, 0)], 420, 260, { guide: 0.15 });
    expect([far.reach, far.beyond]).toEqual([100, 1]);
  });
});

describe("the residual plot", () => {
  it("keeps errors beyond the axis on its edge, and counts them", () => {
    const given = [
      ...Array.from({ length: 200 }, (_, index) => mark(1 + index, (index % 7) - 3)),
      mark(5, 900),
    ];
    const { inner, ys, beyond, zero, band } = residualChart(given, 420, 260);
    expect(beyond).toBe(1);
    expect(ys.at(-1)).toBeCloseTo(inner.y, 6);
    expect(zero).toBeCloseTo(inner.y + inner.height / 2, 6);
    expect(band.y + band.height / 2).toBeCloseTo(zero, 6);
  });

  it("always shows the band of ten percent, however small the errors", () => {
    const { inner, band } = residualChart([mark(1, 0.1), mark(2, -0.1)], 420, 260);
    expect(band.y).toBeGreaterThan(inner.y);
  });
});

describe("the figures of a parity plot", () => {
  it("are mean, share within ten percent and worst", () => {
    expect(parityFigures([mark(1, 5), mark(2, -15), mark(3, 10)])).toMatchObject({
      meanPercent: expect.closeTo(10, 6),
      withinPercent: expect.closeTo(100 / 3, 6),
      worstPercent: expect.closeTo(15, 6),
    });
    expect(parityFigures([])).toBeNull();
  });
});
