import { describe, expect, it } from "vitest";
import { findPreset } from "@/lib/design/presets";
import { predictQuality } from "@/lib/quality/predictQuality";
import { createOwnResults, qualityOptions } from "@/lib/store/ownResults";

const design = findPreset("qwen3-0.6b")!.design;
const table = { name: "mine.csv", csv: "design,tokens,loss\nmine,1e11,3.2\npreset:qwen3-1.7b,1e11,3.0\n" };
const known = (name: string) => (name === "mine" ? design : null);

describe("own results", () => {
  it("correct what is predicted, and go away on reset", () => {
    const own = createOwnResults();
    own.getState().load(table, null, known);
    const corrected = predictQuality(design, {
      tokens: 1e11,
      ...qualityOptions(undefined, own.getState().update),
    });
    const published = predictQuality(design, { tokens: 1e11 });
    expect(corrected.ok && published.ok).toBe(true);
    if (!corrected.ok || !published.ok) return;
    const distance = (loss: number) => Math.abs(loss - 3.2);
    expect(distance(corrected.value.loss.value)).toBeLessThan(distance(published.value.loss.value));
    own.getState().reset();
    expect(qualityOptions(undefined, own.getState().update)).toEqual({});
  });

  it("are kept with the designs written out, so that they can be read without the library", () => {
    const own = createOwnResults();
    own.getState().load(table, null, known);
    const again = createOwnResults();
    again.getState().load(own.getState().table!, null, () => null);
    expect(again.getState().update?.correction).toEqual(own.getState().update?.correction);
  });

  it("leave the last good table in force when a new one is refused", () => {
    const own = createOwnResults();
    own.getState().load(table, null, known);
    const before = own.getState().update;
    own.getState().load({ name: "bad.csv", csv: "design,tokens\nmine,1e11\n" }, null, known);
    expect(own.getState().update).toBe(before);
    expect(own.getState().problems[0]?.message).toContain("columns");
  });
});
