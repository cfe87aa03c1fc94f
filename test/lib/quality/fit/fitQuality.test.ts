import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Design, designSchema } from "@/lib/design/design";
import { fittedBackbone } from "@/lib/quality/backbone";
import { lossAt } from "@/lib/quality/backboneForm";
import { fittedOperatorOffsets } from "@/lib/quality/effects/fittedOffsets";
import { evidence } from "@/lib/quality/effects/operatorOffsets";
import { meanAbsolute } from "@/lib/quality/eval/statistics";
import { fitBackbone } from "@/lib/quality/fit/fitBackbone";
import { fitQuality } from "@/lib/quality/fit/fitQuality";
import { fitShippedOffsets } from "@/lib/quality/fit/fitShippedOffsets";
import { readGemstones, type TrainedPoint } from "@/lib/quality/fit/gemstones";
import { fitOperatorOffsets, readOperatorRows } from "@/lib/quality/fit/operatorContrasts";
import { backbonePoint, qualityShape } from "@/lib/quality/qualityShape";
import { sharedData } from "../../../sharedData";

/** Heads of 128, half as many KV heads, gated FFN of four times the width, untied embedding of 50,304. */
function gemstone(width: number, depth: number): Design {
  return {
    schema: designSchema,
    name: `Gemstone ${width}x${depth}`,
    hiddenSize: width,
    vocabSize: 50_304,
    tieEmbeddings: false,
    stages: [{ repeat: depth, layers: ["attention", "ffn"] }],
    operators: {
      attention: {
        heads: width / 128,
        kvHeads: Math.max(1, Math.floor(width / 256)),
        headDim: 128,
        qkNorm: false,
        bias: false,
        outBias: false,
        rope: null,
      },
      ffn: { intermediateSize: 4 * width, activation: "silu", gated: true },
    },
  };
}

const read = (name: string) => readFileSync(join(sharedData!, "accuracy", name), "utf8");

describe("fitting the law", () => {
  it("finds a law again that made the data", () => {
    const truth = [1.8, 0.7, 0.15, 0.03, 0.25, 0.3, 0.5, 1.2];
    const points = [3, 8, 16, 30, 60].flatMap((depth) =>
      [256, 768, 1536].flatMap((width) =>
        [2e10, 6e10, 1.5e11, 3.5e11].map((tokens): TrainedPoint => {
          const at = { effectiveParameters: 12 * depth * width ** 2 + 1e5 * width, depth, width, tokens };
          return { ...at, shape: `${width}x${depth}`, loss: lossAt("DK", truth, at) };
        }),
      ),
    );
    const { coefficients } = fitBackbone("DK", points);
    const errors = points.map((point) => lossAt("DK", coefficients, point) - point.loss);
    expect(meanAbsolute(errors)).toBeLessThan(1e-3);
  });
});

describe.skipIf(sharedData === null)("on the measured checkpoints", () => {
  it("counts the parameters of every Gemstones shape to the unit", () => {
    for (const { width, depth, effectiveParameters } of readGemstones(
      read("gemstones_depth_width_loss.csv"),
    )) {
      const kvHeads = Math.max(1, Math.floor(width / 256));
      const block = 2 * width ** 2 + 256 * width * kvHeads + 12 * width ** 2 + 2 * width;
      expect(effectiveParameters).toBe(depth * block + width + 2 * 50_304 * width);
    }
  });

  it("sees a Gemstones model written as a design at its measured size", () => {
    const points = readGemstones(read("gemstones_depth_width_loss.csv"));
    for (const { width, depth, effectiveParameters, tokens } of points.filter(
      ({ tokens: t }) => t < 2.1e10,
    )) {
      const shape = qualityShape(gemstone(width, depth));
      expect(backbonePoint(shape, tokens)).toEqual({ effectiveParameters, width, depth, tokens });
    }
  });

  it("gives the shipped coefficients again", () => {
    const again = fitQuality(read("gemstones_depth_width_loss.csv"), read("gemstones_evals_and_loss.csv"));
    expect(again).toEqual(fittedBackbone);
    expect(fitShippedOffsets(read("operators_hybrids.csv"))).toEqual(fittedOperatorOffsets);
  });

  it("states the contrasts of every operator as the tables have them", () => {
    const rows = readOperatorRows(read("operators_hybrids.csv"));
    const baseline = new Map(
      rows.filter(({ kind }) => kind === "attention").map(({ group, loss }) => [group, loss]),
    );
    for (const [kind, { contrasts }] of Object.entries(evidence)) {
      const own = rows.filter((row) => row.kind === kind);
      const gaps = own.map(({ group, loss }) => loss - baseline.get(group)!);
      expect({
        count: own.length,
        studies: new Set(own.map(({ paper }) => paper)).size,
        least: Number(Math.min(...gaps).toFixed(3)),
        most: Number(Math.max(...gaps).toFixed(3)),
      }).toEqual(contrasts);
    }
    const without = fitOperatorOffsets(rows.filter(({ paper }) => paper !== "2412.06464"));
    expect(evidence["gated-deltanet"].remark).toContain(
      `−${Math.abs(without["gated-deltanet"]!.mean).toFixed(3)} without`,
    );
  });

  it("reads late tokens from early ones within 0.01 nats", () => {
    const points = readGemstones(read("gemstones_depth_width_loss.csv"));
    const early = points.filter(({ tokens }) => tokens <= 105e9);
    const late = points.filter(({ tokens }) => tokens >= 200e9);
    const [dk, dwk] = (["DK", "DWK"] as const).map((form) => fitBackbone(form, early).coefficients);
    const errors = late.map(
      (point) => (lossAt("DK", dk!, point) + lossAt("DWK", dwk!, point)) / 2 - point.loss,
    );
    expect(meanAbsolute(errors)).toBeLessThan(0.01);
  });
});
