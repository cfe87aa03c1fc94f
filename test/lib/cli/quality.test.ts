import { describe, expect, it } from "vitest";
import { qualityCommand } from "@/lib/cli/commands/quality";
import { dispatch } from "@/lib/cli/dispatch";
import type { QualityPrediction } from "@/lib/quality/qualityPrediction";

const run = (...argv: string[]) =>
  dispatch({ quality: () => Promise.resolve(qualityCommand) }, ["quality", ...argv]);

async function answer(...argv: string[]): Promise<QualityPrediction> {
  const { out, exit } = await run(...argv);
  expect(exit).toBe(0);
  return JSON.parse(out) as QualityPrediction;
}

describe("quality on the command line", () => {
  it("gives loss, terms with grades, average and a recall note", async () => {
    const { loss, cr6, terms, recall } = await answer("preset:nemotron-flash-1b", "--tokens", "1e11");
    expect(loss).toMatchObject({ unit: "nats/token", source: "modelled" });
    expect(cr6.value).toBeCloseTo(54.46, 6);
    expect(terms.map(({ id }) => id)).toContain("attention-share");
    for (const { grade, provenance } of terms) expect(grade && provenance).toBeTruthy();
    expect(recall.text).not.toBe("");
  });

  it("takes another anchor, leaves effects out and takes weights", async () => {
    const plain = await answer("preset:nemotron-flash-1b");
    const other = await answer("preset:nemotron-flash-1b", "--anchor", "qwen3-0.6b");
    expect(other.anchor.id).toBe("qwen3-0.6b");
    expect(other.anchorShift?.from).toBe("Nemotron-Flash-1B");
    const chosen = await answer(
      "preset:nemotron-flash-1b",
      "--off",
      "weight-norm,meta-tokens",
      "--weights",
      "attention-share=0:0.001",
    );
    expect(chosen.terms.map(({ id }) => id)).not.toContain("weight-norm");
    expect(chosen.terms.find(({ id }) => id === "attention-share")?.mean).toBeCloseTo(0, 12);
    expect(chosen.loss.value).toBeGreaterThan(plain.loss.value);
  });

  it.each([
    [["(f)x12", "--hidden", "1024"], "mixes tokens"],
    [["preset:qwen3-0.6b", "--tokens", "0"], "tokens"],
    [["preset:qwen3-0.6b", "--tokens", "many"], "tokens"],
    [["preset:qwen3-0.6b", "--anchor", "gpt-2"], "anchor"],
    [["preset:qwen3-0.6b", "--off", "luck"], "luck"],
    [["preset:qwen3-0.6b", "--weights", "weight-norm=5"], "MEAN:SD"],
  ])("refuses %j with a clear error", async (argv, word) => {
    const { err, exit } = await run(...argv);
    expect(exit).toBe(1);
    expect(err).toContain(word);
  });
});
