import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { betweenViews, type PlotLayout, plotFrame, type View, worseEdges } from "@/lib/pareto/scene/frame";

const view = fc.record({
  k: fc.double({ min: 1, max: 200, noNaN: true }),
  x: fc.double({ min: -5000, max: 0, noNaN: true }),
  y: fc.double({ min: -5000, max: 0, noNaN: true }),
});
const seen = ({ k, x }: View, pixel: number) => pixel * k + x;

const layout: PlotLayout = {
  width: 700,
  height: 420,
  x: { metric: "latencyMs", kind: "log", domain: [1, 1000] },
  y: { metric: "cr6", kind: "linear", domain: [30, 70] },
};

describe("a drawing moved by a gesture", () => {
  it("stands where it would be drawn under the new view", () => {
    fc.assert(
      fc.property(view, view, fc.double({ min: 0, max: 1000, noNaN: true }), (from, to, pixel) => {
        const step = betweenViews(from, to);
        expect(seen(step, seen(from, pixel))).toBeCloseTo(seen(to, pixel), 6);
      }),
    );
  });

  it("agrees with axes laid out under the new view", () => {
    fc.assert(
      fc.property(view, fc.double({ min: 1, max: 1000, noNaN: true }), (to, value) => {
        const whole = plotFrame(layout, { k: 1, x: 0, y: 0 });
        const step = betweenViews({ k: 1, x: 0, y: 0 }, to);
        expect(seen(step, whole.x.scale.at(value))).toBeCloseTo(plotFrame(layout, to).x.scale.at(value), 4);
      }),
    );
  });

  it("keeps step lines up to the edge of the whole plot, however far that is outside", () => {
    const { inner } = plotFrame(layout, { k: 1, x: 0, y: 0 });
    const edges = worseEdges(plotFrame(layout, { k: 10, x: -300, y: -200 }));
    expect(edges.x).toBeCloseTo((inner.x + inner.width) * 10 - 300, 4);
    expect(edges.y).toBeCloseTo((inner.y + inner.height) * 10 - 200, 4);
  });
});
