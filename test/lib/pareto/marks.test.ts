import { describe, expect, it } from "vitest";
import { exact, published } from "@/lib/base/estimate";
import { gainStatements } from "@/lib/pareto/gainWords";
import { isPlaced, marksOf, type Subject, withinLimits } from "@/lib/pareto/marks";
import { basisWords, markWords } from "@/lib/pareto/markWords";
import { publishedFigures } from "@/lib/pareto/modelFigures";
import { findPublishedModel, publishedModels } from "@/lib/quality/publishedModels";
import { publishedPairs } from "@/lib/store/publishedPairs";

/** Table 6 of arXiv:2511.18890: latency in seconds, throughput in tokens a second, average of 16 tasks. */
const tableSix: Readonly<Record<string, readonly [number, number, number]>> = {
  "amd-olmo-1b": [24.66, 142, 35.63],
  "llama-3.2-1b": [21.44, 932, 41.45],
  "qwen2.5-0.5b": [22.81, 2382, 45.16],
  "qwen3-0.6b": [27.55, 160, 44.11],
  "nemotron-flash-1b": [14.45, 7289, 49.63],
  "h2o-danube3-4b": [45.92, 178, 44.37],
  "smollm2-1.7b": [31.11, 151, 46.21],
  "llama-3.2-3b": [45.47, 173, 50.89],
  "qwen2.5-1.5b": [34.5, 687, 54.65],
  "qwen3-1.7b": [36.2, 157, 55.47],
  "qwen2.5-3b": [49.4, 459, 58.96],
  "nemotron-flash-3b": [28.71, 2939, 60.98],
  "nemotron-flash-3b-tp": [27.95, 4657, 60.84],
};

const subjects: readonly Subject[] = publishedModels.map((model) => ({
  id: model.id,
  name: model.name,
  series: model.id.startsWith("nemotron") ? "nemotron-flash" : "transformers",
  published: publishedFigures(model),
  predicted: {
    params: exact(model.params, "parameters", ""),
    latencyMs: {
      value: 900 * model.blocks,
      unit: "ms",
      lo: 800,
      hi: 1000,
      source: "modelled",
      provenance: "",
    },
    cr6: { value: model.scores.cr6 - 1, unit: "%", lo: 40, hi: 60, source: "modelled", provenance: "" },
  },
}));

const own: Subject = {
  id: "design",
  name: "Mine",
  series: "own",
  published: {},
  predicted: subjects[4]?.predicted ?? {},
};

describe("published marks", () => {
  it("lie exactly where Table 6 says, on latency and on throughput", () => {
    const latency = marksOf(subjects, "latencyMs", "average", "published");
    const throughput = marksOf(subjects, "tokensPerSecond", "average", "published");
    expect(latency).toHaveLength(13);
    for (const mark of latency) {
      const [seconds, , average] = tableSix[mark.id] ?? [];
      expect([mark.x?.value, mark.y?.value]).toEqual([seconds! * 1000, average]);
    }
    for (const mark of throughput) expect(mark.x?.value).toBe(tableSix[mark.id]?.[1]);
  });

  it("state the paper's ratios", () => {
    expect(publishedPairs).toEqual([
      "Nemotron-Flash-1B against Qwen3-0.6B: 1.9x faster, 45.6x the throughput and +5.5 points average",
      "Nemotron-Flash-3B against Qwen3-1.7B: 1.3x faster, 18.7x the throughput and +5.5 points average",
    ]);
  });
});

describe("marks of designs", () => {
  it("are a line at their latency on an axis that no architecture decides", () => {
    const [mark] = marksOf([own], "latencyMs", "mmlu", "both");
    expect(mark).toMatchObject({ id: "design", y: null });
    expect(mark?.x?.value).toBe(900 * 12);
  });

  it("stay on the plot when published models are shown as published", () => {
    expect(marksOf([own], "latencyMs", "cr6", "published").map((mark) => mark.id)).toEqual(["design"]);
  });

  it("pair a published model with its prediction, under ids of their own", () => {
    const pair = marksOf(subjects.slice(0, 1), "latencyMs", "cr6", "both");
    expect(pair.map((mark) => [mark.id, mark.basis])).toEqual([
      ["amd-olmo-1b", "published"],
      ["amd-olmo-1b@predicted", "predicted"],
    ]);
  });

  it("take counted sizes on either basis, and never a prediction as published", () => {
    const [mark] = marksOf(subjects.slice(0, 1), "params", "average", "published");
    expect(mark?.x?.source).toBe("exact");
    const [none] = marksOf(
      [{ ...subjects[0]!, published: { cr6: published(50, "%", "") } }],
      "latencyMs",
      "cr6",
      "published",
    );
    expect(none).toBeUndefined();
  });

  it("leave when a limit excludes what is known of them, except the design in hand", () => {
    const marks = marksOf([...subjects, own], "latencyMs", "cr6", "both");
    const kept = withinLimits(marks, { latencyMs: { max: 15_000 } });
    expect(kept.map((mark) => mark.id)).toContain("nemotron-flash-1b");
    expect(kept.map((mark) => mark.id)).toContain("design");
    expect(kept.map((mark) => mark.id)).not.toContain("qwen3-0.6b");
  });
});

describe("gains in words", () => {
  it("compare published with published and predicted with predicted, and say so", () => {
    const marks = marksOf([...subjects, own], "latencyMs", "cr6", "both");
    const statements = gainStatements(marks, "latencyMs", "cr6", "Qwen3");
    expect(statements.length).toBeGreaterThanOrEqual(2);
    for (const { basis, text } of statements) expect(text).toContain(`${basis} with ${basis}`);
    const ownWords = statements.find(({ text }) => text.startsWith("Mine"));
    expect(ownWords?.basis).toBe("predicted");
  });

  it("say nothing about a design on an axis that cannot be predicted", () => {
    const marks = marksOf([own, ...subjects], "latencyMs", "mmlu", "both");
    expect(marks.filter(isPlaced).some((mark) => mark.subject.series === "own")).toBe(false);
    const statements = gainStatements(marks, "latencyMs", "mmlu", "Qwen3");
    expect(statements.some(({ text }) => text.startsWith("Mine"))).toBe(false);
  });

  it("know that throughput is better when larger", () => {
    const marks = marksOf(subjects, "tokensPerSecond", "average", "published");
    const [statement] = gainStatements(marks, "tokensPerSecond", "average", "Qwen3");
    expect(statement?.text).toMatch(/\d+\.\dx the throughput at equal average/);
    expect(findPublishedModel("qwen3-0.6b")?.throughput).toBe(160);
  });
});

describe("predicted marks", () => {
  it("say on which axis they keep a published figure", () => {
    const qwen = subjects[3]!;
    const held: Subject = { ...qwen, predicted: { ...qwen.predicted, cr6: qwen.published.cr6! } };
    const [, kept] = marksOf([held], "latencyMs", "cr6", "both");
    const [, whole] = marksOf([qwen], "latencyMs", "cr6", "both");
    const [stated] = marksOf([held], "latencyMs", "cr6", "published");
    expect(basisWords(kept!, "latencyMs", "cr6")).toBe("predicted, commonsense as published");
    expect(markWords(kept!, "latencyMs", "cr6", null)).toContain("predicted, commonsense as published:");
    expect(basisWords(whole!, "latencyMs", "cr6")).toBe("predicted");
    expect(basisWords(stated!, "latencyMs", "cr6")).toBe("published");
  });
});
