import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Design } from "@/lib/design/design";
import { designFromNotation } from "@/lib/design/designFromNotation";
import { findPreset, presets } from "@/lib/design/presets";
import { ancestorOf } from "@/lib/quality/anchors";
import { expectedQuality } from "@/lib/quality/expectedQuality";
import { predictQuality } from "@/lib/quality/predictQuality";
import type { QualityOptions } from "@/lib/quality/qualityOptions";

const preset = (id: string) => findPreset(id)!.design;

function notation(text: string, hidden: number): Design {
  const read = designFromNotation(text, hidden);
  if (!read.ok) throw new Error(text);
  return read.value.design;
}

function predict(design: Design, options?: QualityOptions) {
  const prediction = predictQuality(design, options);
  if (!prediction.ok) throw new Error(prediction.problems[0]!.message);
  return prediction.value;
}

describe("predicted quality", () => {
  it.each(presets.map(({ id }) => id))("%s: terms add to the loss, bands hold the value", (id) => {
    const { loss, cr6, terms } = predict(preset(id));
    expect(terms[0]!.id).toBe("backbone");
    expect(terms.reduce((sum, { mean }) => sum + mean, 0)).toBeCloseTo(loss.value, 10);
    for (const { value, lo, hi } of [loss, cr6]) {
      expect(lo).toBeLessThan(value);
      expect(hi).toBeGreaterThan(value);
    }
  });

  it.each(presets.map(({ id }) => id))("%s: the fast central values are the same", (id) => {
    const { loss, cr6 } = predict(preset(id));
    const fast = expectedQuality(preset(id))!;
    expect(fast.loss).toBeCloseTo(loss.value, 10);
    expect(fast.cr6).toBeCloseTo(cr6.value, 10);
  });

  it("falls with tokens and with size", () => {
    const small = preset("qwen3-0.6b");
    const at = (design: Design, tokens: number) => predict(design, { tokens }).loss.value;
    expect(at(small, 2e11)).toBeLessThan(at(small, 1e11));
    expect(at(preset("qwen3-1.7b"), 1e11)).toBeLessThan(at(small, 1e11));
  });

  it("never gives NaN or a band without width, whatever the design and tokens", () => {
    const mixer = fc.constantFrom("a", "s", "m2", "m", "d", "gd", "gla", "r", "c");
    fc.assert(
      fc.property(
        fc.array(mixer, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 64 }),
        fc.double({ min: 0, max: 18, noNaN: true }),
        (mixers, repeat, width, logTokens) => {
          const read = designFromNotation(
            `(${mixers.map((m) => `${m} f`).join(" ")})x${repeat}`,
            128 * width,
          );
          if (!read.ok) return;
          const { loss, cr6 } = predict(read.value.design, { tokens: 10 ** logTokens });
          for (const figure of [loss.value, loss.lo, loss.hi, cr6.value, cr6.lo, cr6.hi])
            expect(Number.isFinite(figure)).toBe(true);
          expect(loss.hi! - loss.lo!).toBeGreaterThan(0.01);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("is less sure the further it goes from its data", () => {
    const half = (design: Design, tokens: number) => {
      const { loss } = predict(design, { tokens });
      return loss.hi! - loss.value;
    };
    const inside = half(notation("(a f)x20", 1024), 1e11);
    expect(half(notation("(a f)x3", 1024), 1e11)).toBeGreaterThan(inside);
    expect(half(notation("(a f)x300", 1024), 1e11)).toBeGreaterThan(inside);
    expect(half(notation("(a f)x20", 1024), 1e15)).toBeGreaterThan(2 * inside);
  });

  it.each([
    ["no tokens", preset("qwen3-0.6b"), { tokens: 0 }, "tokens"],
    ["tokens that are no number", preset("qwen3-0.6b"), { tokens: Number.NaN }, "tokens"],
    ["an unknown anchor", preset("qwen3-0.6b"), { anchor: "gpt-2" }, "anchor"],
    ["an unknown effect", preset("qwen3-0.6b"), { effects: { luck: "off" } }, "effects.luck"],
    ["no token mixer", notation("(f)x12", 1024), {}, "stages"],
  ] as const)("refuses %s and says which field", (_, design, options, field) => {
    const prediction = predictQuality(design, options);
    expect(prediction.ok).toBe(false);
    if (!prediction.ok) expect(prediction.problems[0]!.field).toBe(field);
  });
});

describe("terms", () => {
  const flash = preset("nemotron-flash-1b");

  it("can be switched off", () => {
    const before = predict(flash);
    const term = before.terms.find(({ id }) => id === "weight-norm")!;
    const after = predict(flash, { effects: { "weight-norm": "off" } });
    expect(after.terms.some(({ id }) => id === "weight-norm")).toBe(false);
    expect(after.loss.value - before.loss.value).toBeCloseTo(-term.mean, 10);
  });

  it("take a weight of the user's", () => {
    const after = predict(flash, { effects: { "weight-norm": { mean: -0.1, sd: 0.001 } } });
    expect(after.terms.find(({ id }) => id === "weight-norm")).toMatchObject({ mean: -0.1, sd: 0.001 });
  });

  it("experts count between active and total size", () => {
    const { terms } = predict(preset("qwen3-30b-a3b"), { tokens: 1e12 });
    const gain = terms.find(({ id }) => id === "experts")!;
    expect(gain.mean).toBeLessThan(-0.03);
    expect(gain.sd).toBeGreaterThan(0.02);
  });
});

describe("anchors", () => {
  it("give an unedited anchor its published score", () => {
    expect(predict(preset("qwen3-0.6b")).cr6.value).toBeCloseTo(48.91, 9);
    expect(predict(preset("nemotron-flash-1b")).cr6.value).toBeCloseTo(54.46, 9);
  });

  it("are inherited by edited designs, by name or by make-up", () => {
    const flash = preset("nemotron-flash-1b");
    const edited: Design = { ...flash, stages: flash.stages.slice(0, 1) };
    expect(ancestorOf(edited)?.id).toBe("nemotron-flash-1b");
    expect(ancestorOf({ ...edited, name: "Mine" })?.id).toBe("nemotron-flash-1b");
    expect(ancestorOf({ ...flash, name: "Nemotron-Flash-3B-TP, wider" })?.id).toBe("nemotron-flash-3b-tp");
    expect(ancestorOf(notation("(gd f)x12", 1024))).toBeNull();
    expect(predict(notation("(gd f)x12", 1024)).anchor.id).toBe("qwen3-0.6b");
  });

  it("name the shift when they are changed", () => {
    const own = predict(preset("nemotron-flash-1b"));
    const other = predict(preset("nemotron-flash-1b"), { anchor: "qwen3-0.6b" });
    expect(own.anchorShift).toBeNull();
    expect(other.anchorShift?.from).toBe("Nemotron-Flash-1B");
    expect(other.anchorShift?.points).toBeCloseTo(other.cr6.value - own.cr6.value, 9);
  });

  it("show an unedited model's published score beside one predicted from another", () => {
    const { published } = predict(structuredClone(preset("qwen3-0.6b")));
    expect(published).toMatchObject({ id: "qwen3-0.6b", cr6: 48.91, predictedFrom: "Qwen3-1.7B" });
    const wider = { ...preset("qwen3-0.6b"), hiddenSize: 1152 };
    expect(predict(wider).published).toBeNull();
  });
});

describe("what commonsense is taken at", () => {
  it("is stated as published only for a model that is its own anchor at its own tokens", () => {
    const qwen = preset("qwen3-0.6b");
    const itself = predict(qwen);
    expect(itself.cr6).toMatchObject({ source: "published", value: 48.91 });
    expect(itself.anchor.tokens).toBe(3.6e13);
    expect(predict(qwen, { tokens: 1e9 }).cr6.source).toBe("modelled");
    expect(predict(qwen, { anchor: "qwen3-1.7b" }).cr6.source).toBe("modelled");
    expect(predict({ ...qwen, hiddenSize: 1152 }).cr6.source).toBe("modelled");
  });

  it("says which tokens it holds where others are asked for", () => {
    const held = (tokens: number) =>
      predict(preset("qwen3-0.6b"), { tokens }).notes.filter((note) => note.includes("holds the recipe"));
    expect(held(3.6e13)).toEqual([]);
    expect(held(1e9)).toHaveLength(1);
    expect(held(1e9)[0]).toContain("36 T tokens of Qwen3-0.6B: 1 B tokens");
  });

  it("carries architecture and noise in its band, and another recipe outside it", () => {
    const { cr6, bands } = predict(notation("(m2 f)x12", 1024));
    expect(cr6.hi! - cr6.value).toBeCloseTo(bands.contained, 9);
    expect(bands.contained).toBeCloseTo(Math.hypot(bands.architecture, bands.benchmarkNoise), 9);
  });
});

describe("notes", () => {
  it("say what recall a design gives up", () => {
    expect(predict(notation("(m2 f)x12", 1024)).recall.relativeToTransformer[1]).toBeLessThan(1);
    expect(predict(notation("(m2 f)x11 a f", 1024)).recall.text).toContain("long context");
  });
});
