import { describe, expect, it } from "vitest";
import { findPreset } from "@/lib/design/presets";
import { predictQuality } from "@/lib/quality/predictQuality";
import { createOwnResults, ownUpdate, qualityOptions, writtenOut } from "@/lib/store/ownResults";

const design = findPreset("qwen3-0.6b")!.design;
const table = { name: "mine.csv", csv: "design,tokens,loss\nmine,1e11,3.2\npreset:qwen3-1.7b,1e11,3.0\n" };
const known = (name: string) => (name === "mine" ? design : null);
const updateOf = (own: ReturnType<typeof createOwnResults>, anchorId: string | null = null) =>
  ownUpdate(own.getState().table, anchorId);

describe("own results", () => {
  it("correct what is predicted, and go away on reset", () => {
    const own = createOwnResults();
    own.getState().load(table, known);
    const corrected = predictQuality(design, {
      tokens: 1e11,
      ...qualityOptions(undefined, updateOf(own)),
    });
    const published = predictQuality(design, { tokens: 1e11 });
    expect(corrected.ok && published.ok).toBe(true);
    if (!corrected.ok || !published.ok) return;
    const distance = (loss: number) => Math.abs(loss - 3.2);
    expect(distance(corrected.value.loss.value)).toBeLessThan(distance(published.value.loss.value));
    own.getState().reset();
    expect(qualityOptions(undefined, updateOf(own))).toEqual({});
  });

  it("are kept with the designs written out, so that they can be read without the library", () => {
    const own = createOwnResults();
    own.getState().load(table, known);
    const again = createOwnResults();
    again.getState().load(writtenOut(own.getState().table!), () => null);
    expect(updateOf(again)?.correction).toEqual(updateOf(own)?.correction);
  });

  it("leave the last good table in force when a new one is refused", () => {
    const own = createOwnResults();
    own.getState().load(table, known);
    const before = updateOf(own);
    own.getState().load({ name: "bad.csv", csv: "design,tokens\nmine,1e11\n" }, known);
    expect(updateOf(own)).toBe(before);
    expect(own.getState().problems[0]?.message).toContain("columns");
  });

  it("follow the anchor that is chosen after they were loaded as one chosen before", () => {
    const scores = { name: "scores.csv", csv: "design,tokens,cr6\nmine,1e11,45\n" };
    const own = createOwnResults();
    own.getState().load(scores, known);
    const before = updateOf(own)?.comparisons[0]?.before.value;
    const chosen = updateOf(own, "llama-3.2-1b");
    expect(chosen?.comparisons[0]?.before.value).not.toBe(before);
    expect(updateOf(own, "llama-3.2-1b")).toBe(chosen);
    expect(updateOf(own)?.comparisons[0]?.before.value).toBe(before);
  });
});
