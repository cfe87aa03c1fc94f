import { describe, expect, it } from "vitest";
import { findPreset } from "@/lib/design/presets";
import { compareQuality } from "@/lib/quality/compareQuality";
import { predictQuality } from "@/lib/quality/predictQuality";

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
    const mamba = preset("latency-matched-mamba2-ffn");
    const other = { ...mamba, metaTokens: 256 };
    const compared = compareQuality(mamba, other, { tokens: 1e11 });
    expect(compared.ok && compared.value.tied).toBe(true);
  });
});
