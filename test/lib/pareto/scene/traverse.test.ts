import { describe, expect, it } from "vitest";
import { exact } from "@/lib/base/estimate";
import { marksOf, type Subject } from "@/lib/pareto/marks";
import type { PointSet } from "@/lib/pareto/pointSet";
import { candidateWords } from "@/lib/pareto/scene/candidateWords";
import { candidateOf, cloudOf, rankSets } from "@/lib/pareto/scene/cloud";
import { type PlotLayout, plotFrame, type View, wholeView } from "@/lib/pareto/scene/frame";
import { frontierScene } from "@/lib/pareto/scene/scene";
import { firstStop, nextStop, stopAt } from "@/lib/pareto/scene/traverse";

const layout: PlotLayout = {
  width: 700,
  height: 500,
  x: { metric: "latencyMs", kind: "linear", domain: [0, 100] },
  y: { metric: "cr6", kind: "linear", domain: [0, 100] },
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

/** Marks p and r are on their front, q is not; candidates a, b and d are on theirs, c is not. */
const subjects = [subject("p", 10, 50), subject("q", 40, 45), subject("r", 60, 60)];
const set: PointSet = {
  id: "search",
  name: "Search",
  basis: "predicted",
  size: 4,
  names: ["a", "b", "c", "d"],
  columns: { latencyMs: Float64Array.of(10, 20, 40, 60), cr6: Float64Array.of(70, 80, 65, 90) },
};

function plotOf(
  view: View,
  options: { readonly subjects?: readonly Subject[]; readonly sets?: readonly PointSet[] } = {},
) {
  const marks = marksOf(options.subjects ?? subjects, "latencyMs", "cr6", "published");
  const whole = plotFrame(layout, wholeView);
  const ranked = rankSets(options.sets ?? [set], { x: "latencyMs", y: "cr6" }, {});
  return {
    scene: frontierScene(marks, plotFrame(layout, view), { showDominated: true, emphasised: new Set() }),
    cloud: cloudOf(ranked, { x: whole.x.scale, y: whole.y.scale }),
    view,
  };
}

describe("walking the plot by arrows", () => {
  const plot = plotOf(wholeView);

  it("enters at the first mark of a front", () => {
    expect(firstStop(plot)).toBe("p");
  });

  it("walks a front of marks from end to end, passing what is not on it", () => {
    expect(nextStop(plot, "p", "right")).toBe("r");
    expect(nextStop(plot, "r", "right")).toBeNull();
    expect(nextStop(plot, "r", "left")).toBe("p");
  });

  it("walks the front of a set of candidates from end to end, passing the dominated", () => {
    expect(nextStop(plot, "search/0", "right")).toBe("search/1");
    expect(nextStop(plot, "search/1", "right")).toBe("search/3");
    expect(nextStop(plot, "search/3", "right")).toBeNull();
    expect(nextStop(plot, "search/3", "left")).toBe("search/1");
  });

  it("changes between marks and candidates with up and down", () => {
    expect(nextStop(plot, "p", "up")).toBe("search/0");
    expect(nextStop(plot, "search/0", "down")).toBe("p");
    expect(nextStop(plot, "q", "down")).toBeNull();
  });

  it("walks a front from left to right when more is better, too", () => {
    const faster = { ...layout, x: { ...layout.x, metric: "tokensPerSecond" } } as const;
    const fast: PointSet = {
      ...set,
      columns: { tokensPerSecond: Float64Array.of(10, 20, 5, 60), cr6: Float64Array.of(90, 80, 65, 70) },
    };
    const whole = plotFrame(faster, wholeView);
    const ranked = rankSets([fast], { x: "tokensPerSecond", y: "cr6" }, {});
    const walked = {
      scene: frontierScene([], whole, { showDominated: true, emphasised: new Set() }),
      cloud: cloudOf(ranked, { x: whole.x.scale, y: whole.y.scale }),
      view: wholeView,
    };
    expect(nextStop(walked, "search/0", "right")).toBe("search/1");
    expect(nextStop(walked, "search/1", "left")).toBe("search/0");
  });

  it("passes over what the zoom leaves out of view", () => {
    const { x: scale, y } = plotFrame(layout, wholeView);
    const k = 2;
    const zoomed = plotOf({ k, x: 350 - k * scale.scale.at(15), y: 250 - k * y.scale.at(70) });
    expect(stopAt(zoomed, "search/1")).not.toBeNull();
    expect(nextStop(zoomed, "search/0", "right")).toBe("search/1");
    expect(nextStop(zoomed, "search/1", "right")).toBeNull();
    expect(nextStop(zoomed, "p", "right")).toBeNull();
  });

  it("enters at a candidate where there are no marks, and nowhere where there is nothing", () => {
    expect(firstStop(plotOf(wholeView, { subjects: [] }))).toBe("search/0");
    expect(firstStop(plotOf(wholeView, { subjects: [], sets: [] }))).toBeNull();
    expect(nextStop(plot, "gone", "right")).toBeNull();
    expect(nextStop(plot, "search/9", "right")).toBeNull();
  });
});

describe("a candidate read aloud", () => {
  const { cloud, scene } = plotOf(wholeView);
  const words = (id: string) => {
    const candidate = candidateOf(cloud.sets, id);
    return candidate === null ? null : candidateWords(candidate, cloud, scene.frame);
  };

  it("says its figures and its place on the front of its set", () => {
    expect(words("search/1")).toBe(
      "b of Search, predicted: latency 20.0 ms, commonsense 80.0 %; 2 of 3 on the front of Search",
    );
  });

  it("claims no place for a dominated one", () => {
    expect(words("search/2")).toBe("c of Search, predicted: latency 40.0 ms, commonsense 65.0 %");
  });
});
