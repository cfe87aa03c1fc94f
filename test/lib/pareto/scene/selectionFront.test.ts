import { describe, expect, it } from "vitest";
import { exact } from "@/lib/base/estimate";
import { gainStatements } from "@/lib/pareto/gainWords";
import { marksOf, type Subject } from "@/lib/pareto/marks";
import type { PointSet } from "@/lib/pareto/pointSet";
import { rankSets } from "@/lib/pareto/scene/cloud";
import { type PlotLayout, plotFrame, wholeView } from "@/lib/pareto/scene/frame";
import { frontierScene } from "@/lib/pareto/scene/scene";
import { selectedPoints, selectionFronts } from "@/lib/pareto/scene/selectionFront";
import { setFronts } from "@/lib/pareto/setFronts";

const layout: PlotLayout = {
  width: 600,
  height: 400,
  x: { metric: "latencyMs", kind: "linear", domain: [0, 100] },
  y: { metric: "cr6", kind: "linear", domain: [0, 100] },
};
const frame = plotFrame(layout, wholeView);
const axes = { x: "latencyMs", y: "cr6" } as const;

const set: PointSet = {
  id: "search",
  name: "Search",
  basis: "predicted",
  size: 4,
  names: ["a", "b", "c", "d"],
  columns: { latencyMs: Float64Array.of(10, 20, 30, 25), cr6: Float64Array.of(40, 60, 50, 70) },
};

function subject(id: string, latencyMs: number, cr6: number): Subject {
  return {
    id,
    name: id,
    series: "transformers",
    published: { latencyMs: exact(latencyMs, "ms", ""), cr6: exact(cr6, "%", "") },
    predicted: {},
  };
}

const marks = marksOf(
  [subject("p", 10, 50), subject("q", 20, 40), subject("r", 30, 80)],
  "latencyMs",
  "cr6",
  "published",
);
const rankedWith = (constraints = {}) => rankSets([set], axes, constraints);

const fronts = (selection: readonly string[], constraints = {}) =>
  selectionFronts(selectedPoints(selection, marks, rankedWith(constraints)), frame);

describe("the front of the selection", () => {
  it("holds what nothing selected beats, whatever else is on the plot", () => {
    const [front] = fronts(["search/0", "search/1", "search/2"]);
    expect(front?.members).toEqual(["search/0", "search/1"]);
    expect(front?.label).toBe("Selection, predicted");
  });

  it("ranks published with published and predicted with predicted", () => {
    const found = fronts(["p", "q", "r", "search/0", "search/3"]);
    expect(found.map(({ basis, members }) => [basis, members])).toEqual([
      ["published", ["p", "r"]],
      ["predicted", ["search/0", "search/3"]],
    ]);
  });

  it("steps at each member and reaches the worse edge of the plot", () => {
    const [front] = fronts(["p", "r"]);
    const { scale: x } = frame.x;
    const { scale: y } = frame.y;
    expect(front?.corners).toEqual([
      { x: x.at(10), y: y.at(50) },
      { x: x.at(30), y: y.at(50) },
      { x: x.at(30), y: y.at(80) },
      { x: x.at(100), y: y.at(80) },
    ]);
  });

  it("leaves out points that a limit hides, and needs two points", () => {
    expect(fronts(["search/0", "search/3"], { latencyMs: { max: 20 } })).toEqual([]);
    expect(fronts(["p", "search/0"])).toEqual([]);
    expect(fronts(["gone", "search/9"])).toEqual([]);
  });

  it("is part of the scene, with its name", () => {
    const selected = selectedPoints(["p", "q", "r"], marks, rankedWith());
    const options = { showDominated: true, emphasised: new Set(["p"]), selected };
    const scene = frontierScene(marks, frame, options);
    expect(scene.fronts.map(({ id }) => id)).toContain("selection-published");
    expect(scene.labels.map(({ text }) => text)).toContain("Selection, published");
  });
});

describe("what is said of people's own sets", () => {
  const qwen = {
    ...subject("Qwen3-x", 20, 50),
    predicted: { latencyMs: exact(20, "ms", ""), cr6: exact(50, "%", "") },
  };
  const both = marksOf([qwen], "latencyMs", "cr6", "both");

  it("compares each front with the rival's on the same footing, at equal latency and at equal accuracy", () => {
    const ranked = rankedWith();
    const selected = selectedPoints(["search/0", "search/1"], both, ranked);
    const fronts = setFronts(both, ranked, selected, { x: "min", y: "max" });
    const words = gainStatements(both, "latencyMs", "cr6", "Qwen3", fronts).map(({ text }) => text);
    expect(words).toContain(
      "Search front against the Qwen3 front, predicted with predicted, central values: +10.0 points at equal latency and the same latency at equal commonsense",
    );
    expect(words.filter((text) => text.startsWith("Selection front"))).toHaveLength(1);
    expect(words.join()).not.toMatch(/Search front[^,]*, published/);
  });

  it("says nothing of measured sets, which have no rivals measured alike", () => {
    const ranked = rankSets([{ ...set, basis: "measured" }], axes, {});
    const fronts = setFronts(both, ranked, [], { x: "min", y: "max" });
    expect(fronts.map(({ name }) => name)).toEqual(["Search"]);
    expect(gainStatements(both, "latencyMs", "cr6", "Qwen3", fronts)).toEqual([]);
  });
});
