import { describe, expect, it } from "vitest";
import { exact } from "@/lib/base/estimate";
import { marksOf, type Subject } from "@/lib/pareto/marks";
import type { PointSet } from "@/lib/pareto/pointSet";
import { cloudOf, rankSets, withSelection } from "@/lib/pareto/scene/cloud";
import { type PlotLayout, plotFrame, type View, wholeView } from "@/lib/pareto/scene/frame";
import { idsInside } from "@/lib/pareto/scene/idsInside";
import { frontierScene } from "@/lib/pareto/scene/scene";

const layout: PlotLayout = {
  width: 600,
  height: 400,
  x: { metric: "latencyMs", kind: "linear", domain: [0, 100] },
  y: { metric: "cr6", kind: "linear", domain: [0, 100] },
};
const axes = { x: "latencyMs", y: "cr6" } as const;

const subject = (id: string, latencyMs: number, cr6: number): Subject => ({
  id,
  name: id,
  series: "transformers",
  published: { latencyMs: exact(latencyMs, "ms", ""), cr6: exact(cr6, "%", "") },
  predicted: {},
});
const marks = marksOf(
  [subject("p", 20, 50), subject("q", 50, 70), subject("r", 60, 40)],
  axes.x,
  axes.y,
  "published",
);

const set: PointSet = {
  id: "search/1",
  name: "Search",
  basis: "predicted",
  size: 4,
  names: ["a", "b", "c", "d"],
  columns: { latencyMs: Float64Array.of(20, 50, Number.NaN, 90), cr6: Float64Array.of(50, 70, 50, 90) },
};

/** The ids inside a box between two points in values, as the plot stands under a view. */
function inside(view: View, from: readonly [number, number], to: readonly [number, number], limits = {}) {
  const frame = plotFrame(layout, view);
  const whole = plotFrame(layout, wholeView);
  const scene = frontierScene(marks, frame, { showDominated: true, emphasised: new Set() });
  const cloud = cloudOf(rankSets([set], axes, limits), { x: whole.x.scale, y: whole.y.scale });
  const [left, right] = [frame.x.scale.at(from[0]), frame.x.scale.at(to[0])];
  const [bottom, top] = [frame.y.scale.at(from[1]), frame.y.scale.at(to[1])];
  const box = { x: left, y: top, width: right - left, height: bottom - top };
  return [...idsInside({ kind: "box", box }, scene, cloud, view)].sort();
}

describe("a region drawn over the plot", () => {
  const zoomed: View = { k: 3, x: -310, y: -170 };

  it("holds models and candidates alike, on the whole plot and zoomed in", () => {
    for (const view of [wholeView, zoomed]) {
      expect(inside(view, [10, 45], [30, 55])).toEqual(["p", "search/1/0"]);
      expect(inside(view, [10, 35], [65, 75])).toEqual(["p", "q", "r", "search/1/0", "search/1/1"]);
    }
  });

  it("leaves out candidates that a limit hides", () => {
    expect(inside(wholeView, [10, 35], [65, 75], { latencyMs: { max: 30 } })).toEqual([
      "p",
      "q",
      "r",
      "search/1/0",
    ]);
  });

  it("puts candidates of a set whose id has a slash into the selection, and no others", () => {
    const whole = plotFrame(layout, wholeView);
    const cloud = cloudOf(rankSets([set], axes, {}), { x: whole.x.scale, y: whole.y.scale });
    const before = Array.from(cloud.classes);
    const classes = withSelection(cloud, ["search/1/1", "search/1/2", "search/1/99", "p"]);
    expect(Array.from(classes).flatMap((kind, at) => (kind === before[at] ? [] : [at]))).toEqual([1]);
  });
});
