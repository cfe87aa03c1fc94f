import fc from "fast-check";
import type { Design, OperatorTable } from "@/lib/design/design";
import { designSchema } from "@/lib/design/design";
import { foldLayers } from "@/lib/design/foldLayers";
import type { LayerRef } from "@/lib/design/operatorKinds";
import { parseDesign } from "@/lib/design/parseDesign";

const flag = fc.boolean();
const rarely = fc.integer({ min: 0, max: 7 }).map((one) => one === 0);

/** Attention that is often what some target wants: plain, with QK-norm, or gated as in Qwen3.5. */
function attention(hiddenSize: number) {
  const heads = hiddenSize / 64;
  const plain = {
    heads,
    kvHeads: 1,
    headDim: 64,
    qkNorm: false,
    bias: false,
    outBias: false,
    rope: { theta: 10_000 } as { theta: number; fraction?: number } | null,
  };
  const usual = fc.constantFrom(
    plain,
    { ...plain, rope: null },
    { ...plain, qkNorm: true, rope: { theta: 1e6 } },
    { ...plain, qkNorm: true, rope: { theta: 1e6 }, heads: 2 * heads, kvHeads: 2 },
    { ...plain, qkNorm: true, rope: { theta: 1e6 }, kvHeads: heads, bias: true, outBias: true },
    { ...plain, kvHeads: heads, bias: true, outBias: true },
    { ...plain, bias: true },
    { ...plain, heads: 2 * heads, kvHeads: 2 },
    { ...plain, qkNorm: true, outputGate: true, rope: { theta: 1e6, fraction: 0.25 } },
    { ...plain, qkNorm: true, outputGate: true, rope: { theta: 1e4, fraction: 0.25 }, heads: 2, kvHeads: 2 },
  );
  const odd = fc.constantFrom(
    { ...plain, sinks: true },
    { ...plain, outBias: true },
    { ...plain, qkNorm: true, qkNormSpan: "projection" as const },
    { ...plain, headDim: 80 },
    { ...plain, rope: { theta: 10_000, fraction: 0.5 } },
  );
  return fc.oneof({ weight: 6, arbitrary: usual }, { weight: 1, arbitrary: odd });
}

function settings(hiddenSize: number) {
  return fc
    .record({
      attention: attention(hiddenSize),
      wide: fc.integer({ min: 1, max: 2048 }),
      mamba2: fc.record({
        stateSize: fc.constantFrom(16, 64, 128),
        headDim: fc.constantFrom(32, 64),
        expand: fc.constantFrom(1, 2, 2, 2, 1.5),
        groups: fc.constantFrom(1, 1, 1, 2),
        convKernel: fc.constantFrom(4, 4, 4, 3),
        convBias: rarely.map((off) => !off),
        projBias: rarely,
        gatedNorm: rarely.map((off) => !off),
      }),
      mambaHeads: fc.option(fc.constantFrom(8, 16), { freq: 5 }),
      deltanet: fc.record({
        heads: fc.constantFrom(hiddenSize / 64, hiddenSize / 64, 2),
        headDim: fc.constantFrom(64, 64, hiddenSize / 2),
        convKernel: fc.constantFrom(4, 4, 4, 3, 0),
        gate: rarely,
        beta: rarely.map((off) => !off),
      }),
      delta: fc.record({
        keyHeads: fc.constantFrom(1, 2, 4),
        factor: fc.constantFrom(1, 2),
        keyHeadDim: fc.constantFrom(48, 64),
        valueHeadDim: fc.constantFrom(48, 64, 100, 128),
        convKernel: fc.constantFrom(4, 4, 3, 0),
        gate: rarely.map((off) => !off),
        convBias: rarely,
      }),
      gla: fc.record({
        heads: fc.constantFrom(2, 4),
        keyDim: fc.constantFrom(128, 256),
        valueDim: fc.constantFrom(256, 512),
        gateRank: fc.constantFrom(16, 16, 16, 32),
        convKernel: fc.constantFrom(0, 0, 4),
        gate: rarely.map((off) => !off),
      }),
      ffn: fc.record({
        intermediateSize: fc.oneof(fc.constantFrom(512, 768, 1024), fc.integer({ min: 1, max: 2000 })),
        activation: fc.constantFrom("silu" as const, "silu" as const, "relu2" as const, "gelu" as const),
        gated: fc.constantFrom(true, true, false),
        bias: rarely,
      }),
      moe: fc.record({
        experts: fc.constantFrom(4, 8),
        topK: fc.constantFrom(1, 2),
        expertSize: fc.constantFrom(96, 128),
        sharedSize: fc.constantFrom(0, 128),
        gated: flag,
        activation: fc.constantFrom("silu" as const, "relu2" as const),
        sharedGate: rarely,
        bias: rarely,
      }),
    })
    .map(({ attention: own, wide, delta, ffn, mambaHeads, ...rest }) => {
      const { factor, ...deltaRest } = delta;
      return {
        attention: own,
        swa: { ...own, window: wide },
        "swa#wide": { ...own, window: 512 },
        mamba2: {
          ...rest.mamba2,
          ...(mambaHeads !== null && { heads: mambaHeads, headDim: 64, groups: 1 }),
        },
        deltanet: rest.deltanet,
        "gated-deltanet": { ...deltaRest, valueHeads: factor * delta.keyHeads },
        gla: rest.gla,
        // A gated FFN with silu and a plain one with relu2 are the usual pairs; others occur now and then.
        ffn:
          ffn.activation === "gelu"
            ? ffn
            : { ...ffn, activation: ffn.gated ? ("silu" as const) : ("relu2" as const) },
        "ffn#narrow": { intermediateSize: 256, activation: "silu" as const, gated: true },
        moe: rest.moe,
        mamba: { stateSize: 16, expand: 2, convKernel: 4, dtRank: 16 },
        rwkv7: { headDim: 64 },
        conv: { convKernel: 3, bias: false },
      };
    });
}

