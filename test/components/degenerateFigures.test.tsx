import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { LayerFigure } from "@/components/breakdown/LayerFigure";
import { RooflineFigure } from "@/components/breakdown/RooflineFigure";
import { StackedBar } from "@/components/breakdown/StackedBar";
import { TimeStacks } from "@/components/compare/TimeStacks";
import { FitFigures } from "@/components/devices/FitFigures";
import { ModelLines } from "@/components/frontier/ModelLines";
import { PaperAxes } from "@/components/frontier/PaperAxes";
import { ParityPlot } from "@/components/measure/ParityPlot";
import { DepthWidthDrawing } from "@/components/quality/DepthWidthDrawing";
import { CurveChart } from "@/components/ui/chart/CurveChart";
import { RowChart } from "@/components/ui/chart/RowChart";
import { shippedWorkloads } from "@/lib/cost/workloads";
import { findPreset } from "@/lib/design/presets";
import type { FitMark } from "@/lib/latency/fitWords";
import type { ParityPoint } from "@/lib/measure/fit/fitMeasurement";
import type { ListedRow } from "@/lib/pareto/listing";
import { parallelAxes, parallelCorners } from "@/lib/plot/parallelAxes";
import type { Predictions } from "@/lib/store/predictions";
import { namesInTenLanguages } from "./namesInTenLanguages";

const nothing = () => undefined;
const markup = (element: ReactElement) => renderToStaticMarkup(element);

/** What a chart is asked to bear: named values, however few, equal, tiny or huge. */
interface Case {
  readonly names: readonly string[];
  readonly values: readonly number[];
}

const cases: Readonly<Record<string, Case>> = {
  nothing: { names: [], values: [] },
  "one point": { names: ["Only"], values: [3] },
  "values that are all equal": { names: ["a", "b", "c", "d"], values: [5, 5, 5, 5] },
  "one that dwarfs the others": { names: ["big", "b", "c"], values: [1e9, 1, 2] },
  "values of 1e-9 and 1e12": { names: ["tiny", "huge"], values: [1e-9, 1e12] },
  "names in ten languages": {
    names: namesInTenLanguages,
    values: namesInTenLanguages.map((_, at) => at + 1),
  },
};

const workload = shippedWorkloads[0];
const preset = findPreset("qwen3-0.6b");
if (workload === undefined || preset === null) throw new Error("nothing to draw");

const operators = ["attention", "ffn", "mamba2", "deltanet"] as const;
const operatorAt = (at: number) => operators[at % operators.length] ?? "ffn";

function predictionsOf(values: readonly number[]): Predictions {
  const whole = values.reduce((sum, value) => sum + value, 0);
  const latency = {
    latencyMs: { value: whole },
    breakdown: operators
      .slice(0, values.length)
      .map((operator, at) => ({ operator, ms: values[at], share: 0 })),
  };
  return { latencyOf: () => (values.length === 0 ? null : latency) } as unknown as Predictions;
}

function rowsOf({ names, values }: Case): readonly ListedRow[] {
  return names.map((name, at) => ({
    id: name,
    name,
    group: "saved",
    basis: at % 2 === 0 ? "published" : "predicted",
    isModel: true,
    value: (metric) => (metric === "cr6" && at % 3 === 2 ? null : (values[at] ?? null)),
    estimate: () => null,
  }));
}

function parallelOf(shown: Case): ReactElement {
  const rows = rowsOf(shown);
  const metrics = ["latencyMs", "params", "cr6"] as const;
  const axes = parallelAxes(
    metrics.map((id) => ({
      id,
      unit: id === "latencyMs" ? "ms" : id === "params" ? "parameters" : "%",
      kind: id === "cr6" ? "linear" : "log",
      top: id === "cr6" ? "high" : "low",
      values: rows.map((row) => row.value(id) ?? Number.NaN),
    })),
    640,
    360,
  );
  const lines = rows.map((row) => ({
    row,
    line: parallelCorners(axes, (id) => row.value(id as (typeof metrics)[number])),
  }));
  return (
    <svg aria-hidden data-chart="parallel axes">
      <PaperAxes axes={axes} />
      <ModelLines lines={lines} selected={new Set(shown.names.slice(0, 1))} hovered={null} />
    </svg>
  );
}

