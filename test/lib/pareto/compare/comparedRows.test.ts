import { describe, expect, it } from "vitest";
import { type Estimate, exact, published } from "@/lib/base/estimate";
import { findPreset } from "@/lib/design/presets";
import { dimensionRows } from "@/lib/pareto/compare/dimensionRows";
import { figureColumns, figureRows } from "@/lib/pareto/compare/figureRows";

const qwen = findPreset("qwen3-0.6b")!.design;
const flash = findPreset("nemotron-flash-1b")!.design;

describe("dimensions side by side", () => {
  it("differ nowhere between a design and itself", () => {
    expect(dimensionRows([qwen, qwen]).filter(({ differs }) => differs)).toEqual([]);
  });

  it("say what one changed, and that only", () => {
    const wider = { ...qwen, hiddenSize: qwen.hiddenSize + 128 };
    const different = dimensionRows([qwen, wider]).filter(({ differs }) => differs);
    expect(different.map(({ name, values }) => [name, ...values])).toEqual([
      ["hidden size", "1,024", "1,152"],
    ]);
  });

  it("leave blank what a design has no operator for", () => {
    const row = dimensionRows([qwen, flash]).find(({ name }) => name.startsWith("Mamba2, "));
    expect(row?.values[0]).toBeNull();
    expect(row?.values[1]).not.toBeNull();
    expect(row?.differs).toBe(true);
  });
});

describe("figures side by side", () => {
  it("keep predicted and published apart, each with interval, source and provenance", () => {
    const latency: Estimate = { value: 9, unit: "ms", lo: 8, hi: 10, source: "modelled", provenance: "here" };
    const rows = figureRows([
      {
        name: "A",
        predicted: { latencyMs: latency, params: exact(5, "parameters", "counted") },
        published: { latencyMs: published(11, "ms", "Table 6") },
      },
      { name: "B", predicted: {}, published: {} },
    ]);
    expect(rows.map((row) => row.length)).toEqual(rows.map(() => figureColumns.length));
    expect(rows).toEqual([
      ["latencyMs", "ms", "A", 9, 8, 10, "modelled", "here"],
      ["latencyMs", "ms", "A", 11, null, null, "published", "Table 6"],
      ["params", "parameters", "A", 5, 5, 5, "exact", "counted"],
    ]);
  });
});
