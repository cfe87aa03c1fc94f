import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { LayerFigure } from "@/components/breakdown/LayerFigure";
import { RooflineFigure } from "@/components/breakdown/RooflineFigure";
import { StackedBar } from "@/components/breakdown/StackedBar";
import { PatternDrawing } from "@/components/compare/PatternDrawing";
import { FrontierPlot } from "@/components/frontier/FrontierPlot";
import { WaterfallDrawing } from "@/components/quality/WaterfallDrawing";
import { CurveChart } from "@/components/ui/chart/CurveChart";
import { RowChart } from "@/components/ui/chart/RowChart";
import type { Estimate } from "@/lib/base/estimate";
import { shippedWorkloads } from "@/lib/cost/workloads";
import { alignPatterns } from "@/lib/pareto/compare/alignPatterns";
import { type Mark, marksOf, type Subject } from "@/lib/pareto/marks";
import type { MetricId } from "@/lib/pareto/metrics";
import { publishedFigures } from "@/lib/pareto/modelFigures";
import type { PointSet } from "@/lib/pareto/pointSet";
import { rankSets } from "@/lib/pareto/scene/cloud";
import { waterfall } from "@/lib/plot/waterfall";
import { publishedModels } from "@/lib/quality/publishedModels";
import { defaultView } from "@/lib/store/viewChoices";
import { namesInTenLanguages } from "./namesInTenLanguages";

const nothing = () => undefined;

function estimate(value: number, unit: Estimate["unit"], share = 0.1): Estimate {
  return {
    value,
    unit,
    lo: value * (1 - share),
    hi: value * (1 + share),
    source: "modelled",
    provenance: "",
  };
}

const published: readonly Subject[] = publishedModels.map((model) => ({
  id: model.id,
  name: model.name,
  series: model.id.startsWith("nemotron") ? "nemotron-flash" : "transformers",
  published: publishedFigures(model),
  predicted: {},
}));

function subject(name: string, latencyMs: number, cr6: number, series: Subject["series"] = "own"): Subject {
  return {
    id: name,
    name,
    series,
    published: {},
    predicted: { latencyMs: estimate(latencyMs, "ms"), cr6: estimate(cr6, "%", 0.02) },
  };
}

function plot(marks: readonly Mark[], sets: readonly PointSet[] = [], y: MetricId = "cr6"): string {
  return renderToStaticMarkup(
    <FrontierPlot
      marks={marks}
      ranked={rankSets(sets, { x: "latencyMs", y }, {})}
      selected={[]}
      view={{ ...defaultView, frontierY: y }}
      selection={[]}
      tool="pan"
      isoLines={[]}
      source="source"
      onView={nothing}
      onHover={nothing}
      onSelect={nothing}
    />,
  );
}

