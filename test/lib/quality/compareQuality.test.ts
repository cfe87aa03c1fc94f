import { describe, expect, it } from "vitest";
import type { Design } from "@/lib/design/design";
import { designFromNotation } from "@/lib/design/designFromNotation";
import { findPreset } from "@/lib/design/presets";
import { compareQuality } from "@/lib/quality/compareQuality";
import { predictQuality } from "@/lib/quality/predictQuality";
import { qualityShape } from "@/lib/quality/qualityShape";

const preset = (id: string) => findPreset(id)!.design;

function compare(a: string, b: string) {
  const compared = compareQuality(preset(a), preset(b), { tokens: 1e11 });
  if (!compared.ok) throw new Error(compared.problems[0]!.message);
  return compared.value;
}

function halfBand(id: string): number {
  const prediction = predictQuality(preset(id), { tokens: 1e11 });
  if (!prediction.ok) throw new Error(prediction.problems[0]!.message);
  return prediction.value.loss.hi! - prediction.value.loss.value;
}

describe("comparing two designs", () => {
  it("ties a design with itself, without any band", () => {
    expect(compare("qwen3-0.6b", "qwen3-0.6b")).toMatchObject({ difference: 0, tied: true });
  });

  it("changes sign with the order", () => {
    const forth = compare("qwen3-0.6b", "nemotron-flash-1b");
    const back = compare("nemotron-flash-1b", "qwen3-0.6b");
    expect(back.difference).toBeCloseTo(-forth.difference, 12);
    expect(back.lo).toBeCloseTo(-forth.hi, 12);
  });

  it("is tighter than the separate bands, since like designs share their errors", () => {
    const { lo, hi } = compare("latency-matched-mamba2-ffn", "searched-latency-837m");
    const separate = Math.hypot(halfBand("latency-matched-mamba2-ffn"), halfBand("searched-latency-837m"));
    expect((hi - lo) / 2).toBeLessThan(separate);
  });

  it("tells a model from one three times its size", () => {
    const { tied, difference } = compare("qwen3-1.7b", "qwen3-0.6b");
    expect(tied).toBe(false);
    expect(difference).toBeLessThan(-0.05);
  });

  it("does not tell operators apart at equal size", () => {
    const stack = (text: string, ffn: number): Design => {
      const read = designFromNotation(text, 1024);
      if (!read.ok) throw new Error(read.problems[0]!.message);
      const { design } = read.value;
      const settings = { ...design.operators.ffn!, intermediateSize: ffn };
      return { ...design, operators: { ...design.operators, ffn: settings } };
    };
    const attention = stack("(a f)x16", 3072);
    const wanted = qualityShape(attention).nonEmbedding;
    for (const text of ["(m2 f)x16", "(d f)x16", "(gd f)x16"]) {
      // The feed-forward width takes up what the mixers differ by, so that nothing but the operator is compared.
      const perWidth =
        qualityShape(stack(text, 3073)).nonEmbedding - qualityShape(stack(text, 3072)).nonEmbedding;
      const excess = qualityShape(stack(text, 3072)).nonEmbedding - wanted;
      const equal = stack(text, 3072 - Math.round(excess / perWidth));
      expect(Math.abs(qualityShape(equal).nonEmbedding / wanted - 1)).toBeLessThan(0.001);
      const compared = compareQuality(attention, equal, { tokens: 1e11 });
      if (!compared.ok) throw new Error(compared.problems[0]!.message);
      expect(compared.value.difference).not.toBe(0);
      expect(compared.value.tied).toBe(true);
    }
  });

  it("names the design a problem is of, and says what is wrong with the question once", () => {
    const mixerless = {
      ...preset("qwen3-0.6b"),
      name: "Bare",
      stages: [{ repeat: 2, layers: ["ffn" as const] }],
    };
    const compared = compareQuality(mixerless, mixerless, { anchor: "nobody" });
    if (compared.ok) throw new Error("not refused");
    expect(compared.problems.map(({ field }) => field)).toEqual([
      "Bare (first): stages",
      "anchor",
      "Bare (second): stages",
    ]);
  });
});
