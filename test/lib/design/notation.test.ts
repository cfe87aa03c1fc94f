import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { problemText } from "@/lib/base/result";
import { flattenLayers } from "@/lib/design/flatten";
import { foldLayers } from "@/lib/design/foldLayers";
import { printMegatronPattern } from "@/lib/design/megatronPattern";
import { parseNotation, printNotation } from "@/lib/design/notation";
import type { LayerRef } from "@/lib/design/operatorKinds";
import { findPreset } from "@/lib/design/presets";
import { arbitraryRef, arbitraryStages } from "./arbitraryDesign";

function problem(text: string): string {
  const parsed = parseNotation(text);
  return parsed.ok ? "" : parsed.problems.map(problemText).join("\n");
}

describe("notation", () => {
  it("prints the pattern of Nemotron-Flash as the paper writes it", () => {
    expect(printNotation(findPreset("nemotron-flash-1b")!.design.stages)).toBe(
      "(d f m2 f a f m2 f)x2 (d f m2 f)x2",
    );
  });

  it("gives back any stages it printed", () => {
    fc.assert(
      fc.property(arbitraryStages, (stages) => {
        expect(parseNotation(printNotation(stages))).toEqual({ ok: true, value: stages });
      }),
    );
  });

  it("reads bare runs, commas and other signs for times", () => {
    expect(parseNotation("(m2 f a f a f d)x3 m2 f a f d f f")).toMatchObject({ ok: true });
    expect(parseNotation("(a, f) × 2, d")).toEqual({
      ok: true,
      value: [
        { repeat: 2, layers: ["attention", "ffn"] },
        { repeat: 1, layers: ["deltanet"] },
      ],
    });
  });

  it("says at which character a symbol is wrong and what was meant", () => {
    expect(problem("a f q")).toMatch(/character 5: "q" is not a symbol/);
    expect(problem("a f mamba2")).toContain("Write m2 for mamba2");
    expect(problem("(a f")).toContain("not closed");
    expect(problem("a f)")).toContain("not opened");
    expect(problem("((a f))")).toContain("inside a group");
    expect(problem("(a f)x0")).toContain("Nearest: 1");
    expect(problem("() a")).toContain("empty group");
    expect(problem("  ")).toContain("at least one layer");
    expect(problem("(a f)x5001")).toContain("at most 10,000 layers");
    expect(problem("s#")).toContain("no valid variant name");
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string(), (text) => typeof parseNotation(text).ok === "boolean"));
  });
});

describe("Megatron's pattern", () => {
  const megatronRef = fc.constantFrom<LayerRef>("mamba2", "gated-deltanet", "attention", "ffn", "moe");

  it("is read into folded stages", () => {
    expect(parseNotation("M-M-*-M-M-*-")).toEqual({
      ok: true,
      value: [{ repeat: 2, layers: ["mamba2", "ffn", "mamba2", "ffn", "attention", "ffn"] }],
    });
    expect(parseNotation("M*-G E").ok).toBe(true);
    expect(parseNotation("M-|M-")).toEqual({ ok: true, value: [{ repeat: 2, layers: ["mamba2", "ffn"] }] });
  });

  it("gives back any layers it printed", () => {
    fc.assert(
      fc.property(fc.array(megatronRef, { minLength: 1, maxLength: 40 }), (layers) => {
        const printed = printMegatronPattern([{ repeat: 1, layers }]);
        expect(printed.ok).toBe(true);
        const read = parseNotation(printed.ok ? printed.value : "");
        expect(read.ok && flattenLayers({ stages: read.value })).toEqual(layers);
      }),
    );
  });

  it("names the layer that has no symbol there", () => {
    const printed = printMegatronPattern(findPreset("nemotron-flash-1b")!.design.stages);
    expect(printed.ok ? "" : problemText(printed.problems[0]!)).toContain("layer 1: DeltaNet has no symbol");
  });

  it("stops at more layers than a design has, however long it goes on", () => {
    expect(problem("M".repeat(10_001))).toContain("at most 10,000 layers");
    expect(parseNotation("M".repeat(10_000)).ok).toBe(true);
    expect(problem("+".repeat(1_000_000))).toContain("multi-head latent attention");
  });

  it("refuses what a design has no operator for", () => {
    expect(problem("M-M-/*-")).toContain("multi-token-prediction");
    expect(problem("M-+-")).toContain("multi-head latent attention");
  });
});

describe("foldLayers", () => {
  it("keeps the order of all layers", () => {
    fc.assert(
      fc.property(fc.array(arbitraryRef, { minLength: 1, maxLength: 60 }), (layers) => {
        expect(flattenLayers({ stages: foldLayers(layers) })).toEqual(layers);
      }),
    );
  });

  it("finds the blocks of published patterns", () => {
    for (const id of ["nemotron-flash-1b", "nemotron-flash-3b", "qwen3-0.6b", "gpt-oss-20b"]) {
      const { stages } = findPreset(id)!.design;
      expect(foldLayers(flattenLayers({ stages }))).toEqual(stages);
    }
  });
});