/** The first drawing in some markup, as a file one can look at. */
function drawing(markup: ReactNode | string): string {
  const text = typeof markup === "string" ? markup : renderToStaticMarkup(markup);
  const charts = text.match(/<svg[^>]*(?:data-chart|role="img" viewBox="0 0 296)[\s\S]*?<\/svg>/g) ?? [];
  return `${(charts[0] ?? "").replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"').replaceAll("><", ">\n<")}\n`;
}

const figure = (name: string) => `__figures__/${name}.svg`;

describe("figures as drawn", () => {
  it("frontier of the published comparison", async () => {
    const marks = marksOf(published, "latencyMs", "average", "published");
    await expect(drawing(plot(marks, [], "average"))).toMatchFileSnapshot(figure("frontier-table-6"));
  });

  it("frontier with a design whose place on one axis is unknown", async () => {
    const marks = marksOf([...published, subject("Mine", 12_000, 55)], "latencyMs", "mmlu", "both");
    const markup = plot(marks, [], "mmlu");
    expect(markup).toContain("not predictable from architecture");
    await expect(drawing(markup)).toMatchFileSnapshot(figure("frontier-unpredictable-axis"));
  });

  it("time by layer", async () => {
    const layers = (["attention", "ffn", "mamba2", "ffn"] as const).map((operator, index) => ({
      index,
      position: { stage: 0, index },
      operator,
      ms: 10 + 7 * index,
    }));
    await expect(
      drawing(
        <LayerFigure layers={layers} source="source" highlighted={null} selected={[]} onPick={nothing} />,
      ),
    ).toMatchFileSnapshot(figure("layers"));
  });

  it("rows", async () => {
    const rows = [
      { id: "a", label: "GEMM", value: 80, colour: "var(--ink)" },
      { id: "b", label: "Attention", value: 20, colour: "var(--ink)" },
    ];
    await expect(
      drawing(<RowChart title="Time" source="source" yName="" unit="ms" rows={rows} />),
    ).toMatchFileSnapshot(figure("rows"));
  });

  it("curves with bands and a crossing", async () => {
    const points = (factor: number) =>
      [1, 2, 4, 8].map((x) => ({ x, y: x ** factor, lo: x ** factor * 0.9, hi: x ** factor * 1.1 }));
    await expect(
      drawing(
        <CurveChart
          title="Latency"
          source="source"
          x={{ name: "tokens", unit: "tokens", kind: "log" }}
          y={{ name: "latency", unit: "ms", kind: "log" }}
          curves={[
            { id: "a", label: "A", colour: "var(--accent)", points: points(1) },
            { id: "b", label: "B", colour: "var(--ink)", points: points(2) },
          ]}
          notes={[{ x: 2, y: 3, label: "2", text: "A and B meet" }]}
        />,
      ),
    ).toMatchFileSnapshot(figure("curves"));
  });

  it("roofline", async () => {
    const [workload] = shippedWorkloads;
    const sheet = {
      memoryBytes: 80e9,
      bandwidth: 3e12,
      peakBf16: 1e15,
      peakFp8: null,
      cacheBytes: 5e7,
      sms: 132,
    };
    await expect(
      drawing(
        <RooflineFigure
          profile={{ name: "GPU", sheet }}
          workload={workload!}
          points={[
            { id: "1", operator: "ffn", label: "up proj", intensity: 1, flopsPerSecond: 2e12, ms: 3 },
            { id: "2", operator: "attention", label: "attention", intensity: 4, flopsPerSecond: 4e12, ms: 1 },
          ]}
        />,
      ),
    ).toMatchFileSnapshot(figure("roofline"));
  });

  it("stacked bar", async () => {
    const parts = (["ffn", "mamba2", "head"] as const).map((id, at) => ({
      id,
      value: 3 - at,
      text: `${3 - at} ms`,
    }));
    await expect(
      drawing(<StackedBar title="Time" parts={parts} highlighted={null} onHover={nothing} />),
    ).toMatchFileSnapshot(figure("stacked-bar"));
  });
});

describe("the frontier plot renders", () => {
  const sound = (markup: string) => {
    expect(markup).not.toMatch(/NaN|Infinity|undefined/);
    expect(markup).toContain('data-testid="frontier"');
  };
  const marksFor = (subjects: readonly Subject[]) => marksOf(subjects, "latencyMs", "cr6", "both");

  it("nothing at all, with the way out", () => {
    const markup = plot([]);
    sound(markup);
    expect(markup).toContain("choose another axis");
  });

  it("one point", () => sound(plot(marksFor([subject("Only", 10, 50)]))));

  it("points that are all equal", () => {
    sound(plot(marksFor(Array.from({ length: 20 }, (_, at) => subject(`Same ${at}`, 10, 50, "saved")))));
  });

  it("a set that another dominates entirely", () => {
    const markup = plot(
      marksFor([
        subject("Best", 1, 90, "saved"),
        ...[10, 20, 30].map((ms) => subject(`Worse ${ms}`, ms, 40, "saved")),
      ]),
    );
    sound(markup);
    expect(markup.match(/data-testid="frontier-point"/g)).toHaveLength(4);
  });

  it("values of 1e-9 and 1e12 on one axis", () => {
    sound(plot(marksFor([subject("Tiny", 1e-9, 50, "saved"), subject("Huge", 1e12, 51, "saved")])));
  });

  it("candidates of any size without a place on the axes", () => {
    const set: PointSet = {
      id: "s",
      name: "Set",
      basis: "measured",
      size: 3,
      names: ["a", "b", "c"],
      columns: {
        latencyMs: Float64Array.of(Number.NaN, 0, Number.POSITIVE_INFINITY),
        cr6: Float64Array.of(1, 2, 3),
      },
    };
    sound(plot([], [set]));
  });

  it("names in ten languages, cut to length but read in full", () => {
    const markup = plot(
      marksFor(namesInTenLanguages.map((name, at) => subject(name, 10 + 10 * at, 40 + at, "saved"))),
    );
    sound(markup);
    for (const name of namesInTenLanguages) expect(markup).toContain(`aria-label="${name}, predicted`);
  });
});

describe("aligned patterns on paper", () => {
  const patterns = [
    ["deltanet", "ffn", "mamba2", "ffn"],
    ["attention", "ffn", "attention", "ffn", "attention", "ffn"],
  ] as const;
  const paper = (names: readonly string[], left = 0) =>
    renderToStaticMarkup(<PatternDrawing names={names} columns={alignPatterns(patterns)} left={left} />);

  it("draws equal layers in one column with a legend", async () => {
    await expect(drawing(paper(["Hybrid", "Transformer"]))).toMatchFileSnapshot(figure("patterns-aligned"));
  });

  it("says what it leaves out, and holds names in ten languages", () => {
    expect(paper(namesInTenLanguages.slice(0, 2), 12)).toContain("12 more columns are not drawn.");
    for (const name of namesInTenLanguages)
      expect(paper([name, name])).toContain([...name].slice(0, 20).join(""));
  });
});

describe("the waterfall of a loss on paper", () => {
  const paper = (changes: readonly number[]) => {
    const { bars, end, reach } = waterfall(
      2.5,
      changes.map((value, index) => ({ id: String(index), value, half: 0.01 })),
    );
    return renderToStaticMarkup(
      <WaterfallDrawing
        start={{ label: "Backbone", value: 2.5 }}
        steps={bars.map((bar, index) => ({ label: namesInTenLanguages[index] ?? "", bar }))}
        end={end}
        domain={[reach[0] - 0.01, reach[1] + 0.01]}
      />,
    );
  };

  it("draws what costs and what gains from where the last one ended", async () => {
    await expect(drawing(paper([-0.028, 0.005, -0.012]))).toMatchFileSnapshot(figure("waterfall"));
  });

  it("holds with no effect at all, and with effects of nothing", () => {
    for (const changes of [[], [0, 0], [1e-9, -1e-9]]) expect(paper(changes)).not.toContain("NaN");
  });
});
