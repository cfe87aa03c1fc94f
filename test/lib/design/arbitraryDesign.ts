import fc from "fast-check";
import { type Design, designSchema } from "@/lib/design/design";
import type { LayerRef, OperatorKind } from "@/lib/design/operatorKinds";

/** Small but varied settings of every operator, legal at `hiddenSize` (a multiple of 16). */
function settingsAt(hiddenSize: number): { readonly [K in OperatorKind]: fc.Arbitrary<object> } {
  const group = fc.constantFrom(1, 2, 4);
  const attention = fc
    .record({
      kvHeads: fc.integer({ min: 1, max: 3 }),
      share: fc.integer({ min: 1, max: 3 }),
      headDim: fc.constantFrom(2, 4, 8),
      qkNorm: fc.boolean(),
      bias: fc.boolean(),
      outBias: fc.boolean(),
      rope: fc.constantFrom(null, { theta: 10_000 }, { theta: 500_000, fraction: 0.25 }),
      outputGate: fc.boolean(),
      qkNormSpan: fc.constantFrom("head", "projection"),
      sinks: fc.boolean(),
    })
    .map(({ share, ...rest }) => ({ ...rest, heads: rest.kvHeads * share }));
  const small = fc.integer({ min: 1, max: 6 });
  return {
    attention,
    swa: fc.tuple(attention, fc.integer({ min: 1, max: 9 })).map(([rest, window]) => ({ ...rest, window })),
    mamba2: fc.record({
      stateSize: small,
      headDim: fc.constantFrom(4, 8),
      expand: fc.constantFrom(1, 2),
      groups: fc.constantFrom(1, 2),
      convKernel: fc.integer({ min: 1, max: 4 }),
      convBias: fc.boolean(),
      projBias: fc.boolean(),
      gatedNorm: fc.boolean(),
    }),
    mamba: fc.record({
      stateSize: small,
      expand: fc.constantFrom(1, 2),
      convKernel: fc.constantFrom(1, 4),
      dtRank: small,
    }),
    deltanet: fc.record({
      heads: small,
      headDim: small,
      convKernel: fc.integer({ min: 0, max: 4 }),
      valueHeadDim: small,
      gate: fc.boolean(),
      beta: fc.boolean(),
      convBias: fc.boolean(),
    }),
    "gated-deltanet": fc
      .record({
        keyHeads: small,
        share: group,
        keyHeadDim: small,
        valueHeadDim: small,
        convKernel: fc.integer({ min: 0, max: 4 }),
        gate: fc.boolean(),
        convBias: fc.boolean(),
      })
      .map(({ share, ...rest }) => ({ ...rest, valueHeads: rest.keyHeads * share })),
    gla: fc
      .record({
        kvHeads: small,
        share: group,
        key: small,
        value: small,
        gateRank: small,
        convKernel: fc.constantFrom(0, 4),
        gate: fc.boolean(),
      })
      .map(({ share, key, value, ...rest }) => {
        const heads = rest.kvHeads * share;
        return { ...rest, heads, keyDim: heads * key, valueDim: heads * value };
      }),
    rwkv7: fc.record({ headDim: fc.constantFrom(4, 8, 16), valueRank: fc.constantFrom(0, 8) }),
    conv: fc.record({ convKernel: fc.integer({ min: 1, max: 4 }), bias: fc.boolean() }),
    ffn: fc.record({
      intermediateSize: fc.integer({ min: 1, max: 3 * hiddenSize }),
      activation: fc.constantFrom("silu", "gelu", "relu", "relu2"),
      gated: fc.boolean(),
      bias: fc.boolean(),
    }),
    moe: fc
      .record({
        topK: fc.integer({ min: 1, max: 3 }),
        more: fc.integer({ min: 0, max: 4 }),
        expertSize: fc.integer({ min: 1, max: 12 }),
        sharedSize: fc.constantFrom(0, 5),
        gated: fc.boolean(),
        sharedGate: fc.boolean(),
        bias: fc.boolean(),
      })
      .map(({ more, ...rest }) => ({ ...rest, experts: rest.topK + more })),
  };
}

const kinds: readonly OperatorKind[] = [
  "attention",
  "swa",
  "mamba2",
  "mamba",
  "deltanet",
  "gated-deltanet",
  "gla",
  "rwkv7",
  "conv",
  "ffn",
  "moe",
];

/** Layer references, some of them variants. */
export const arbitraryRef: fc.Arbitrary<LayerRef> = fc
  .tuple(fc.constantFrom(...kinds), fc.constantFrom("", "#wide", "#b2"))
  .map(([kind, variant]) => `${kind}${variant}` as LayerRef);

/** Stages of a few layers with repeats. */
export const arbitraryStages = fc.array(
  fc.record({
    repeat: fc.integer({ min: 1, max: 5 }),
    layers: fc.array(arbitraryRef, { minLength: 1, maxLength: 6 }),
  }),
  { minLength: 1, maxLength: 4 },
);

/** A random, valid, small design over all operators. */
export const arbitraryDesign: fc.Arbitrary<Design> = fc
  .tuple(arbitraryStages, fc.constantFrom(16, 32, 48))
  .chain(([stages, hiddenSize]) => {
    const settings = settingsAt(hiddenSize);
    const refs = [...new Set(stages.flatMap((stage) => stage.layers))];
    return fc.record({
      schema: fc.constant(designSchema),
      name: fc.constant("random"),
      hiddenSize: fc.constant(hiddenSize),
      vocabSize: fc.integer({ min: 1, max: 50 }),
      tieEmbeddings: fc.boolean(),
      metaTokens: fc.constantFrom(0, 3),
      norm: fc.record({
        kind: fc.constantFrom("rms" as const, "layer" as const),
        scale: fc.boolean(),
        bias: fc.boolean(),
        post: fc.boolean(),
        pre: fc.boolean(),
      }),
      stages: fc.constant(stages),
      operators: fc.record(
        Object.fromEntries(refs.map((ref) => [ref, settings[ref.replace(/#.*/, "") as OperatorKind]])),
      ) as fc.Arbitrary<Design["operators"]>,
    });
  });
