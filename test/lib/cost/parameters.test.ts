import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeDesign } from "@/lib/cost/describe";
import { parameterTable, sumParameters } from "@/lib/cost/parameters";
import { bf16Formats } from "@/lib/cost/precision";
import { weightBytes } from "@/lib/cost/weightBytes";
import { type Design, designSchema } from "@/lib/design/design";
import { findPreset } from "@/lib/design/presets";
import { sharedData } from "../../sharedData";
import { arbitraryDesign } from "../design/arbitraryDesign";
import { slowParameters } from "./slowParameters";

/** Low ranks of the released RWKV-7 World models, by hidden size; absent ones follow the reference rule. */
const rwkvRanks: Readonly<Record<number, object>> = {
  768: {},
  1024: { decayRank: 64, rateRank: 64, valueRank: 32, gateRank: 128 },
  2048: { decayRank: 96, rateRank: 96, valueRank: 64, gateRank: 256 },
};

describe("parameterTable", () => {
  it("agrees with a second count, tensor by tensor, over random designs", () => {
    fc.assert(
      fc.property(arbitraryDesign, (design) => {
        expect(sumParameters(parameterTable(design)).total).toBe(slowParameters(design));
      }),
      { numRuns: 200 },
    );
  });

  it("gives parts that add to the whole", () => {
    fc.assert(
      fc.property(arbitraryDesign, (design) => {
        const sums = sumParameters(parameterTable(design));
        expect(Object.values(sums.byOperator).reduce((a, b) => a + b, 0)).toBe(sums.total);
        expect(sums.embedding + sums.nonEmbedding).toBe(sums.total);
        expect(sums.active).toBeLessThanOrEqual(sums.total);
      }),
    );
  });

  it("counts the experts a token uses as active", () => {
    const { params } = describeDesign(findPreset("qwen3-30b-a3b")!.design);
    const perExpert = 3 * 2048 * 768;
    expect(params.total - params.active).toBe(48 * (128 - 8) * perExpert);
  });

  /**
   * Published totals of the RWKV-7 World models (arXiv:2503.14456, Table 2). Two of their vectors are no part of a design:
   * the channel mix's token shift (one a layer) and the norm of the embedding (weight and bias).
   */
  it.each([
    [12, 768, 191_034_624],
    [24, 1024, 450_767_872],
    [24, 2048, 1_527_404_544],
  ])("counts RWKV-7 of %d layers and width %d as published, %d", (layers, hiddenSize, published) => {
    const ranks = rwkvRanks[hiddenSize]!;
    const design: Design = {
      schema: designSchema,
      name: "RWKV-7",
      hiddenSize,
      vocabSize: 65_536,
      tieEmbeddings: false,
      norm: { kind: "layer", scale: true, bias: true, post: false },
      stages: [
        { repeat: 1, layers: ["rwkv7#first", "ffn"] },
        { repeat: layers - 1, layers: ["rwkv7", "ffn"] },
      ],
      operators: {
        rwkv7: { headDim: 64, ...ranks },
        "rwkv7#first": { headDim: 64, ...ranks, valueRank: 0 },
        ffn: { intermediateSize: 4 * hiddenSize, activation: "relu2", gated: false },
      },
    };
    const beside = layers * hiddenSize + 2 * hiddenSize;
    expect(sumParameters(parameterTable(design)).total + beside).toBe(published);
  });

  it("counts weights that layers share once", () => {
    const { design } = findPreset("llama-3.2-1b")!;
    const pairs = Array.from({ length: 16 }, (_, block) => [
      [4 * block, 4 * block + 2],
      [4 * block + 1, 4 * block + 3],
    ]).flat();
    const twice: Design = {
      ...design,
      stages: [{ repeat: 32, layers: ["attention", "ffn"] }],
      shareLayers: pairs,
    };
    expect(sumParameters(parameterTable(twice)).total).toBe(sumParameters(parameterTable(design)).total);
    expect(describeDesign(twice).kvBytesPerToken).toBe(2 * describeDesign(design).kvBytesPerToken);
  });

  it("takes two bytes a parameter at bf16", () => {
    fc.assert(
      fc.property(arbitraryDesign, (design) => {
        const table = parameterTable(design);
        expect(weightBytes(table, bf16Formats)).toBe(2 * sumParameters(table).total);
      }),
    );
  });

  it("quantises matrices and leaves vectors alone", () => {
    const table = parameterTable(findPreset("qwen3-0.6b")!.design);
    const vectors = 28 * (2 * 1024 + 2 * 128) + 1024;
    const int4 = weightBytes(table, { ...bf16Formats, weights: "int4" });
    expect(int4).toBe((596_049_920 - vectors) * 0.5625 + vectors * 2);
  });
});

describe.skipIf(sharedData === null)("the Gemstones shapes", () => {
  const rows = sharedData
    ? readFileSync(join(sharedData, "accuracy/gemstones_depth_width_loss.csv"), "utf8").trim().split("\n")
    : [""];
  const header = rows[0]!.split(",");
  const column = (row: readonly string[], name: string) => Number(row[header.indexOf(name)]);
  const shapes = new Map<string, readonly [width: number, depth: number, parameters: number]>();
  for (const line of rows.slice(1)) {
    const row = line.split(",");
    const shape = [column(row, "width"), column(row, "depth"), column(row, "params_active")] as const;
    shapes.set(shape.join("x"), shape);
  }

  it.each([...shapes.values()])("width %d, depth %d has %d parameters", (width, depth, parameters) => {
    const kvHeads = Math.max(1, Math.floor(width / 256));
    const design: Design = {
      schema: designSchema,
      name: "Gemstone",
      hiddenSize: width,
      vocabSize: 50_304,
      tieEmbeddings: false,
      stages: [{ repeat: depth, layers: ["attention", "ffn"] }],
      operators: {
        attention: {
          heads: width / 128,
          kvHeads,
          headDim: 128,
          qkNorm: false,
          bias: false,
          outBias: false,
          rope: { theta: 10_000 },
        },
        ffn: { intermediateSize: 4 * width, activation: "silu", gated: true },
      },
    };
    expect(sumParameters(parameterTable(design)).total).toBe(parameters);
  });
});