const charts: Readonly<Record<string, (shown: Case) => ReactElement>> = {
  "time by layer": ({ values }) => (
    <LayerFigure
      layers={values.map((ms, index) => ({
        index,
        position: { stage: 0, index },
        operator: operatorAt(index),
        ms,
      }))}
      source="source"
      highlighted={null}
      selected={[{ stage: 0, index: 0 }]}
      onPick={nothing}
    />
  ),
  rows: ({ names, values }) => (
    <RowChart
      title="Time"
      source="source"
      yName=""
      unit="ms"
      rows={values.map((value, at) => ({
        id: String(at),
        label: names[at] ?? "",
        value,
        colour: "var(--ink)",
      }))}
    />
  ),
  curves: ({ names, values }) => (
    <CurveChart
      title="Latency"
      source="source"
      x={{ name: "tokens", unit: "tokens", kind: "log" }}
      y={{ name: "latency", unit: "ms", kind: "log" }}
      curves={names.map((label, at) => ({
        id: label,
        label,
        colour: "var(--ink)",
        points: [1, 10, 100].map((x) => ({ x, y: values[at] ?? 1 })),
      }))}
    />
  ),
  "curves of one point": ({ names, values }) => (
    <CurveChart
      title="Throughput"
      source="source"
      x={{ name: "batch", unit: "sequences", kind: "log" }}
      y={{ name: "throughput", unit: "tokens/s", kind: "linear" }}
      curves={names.map((label, at) => ({
        id: label,
        label,
        colour: "var(--ink)",
        points: [{ x: 1, y: values[at] ?? 1 }],
      }))}
    />
  ),
  roofline: ({ names, values }) => (
    <RooflineFigure
      profile={{
        name: "GPU",
        sheet: {
          memoryBytes: 80e9,
          bandwidth: 3e12,
          peakBf16: 1e15,
          peakFp8: null,
          cacheBytes: 5e7,
          sms: 132,
        },
      }}
      workload={workload}
      points={values.map((value, at) => ({
        id: String(at),
        operator: operatorAt(at),
        label: names[at] ?? "",
        intensity: value,
        flopsPerSecond: value * 1e9,
        ms: value,
      }))}
    />
  ),
  "stacked bar": ({ values }) => (
    <StackedBar
      title="Time"
      parts={values.slice(0, 4).map((value, at) => ({ id: operatorAt(at), value, text: `${value} ms` }))}
      highlighted={null}
      onHover={nothing}
    />
  ),
  "time stacks of a comparison": ({ names, values }) => (
    <TimeStacks
      members={names.slice(0, 4).map((name) => ({ id: name, name, design: preset.design, published: {} }))}
      predictions={predictionsOf(values)}
      source="source"
    />
  ),
  "parallel axes": parallelOf,
  "depth and width": ({ values }) => (
    <DepthWidthDrawing
      samples={values.map((value, at) => ({
        blocks: 4 * 2 ** at,
        behind: value / 1000,
        lo: value / 2000,
        hi: value / 500,
        latencyMs: value,
        optimal: at === 0,
      }))}
      best={values.length === 0 ? null : 4}
      ownBlocks={6}
      budgetMs={values[0]}
    />
  ),
  "parity of a device's fit": ({ names, values }) => (
    <FitFigures
      name="GPU"
      marks={values.map(
        (value, at): FitMark => ({
          series: "GEMM",
          subject: names[at] ?? "",
          measuredMs: value,
          predictedMs: value * 1.1,
        }),
      )}
    />
  ),
  "parity of a measurement": ({ names, values }) => (
    <ParityPlot
      parity={values.map(
        (value, at) =>
          ({
            key: String(at),
            id: String(at),
            name: names[at] ?? "",
            measuredMs: value,
            predictedMs: value * 0.9,
            error: -0.1,
            role: at % 2 === 0 ? "fit" : "validate",
            noisy: false,
            statistics: { undisturbed: value, p90: value * 1.2 },
          }) as unknown as ParityPoint,
      )}
    />
  ),
};

describe.each(Object.keys(charts))("the chart of %s renders", (name) => {
  it.each(Object.keys(cases))("%s", (kind) => {
    const [chart, shown] = [charts[name], cases[kind]];
    if (chart === undefined || shown === undefined) throw new Error(name);
    const text = markup(chart(shown));
    const numbers = text.replace(/aria-label="[^"]*"|<title>[^<]*<\/title>|>[^<]*</g, "");
    expect(numbers).not.toMatch(/NaN|Infinity|undefined/);
    expect(text).not.toMatch(/>[^<]*\bNaN\b[^<]*</);
  });
});

/** The first drawing in some markup, as a file one can look at. */
function drawing(text: string): string {
  const [found = ""] = text.match(/<svg[\s\S]*?<\/svg>/) ?? [];
  return `${found.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"').replaceAll("><", ">\n<")}\n`;
}

describe("figures as drawn", () => {
  const shown: Case = { names: ["One", "Two", "Three"], values: [2, 8, 30] };
  it.each([
    ["parallel axes", "parallel-axes"],
    ["time stacks of a comparison", "time-stacks"],
    ["curves of one point", "curves-one-point"],
    ["parity of a device's fit", "device-parity"],
    ["parity of a measurement", "measured-parity"],
    ["depth and width", "depth-width"],
  ])("%s", async (name, file) => {
    const chart = charts[name];
    if (chart === undefined) throw new Error(name);
    const text = markup(chart(shown));
    const start = text.indexOf("data-chart") < 0 ? 0 : text.lastIndexOf("<svg", text.indexOf("data-chart"));
    await expect(drawing(text.slice(start))).toMatchFileSnapshot(`__figures__/${file}.svg`);
  });
});
