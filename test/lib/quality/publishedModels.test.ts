import { describe, expect, it } from "vitest";
import { findPreset } from "@/lib/design/presets";
import { findPublishedModel, type PublishedTask, publishedModels } from "@/lib/quality/publishedModels";

const groups: { readonly [G in "cr6" | "math" | "code" | "recall"]: readonly PublishedTask[] } = {
  cr6: ["PIQA", "ARC-C", "ARC-E", "HellaSwag", "WinoGrande", "OBQA"],
  math: ["GSM8K", "MathQA"],
  code: ["HumanEval", "HumanEval+", "MBPP", "MBPP+"],
  recall: ["FDA", "SWDE", "SQuAD"],
};

describe("published models", () => {
  it("are the thirteen of the paper's table", () => {
    expect(publishedModels).toHaveLength(13);
    expect(new Set(publishedModels.map(({ id }) => id)).size).toBe(13);
  });

  it.each(publishedModels.filter(({ scores }) => scores.tasks !== null))(
    "$name: group means follow from the single tasks",
    ({ scores }) => {
      const tasks = scores.tasks!;
      const meanOf = (names: readonly PublishedTask[]) =>
        names.reduce((sum, name) => sum + tasks[name], 0) / names.length;
      for (const [group, names] of Object.entries(groups))
        expect(Math.abs(meanOf(names) - scores[group as keyof typeof groups])).toBeLessThan(0.011);
      expect(Math.abs(meanOf(Object.keys(tasks) as PublishedTask[]) - scores.average)).toBeLessThan(0.011);
      expect(tasks.MMLU).toBe(scores.mmlu);
    },
  );

  it("keep the paper's headline ratios", () => {
    const flash = findPublishedModel("nemotron-flash-1b")!;
    const qwen = findPublishedModel("Qwen3-0.6B")!;
    expect(qwen.latencySeconds / flash.latencySeconds).toBeCloseTo(1.907, 3);
    expect(flash.throughput / qwen.throughput).toBeCloseTo(45.56, 2);
  });

  it.each(publishedModels)("$name has a preset of the same depth", ({ presetId, blocks }) => {
    const design = findPreset(presetId)!.design;
    const layers = design.stages.reduce((sum, stage) => sum + stage.repeat * stage.layers.length, 0);
    expect(layers / 2).toBe(blocks);
  });
});
