import { describe, expect, it } from "vitest";
import { parameterTable, sumParameters } from "@/lib/cost/parameters";
import { parseDesign } from "@/lib/design/parseDesign";
import { findPreset } from "@/lib/design/presets";
import { depthWidthCurve } from "@/lib/quality/depthWidthCurve";
import { coefficientGroups } from "@/lib/quality/studies/coefficients";
import { depthStudyCurve } from "@/lib/quality/studies/depthWidth";
import { reconstructionErrors } from "@/lib/quality/studies/latencyMatched";
import { paperStudies } from "@/lib/quality/studies/studies";

/** A device that takes 0.1 ms a block and 0.4 ms a GB for each of 1,024 tokens. */
const plainDevice = (design: Parameters<typeof parameterTable>[0]) => {
  const blocks = design.stages.reduce((sum, { repeat, layers }) => sum + (repeat * layers.length) / 2, 0);
  const gigabytes = (2 * sumParameters(parameterTable(design)).total) / 1e9;
  return 1024 * (0.1 * blocks + 0.4 * gigabytes);
};

describe("the paper's studies", () => {
  const studies = paperStudies(plainDevice);

  it("are all there, each with rows and a source", () => {
    expect(studies.map(({ id }) => id)).toEqual([
      "depth-width",
      "operators",
      "latency-matched",
      "search",
      "weight-norm",
      "meta-tokens",
      "table-6",
    ]);
    for (const { rows, source } of studies) {
      expect(rows.length).toBeGreaterThan(0);
      expect(source).toContain("arXiv:2511.18890");
    }
  });

  it("state the error of every prediction, and why where there is none", () => {
    for (const { rows } of studies)
      for (const { predicted, published, error, remark } of rows) {
        if (predicted !== null && error !== null) expect(error).toBeCloseTo(predicted.value - published, 9);
        else expect(remark).not.toBeNull();
      }
  });

  it("name designs that open in the editor", () => {
    for (const { rows } of studies)
      for (const { design } of rows)
        if (design !== null) expect(parseDesign(JSON.parse(JSON.stringify(design))).ok).toBe(true);
  });

  it("reconstruct the latency-matched models within 1 % of their published counts", () => {
    for (const error of Object.values(reconstructionErrors())) expect(Math.abs(error)).toBeLessThan(0.01);
  });
});

describe("depth along a latency limit", () => {
  it("keeps to the limit and has its best depth inside", () => {
    const { points, best } = depthStudyCurve(plainDevice, 3000);
    for (const { latencyMs } of points) expect(latencyMs).toBeLessThanOrEqual(3000);
    expect(best).toBeGreaterThan(points[0]!.blocks);
    expect(best).toBeLessThan(points.at(-1)!.blocks);
  });

  it("says so when no latency is known", () => {
    expect(depthStudyCurve(() => null)).toEqual({ points: [], best: null, flat: null });
  });
});

describe("depth along constant parameters", () => {
  const origin = findPreset("qwen3-0.6b")!.design;
  const question = { blocks: [6, 12, 20, 28, 40], hold: "nonEmbedding", tokens: 1e11 } as const;

  it("costs loss to go far shallower at equal size", () => {
    const { points } = depthWidthCurve(origin, question);
    const at = (blocks: number) => points.find((point) => point.blocks === blocks)!;
    expect(at(12).loss - at(28).loss).toBeGreaterThan(0.003);
    expect(at(12).loss - at(28).loss).toBeLessThan(0.02);
    expect(at(28).hiddenSize).toBe(1024);
  });

  it("marks as optimal only what the budget affords", () => {
    const budgetMs = plainDevice(origin) * 0.8;
    const { points, best } = depthWidthCurve(origin, { ...question, latencyMs: plainDevice, budgetMs });
    expect(points.some(({ optimal }) => optimal)).toBe(true);
    for (const { optimal, latencyMs } of points) if (optimal) expect(latencyMs).toBeLessThanOrEqual(budgetMs);
    expect(best).toBeLessThan(28);
  });
});

describe("the coefficients", () => {
  it("all say where they come from", () => {
    const all = coefficientGroups().flatMap(({ coefficients }) => coefficients);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { value, origin } of all) {
      expect(Number.isFinite(value)).toBe(true);
      expect(origin.length).toBeGreaterThan(20);
    }
  });
});
