import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { axisScale, axisTicks, domainOf, zoomed } from "@/lib/plot/axisScale";
import { axisText } from "@/lib/plot/tickText";

describe("the domain of an axis", () => {
  it("leaves room around its values, and shows values that cannot be on a log axis nowhere", () => {
    expect(domainOf([10, 20], "linear", 0.1)).toEqual([9, 21]);
    const [lo, hi] = domainOf([0, -3, 10, 1000, Number.NaN, Number.POSITIVE_INFINITY], "log");
    expect(lo).toBeGreaterThan(5);
    expect(hi).toBeLessThan(2000);
    expect(axisScale("log", [1, 10], [0, 100]).at(0)).toBeNaN();
  });

  it("has a width for no value, one value, equal values and extremes", () => {
    for (const kind of ["linear", "log"] as const)
      for (const values of [[], [5], [5, 5, 5], [1e-9], [1e12], [1e-9, 1e12], [0], [0, 0]]) {
        const [lo, hi] = domainOf(values, kind);
        expect(hi).toBeGreaterThan(lo);
        expect(Number.isFinite(lo) && Number.isFinite(hi)).toBe(true);
      }
  });
});

describe("the ticks of an axis", () => {
  it("are at most a few more than asked for, inside the domain, and rising", () => {
    const end = fc.double({ min: -9, max: 12, noNaN: true });
    fc.assert(
      fc.property(end, end, fc.constantFrom("linear", "log" as const), (a, b, kind) => {
        fc.pre(Math.abs(a - b) > 0.01);
        const domain = [10 ** Math.min(a, b), 10 ** Math.max(a, b)] as const;
        const ticks = axisTicks(axisScale(kind, domain, [0, 600]), 6);
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThanOrEqual(14);
        ticks.forEach((tick, at) => {
          expect(tick.value).toBeGreaterThanOrEqual(domain[0]);
          expect(tick.value).toBeLessThanOrEqual(domain[1]);
          if (at > 0) expect(tick.value).toBeGreaterThan(ticks[at - 1]!.value);
        });
      }),
    );
  });

  it("never bear the same label twice", () => {
    const end = fc.double({ min: -6, max: 9, noNaN: true });
    fc.assert(
      fc.property(end, end, fc.constantFrom("linear", "log" as const), (a, b, kind) => {
        fc.pre(Math.abs(a - b) > 0.05);
        const scale = axisScale(kind, [10 ** Math.min(a, b), 10 ** Math.max(a, b)], [0, 600]);
        const { labels } = axisText(axisTicks(scale, 6), "ms");
        expect(new Set(labels).size).toBe(labels.length);
      }),
    );
  });

  it("are written in one unit", () => {
    const ticks = axisTicks(axisScale("log", [10_000, 60_000], [0, 600]), 5);
    expect(axisText(ticks, "ms").unit).toBe("s");
    expect(axisText(ticks, "ms").labels).toContain("20");
  });
});

describe("a zoomed scale", () => {
  it("shows at each pixel the value that pan and zoom brought there", () => {
    const scale = axisScale("log", [1, 1000], [0, 300]);
    const inner = zoomed(scale, 2, -100);
    for (const value of [3, 10, 100]) expect(inner.at(value)).toBeCloseTo(scale.at(value) * 2 - 100, 9);
  });
});