/** Sets of mixers that appear together, most of which some target takes. */
const mixerSets: readonly (readonly LayerRef[])[] = [
  ["attention"],
  ["attention"],
  ["attention", "swa"],
  ["attention", "swa"],
  ["swa"],
  ["mamba2"],
  ["attention", "mamba2"],
  ["mamba2"],
  ["attention", "gated-deltanet"],
  ["gated-deltanet"],
  ["attention", "gated-deltanet"],
  ["attention", "deltanet"],
  ["attention", "deltanet", "mamba2", "swa"],
  ["attention", "swa", "gla"],
  ["mamba2", "gated-deltanet", "swa"],
  ["deltanet"],
  ["swa", "swa#wide", "gla"],
  ["attention", "mamba", "rwkv7", "conv"],
];

const layerList = fc
  .record({
    mixers: fc
      .constantFrom(...mixerSets)
      .chain((set) => fc.array(fc.constantFrom(...set), { minLength: 1, maxLength: 6 })),
    shape: fc.constantFrom("blocks", "blocks", "blocks", "bare", "bare", "mixed"),
    feed: fc.constantFrom<LayerRef>("ffn", "ffn", "ffn", "ffn", "moe"),
    extra: fc.array(fc.constantFrom<LayerRef>("ffn", "moe", "ffn#narrow"), { maxLength: 2 }),
    odd: rarely,
  })
  .map(({ mixers, shape, feed, extra, odd }): readonly LayerRef[] => {
    if (shape === "bare") return mixers;
    const blocks = mixers.flatMap((mixer) => [mixer, feed]);
    if (shape === "mixed") return [...extra, ...blocks, ...mixers.slice(0, 1)];
    return odd ? [...blocks, ...mixers.slice(0, 1), "ffn#narrow"] : blocks;
  });

/** Random designs that pass `parseDesign`, biased towards what training stacks take. */
export const randomDesign: fc.Arbitrary<Design> = fc
  .constantFrom(256, 384, 512)
  .chain((hiddenSize) =>
    fc.record({
      hiddenSize: fc.constant(hiddenSize),
      table: settings(hiddenSize),
      layers: layerList,
      name: fc.string({ minLength: 1, maxLength: 20, unit: "binary" }).filter((name) => name.trim() !== ""),
      vocabSize: fc.constantFrom(1000, 1024, 32_000, 50_257),
      tieEmbeddings: fc.constantFrom(false, false, true),
      metaTokens: fc.constantFrom(undefined, undefined, undefined, 0, 16),
      weightNorm: fc.option(flag, { nil: undefined }),
      maxPositions: fc.constantFrom(undefined, 2048, 29_000),
      training: fc.option(fc.constant({ tokens: 1e9 }), { nil: undefined }),
      layerNorm: rarely,
    }),
  )
  .map(({ table, layers, layerNorm, ...rest }) => {
    const used = new Set<string>(layers);
    const operators = Object.fromEntries(Object.entries(table).filter(([ref]) => used.has(ref)));
    const stated = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    return {
      schema: designSchema,
      ...stated,
      ...(layerNorm && { norm: { kind: "layer", scale: true, bias: true, post: false } }),
      stages: foldLayers(layers),
      operators: operators as OperatorTable,
    };
  })
  .map((candidate) => parseDesign(candidate))
  .filter((parsed) => parsed.ok)
  .map((parsed) => (parsed as { readonly value: Design }).value);
