import { describe, expect, it } from "vitest";
import { designFromNotation } from "@/lib/design/designFromNotation";
import { effects, findEffect } from "@/lib/quality/effects/effects";
import { fittedOperatorOffsets } from "@/lib/quality/effects/fittedOffsets";
import { type QualityShape, qualityShape } from "@/lib/quality/qualityShape";

function shapeOf(notation: string, hidden = 1024): QualityShape {
  const read = designFromNotation(notation, hidden);
  if (!read.ok) throw new Error(notation);
  return qualityShape(read.value.design);
}

const termOf = (id: string, shape: QualityShape) => {
  const effect = findEffect(id)!;
  return effect.mean * effect.feature(shape, 1e11);
};

describe("effects", () => {
  it("leave a plain transformer alone", () => {
    const shape = shapeOf("(a f)x12");
    for (const effect of effects) expect(effect.feature(shape, 1e11)).toBe(0);
  });

  it.each([
    ["(m2 f)x19 a f", -0.014],
    ["(m2 f)x7 a f", -0.024],
    ["(m2 f m2 f m2 f a f)x3", -0.028],
    ["(m2 f a f)x6", -0.021],
  ])("full attention among Mamba2 in %s gains what the sweeps show", (notation, gain) => {
    expect(termOf("attention-share", shapeOf(notation))).toBeCloseTo(gain, 2.7);
  });

  it("attention first costs, in the middle it does not", () => {
    expect(termOf("placement", shapeOf("(a f m2 f m2 f)x4"))).toBeCloseTo(0.016, 6);
    expect(termOf("placement", shapeOf("(m2 f a f m2 f)x4"))).toBe(0);
    expect(termOf("placement", shapeOf("a f (m2 f)x11"))).toBeCloseTo(0.034, 6);
    expect(termOf("placement", shapeOf("(a f s f)x6"))).toBe(0);
  });

  it("a linear operator counts in proportion to its share", () => {
    expect(termOf("operator:gla", shapeOf("(gla f)x12"))).toBeCloseTo(fittedOperatorOffsets.all.gla!.mean, 9);
    expect(termOf("operator:gla", shapeOf("(gla f a f)x6"))).toBeCloseTo(
      fittedOperatorOffsets.all.gla!.mean / 2,
      9,
    );
  });

  it("two delta rules are one family, a delta rule with Mamba2 are two", () => {
    expect(termOf("linear-mixing", shapeOf("(d f gd f)x6"))).toBeCloseTo(0, 12);
    expect(termOf("linear-mixing", shapeOf("(d f m2 f)x6"))).toBeCloseTo(-0.01, 9);
  });

  it("nothing but windows costs, a few full layers mend it", () => {
    expect(termOf("window-only", shapeOf("(s f)x12"))).toBeCloseTo(0.014, 6);
    expect(termOf("window-only", shapeOf("(s f s f s f a f)x3"))).toBeLessThan(0.002);
  });

  it("of operators are those of the fit they name, no surer than it, and written in their evidence", () => {
    for (const [kind, { mean, sd }] of Object.entries(fittedOperatorOffsets.all)) {
      const effect = findEffect(`operator:${kind}`)!;
      expect(effect.mean).toBe(mean);
      expect(effect.sd).toBeGreaterThanOrEqual(sd);
      expect(effect.provenance).toMatch(/contrasts? of (one|\d) stud/);
    }
  });

  it("state their evidence", () => {
    for (const effect of effects) {
      expect(effect.sd).toBeGreaterThan(0);
      expect(effect.provenance.length).toBeGreaterThan(40);
    }
  });
});
