import { describe, expect, it } from "vitest";
import type { Design } from "@/lib/design/design";
import { findPreset } from "@/lib/design/presets";
import { dimensionRows } from "@/lib/pareto/compare/dimensionRows";

const { design } = findPreset("qwen3-0.6b")!;
const both = dimensionRows([findPreset("nemotron-flash-1b")!.design, design]);

/** The rows in which two designs differ, as name and values. */
function differing(a: Design, b: Design) {
  return dimensionRows([a, b])
    .filter(({ differs }) => differs)
    .map(({ name, values }) => [name, ...values]);
}

describe("dimensions side by side", () => {
  it("do not differ between a design and itself", () => {
    expect(differing(design, { ...design })).toEqual([]);
  });

  it.each([
    ["hidden size", { hiddenSize: 2048 }, "1,024", "2,048"],
    ["meta tokens", { metaTokens: 256 }, "0", "256"],
    [
      "norm",
      { norm: { kind: "layer", scale: true, bias: true, post: false } },
      "RMSNorm with scale, before each layer",
      "LayerNorm with scale and bias, before each layer",
    ],
    [
      "norm",
      { norm: { kind: "rms", scale: false, bias: false, pre: false, post: true } },
      "RMSNorm with scale, before each layer",
      "RMSNorm without scale, after each layer",
    ],
    ["weights of unit norm", { weightNorm: true }, "no", "yes"],
    [
      "shared layers",
      {
        shareLayers: [
          [0, 2],
          [1, 3],
        ],
      },
      "none",
      "1 = 3, 2 = 4",
    ],
    ["positions at most", { maxPositions: 7 }, "40,960", "7"],
    ["training tokens", { training: { tokens: 1e11 } }, "36,000,000,000,000", "100,000,000,000"],
  ] as const)("show a difference in %s", (name, change, before, after) => {
    expect(differing(design, { ...design, ...change })).toEqual([[name, before, after]]);
  });

  it("show the settings of operators that one of them uses, and no value for the other", () => {
    const flash = findPreset("nemotron-flash-1b")!.design;
    const rows = dimensionRows([design, flash]);
    expect(rows.find(({ name }) => name === "Mamba2, state size")?.values).toEqual([null, "128"]);
    expect(rows.find(({ name }) => name === "Attention, KV heads")?.values).toEqual(["8", "4"]);
  });

  it("names settings as the inspector does", () => {
    expect(both.map(({ name }) => name)).toContain("Mamba2, state size");
    expect(both.some(({ name }) => /[a-z][A-Z]/.test(name.replace(/^[^,]*/, "")))).toBe(false);
  });

  it("writes settings with parts as words", () => {
    const values = both.flatMap(({ values: row }) => row);
    expect(values).toContain("theta 1,000,000");
    expect(values.some((value) => value?.includes("{"))).toBe(false);
  });
});
