import { describe, expect, it } from "vitest";
import { type BlockCase, defaultNorm, type MeasuredPart } from "@/lib/measure/graph/blockCase";
import { buildGraph } from "@/lib/measure/graph/buildGraph";
import { fillWeights, readWeight, weightFileBytes } from "@/lib/measure/graph/weights";

function decode(part: MeasuredPart, weights: "dense" | "int4" = "dense", hiddenSize = 64): BlockCase {
  const precision = { activations: "float32", weights } as const;
  return {
    parts: [part],
    hiddenSize,
    norm: defaultNorm,
    phase: "decode",
    batch: 1,
    tokens: 1,
    context: 8,
    precision,
  };
}

function refusal(part: MeasuredPart): string {
  const built = buildGraph(decode(part));
  if (built.ok) throw new Error("expected a refusal");
  return built.problems[0]?.message ?? "";
}

const ffn: MeasuredPart = {
  kind: "ffn",
  settings: { intermediateSize: 192, activation: "silu", gated: true },
};

describe("graphs of blocks", () => {
  it("says why Mamba version 1 and RWKV-7 stay predicted", () => {
    const mamba = { stateSize: 16, expand: 2, convKernel: 4, dtRank: 4 };
    expect(refusal({ kind: "mamba", settings: mamba })).toMatch(/Mamba version 1.*stays predicted/);
    expect(refusal({ kind: "rwkv7", settings: { headDim: 64 } })).toMatch(/RWKV-7.*stays predicted/);
  });

  it("says that mixtures of experts need 4-bit weights", () => {
    const settings = { experts: 4, topK: 2, expertSize: 64, sharedSize: 0 };
    expect(refusal({ kind: "moe", settings })).toMatch(/4-bit/);
    expect(buildGraph(decode({ kind: "moe", settings }, "int4")).ok).toBe(true);
  });

  it("holds as many weights as the design counts: three matrices and one norm of an FFN", () => {
    const built = buildGraph(decode(ffn));
    if (!built.ok) throw new Error("refused");
    const elements = built.value.weights.reduce((sum, { length }) => sum + length / 4, 0);
    expect(elements).toBe(3 * 64 * 192 + 64);
  });

  it("keeps 4-bit weights in half a byte each and one scale for 32", () => {
    const built = buildGraph(decode(ffn, "int4"));
    if (!built.ok) throw new Error("refused");
    const bytes = built.value.weights.reduce((sum, { length }) => sum + length, 0);
    const matrices = 3 * 64 * 192;
    expect(bytes).toBe(matrices / 2 + (matrices / 32) * 4 + 64 * 4);
  });

  it("cuts a head that is too large for one binding into pieces of the vocabulary", () => {
    const built = buildGraph(decode({ kind: "head", vocabSize: 151_936 }, "dense", 1024));
    if (!built.ok) throw new Error("refused");
    const pieces = built.value.weights.filter(({ name }) => name.startsWith("lm_head"));
    expect(pieces.length).toBe(5);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(128 * 1024 * 1024);
    expect(pieces.reduce((sum, { dims }) => sum + (dims[1] ?? 0), 0)).toBe(151_936);
  });

  it("caps the cache of a window and leaves full attention its whole context", () => {
    const settings = {
      heads: 2,
      kvHeads: 1,
      headDim: 32,
      qkNorm: false,
      bias: false,
      outBias: false,
      rope: null,
    };
    const rows = (part: MeasuredPart) => {
      const built = buildGraph({ ...decode(part), context: 100 });
      if (!built.ok) throw new Error("refused");
      return built.value.feeds.find(({ name }) => name === "key_past")?.dims[2];
    };
    expect(rows({ kind: "attention", settings })).toBe(100);
    expect(rows({ kind: "swa", settings: { ...settings, window: 16 } })).toBe(15);
  });
});

describe("weight files", () => {
  it("differ everywhere between seeds and are the same for one", () => {
    const built = buildGraph(decode(ffn));
    if (!built.ok) throw new Error("refused");
    const { weights } = built.value;
    const [first, again, second] = [
      fillWeights(weights, 1),
      fillWeights(weights, 1),
      fillWeights(weights, 2),
    ];
    expect(first.length).toBe(weightFileBytes(weights));
    expect(again).toEqual(first);
    const matrix = weights.find(({ name }) => name === "up_proj");
    if (matrix === undefined) throw new Error("no up_proj");
    const [a, b] = [readWeight(first, matrix), readWeight(second, matrix)];
    expect(a.filter((value, index) => value === b[index]).length).toBeLessThan(a.length / 100);
  });

  it("hold values of the deviation asked for", () => {
    const built = buildGraph(decode(ffn));
    if (!built.ok) throw new Error("refused");
    const matrix = built.value.weights.find(({ name }) => name === "up_proj");
    if (matrix === undefined) throw new Error("no up_proj");
    const values = readWeight(fillWeights(built.value.weights, 3), matrix);
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
    expect(deviation).toBeGreaterThan(0.12);
    expect(deviation).toBeLessThan(0.13);
  });
});
