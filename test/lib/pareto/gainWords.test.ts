import { describe, expect, it } from "vitest";
import { type Estimate, published, type Unit } from "@/lib/base/estimate";
import { gainStatements, publishedComparison, timesText } from "@/lib/pareto/gainWords";
import { marksOf, type Series, type Subject } from "@/lib/pareto/marks";
import { type MetricId, metricOf } from "@/lib/pareto/metrics";

type Figures = { readonly [M in MetricId]?: number };

function estimates(figures: Figures): { readonly [M in MetricId]?: Estimate } {
  return Object.fromEntries(
    Object.entries(figures).map(([metric, value]) => {
      const unit: Unit = metricOf(metric as MetricId).unit;
      return [metric, { value, unit, lo: value * 0.9, hi: value * 1.1, source: "modelled", provenance: "" }];
    }),
  );
}

function subject(name: string, series: Series, figures: Figures): Subject {
  return { id: name, name, series, published: {}, predicted: estimates(figures) };
}

/** What is said of a design in hand against one rival. */
function said(x: MetricId, y: MetricId, mine: Figures, rival: Figures): string {
  const marks = marksOf(
    [subject("Mine", "own", mine), subject("Qwen3-a", "transformers", rival)],
    x,
    y,
    "both",
  );
  const [statement] = gainStatements(marks, x, y, "Qwen3");
  return statement?.text.replace(/^.*?: /, "") ?? "";
}

describe("a gain in words", () => {
  it("is written in the unit that suits it, with the metric it is of", () => {
    expect(
      said("loss", "latencyMs", { loss: 3, latencyMs: 30_000 }, { loss: 2.9, latencyMs: 16_000 }),
    ).toContain("+14.0 s of latency at equal loss");
    expect(said("loss", "params", { loss: 3, params: 1e9 - 7e6 }, { loss: 3, params: 1e9 })).toContain(
      "−7.00 M parameters at equal loss",
    );
    expect(
      said(
        "latencyMs",
        "memoryBytes",
        { latencyMs: 9, memoryBytes: 3e9 },
        { latencyMs: 9, memoryBytes: 1e9 },
      ),
    ).toContain("+2.00 GB of memory at equal latency");
  });

  it("is that both are the same where they are", () => {
    const same = { latencyMs: 900, loss: 3, params: 7 };
    expect(said("latencyMs", "loss", same, same)).toBe(
      "the same loss at equal latency and the same latency at equal loss",
    );
    expect(said("params", "loss", same, same)).toBe(
      "the same loss at equal parameters and the same parameters at equal loss",
    );
  });

  it("calls a slower design slower, and a smaller one by its share", () => {
    const at = (ms: number) => ({ latencyMs: ms, loss: 3 });
    expect(said("latencyMs", "loss", at(1000), at(500))).toContain("2.0x slower at equal loss");
    expect(said("latencyMs", "loss", at(500), at(1000))).toContain("2.0x faster at equal loss");
    expect(said("latencyMs", "loss", at(1000), at(1020))).toContain("1.02x faster at equal loss");
    expect(said("params", "loss", { params: 5, loss: 3 }, { params: 10, loss: 3 })).toContain(
      "0.50x the parameters",
    );
  });

  it("says that predictions are compared by their central values", () => {
    const marks = marksOf(
      [
        subject("Mine", "own", { latencyMs: 1, loss: 3 }),
        subject("Qwen3-a", "transformers", { latencyMs: 2, loss: 3 }),
      ],
      "latencyMs",
      "loss",
      "both",
    );
    expect(gainStatements(marks, "latencyMs", "loss", "Qwen3").map(({ text }) => text)).toEqual([
      "Mine against the Qwen3 front, predicted with predicted, central values: 2.0x faster at equal loss",
    ]);
  });

  it("of published models says slower where a model is, and the same where it is", () => {
    const model = (name: string, ms: number, average: number) => ({
      name,
      figures: { latencyMs: published(ms, "ms", ""), average: published(average, "%", "") },
    });
    expect(publishedComparison(model("A", 20, 50), model("B", 10, 40))).toBe(
      "A against B: 2.0x slower and +10.0 points average",
    );
    expect(publishedComparison(model("A", 10, 50), model("B", 10, 50))).toBe(
      "A against B: the same latency and ±0.0 points average",
    );
  });

  it("writes ratios as papers do, and finer where a tenth would say nothing", () => {
    expect([1.94, 45.61, 123.4, 1.02, 1, 0.997, 0.5, 0.034].map(timesText)).toEqual([
      "1.9x",
      "45.6x",
      "123x",
      "1.02x",
      "1.00x",
      "1.00x",
      "0.50x",
      "0.034x",
    ]);
  });
});
