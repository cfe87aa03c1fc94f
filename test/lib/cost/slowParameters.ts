import type { Design, OperatorSettings } from "@/lib/design/design";
import type { LayerRef, OperatorKind } from "@/lib/design/operatorKinds";

/**
 * A second count of parameters for tests, written from the reference implementations' constructors: a list of linear
 * maps (inputs, outputs, bias) and loose vectors for each operator. It shares no code with lib/design.
 */
type Parts = {
  readonly linears: readonly (readonly [number, number, boolean?])[];
  readonly vectors: readonly number[];
};

type Writers = { readonly [K in OperatorKind]: (s: OperatorSettings[K], hidden: number) => Parts };

function attention(s: OperatorSettings["attention"], hidden: number): Parts {
  const q = s.heads * s.headDim;
  const kv = s.kvHeads * s.headDim;
  const norms = s.qkNormSpan === "projection" ? [q, kv] : [s.headDim, s.headDim];
  return {
    linears: [
      [hidden, s.outputGate ? 2 * q : q, s.bias],
      [hidden, kv, s.bias],
      [hidden, kv, s.bias],
      [q, hidden, s.outBias],
    ],
    vectors: [...(s.qkNorm ? norms : []), s.sinks ? s.heads : 0],
  };
}

/** Depthwise convolutions over all channels. */
const conv = (channels: number, taps: number, bias: boolean) => channels * taps + (bias ? channels : 0);

const writers: Writers = {
  attention,
  swa: attention,
  mamba2(s, hidden) {
    const inner = s.heads ? s.heads * s.headDim : s.expand * hidden;
    const heads = inner / s.headDim;
    const states = s.groups * s.stateSize;
    return {
      linears: [
        [hidden, inner + inner + states + states + heads, s.projBias],
        [inner, hidden, s.projBias],
      ],
      vectors: [
        conv(inner + states + states, s.convKernel, s.convBias !== false),
        heads,
        heads,
        heads,
        s.gatedNorm === false ? 0 : inner,
      ],
    };
  },
  mamba(s, hidden) {
    const inner = s.expand * hidden;
    return {
      linears: [
        [hidden, inner],
        [hidden, inner],
        [inner, s.dtRank],
        [inner, s.stateSize],
        [inner, s.stateSize],
        [s.dtRank, inner, true],
        [inner, hidden],
      ],
      vectors: [conv(inner, s.convKernel, true), inner * s.stateSize, inner],
    };
  },
  deltanet(s, hidden) {
    const key = s.heads * s.headDim;
    const value = s.heads * (s.valueHeadDim ?? s.headDim);
    return {
      linears: [
        [hidden, key],
        [hidden, key],
        [hidden, value],
        [hidden, s.beta === false ? 0 : s.heads],
        [hidden, s.gate ? value : 0],
        [value, hidden],
      ],
      vectors: [
        s.valueHeadDim ?? s.headDim,
        ...(s.convKernel
          ? [key, key, value].map((width) => conv(width, s.convKernel, s.convBias === true))
          : []),
      ],
    };
  },
  "gated-deltanet"(s, hidden) {
    const key = s.keyHeads * s.keyHeadDim;
    const value = s.valueHeads * s.valueHeadDim;
    return {
      linears: [
        [hidden, key],
        [hidden, key],
        [hidden, value],
        [hidden, s.valueHeads],
        [hidden, s.valueHeads],
        [hidden, s.gate === false ? 0 : value],
        [value, hidden],
      ],
      vectors: [
        s.valueHeads,
        s.valueHeads,
        s.valueHeadDim,
        ...(s.convKernel
          ? [key, key, value].map((width) => conv(width, s.convKernel, s.convBias === true))
          : []),
      ],
    };
  },
  gla(s, hidden) {
    const groups = s.heads / (s.kvHeads ?? s.heads);
    const key = s.keyDim / groups;
    const value = s.valueDim / groups;
    return {
      linears: [
        [hidden, s.keyDim],
        [hidden, key],
        [hidden, value],
        [hidden, s.gate === false ? 0 : s.valueDim],
        [hidden, s.gateRank],
        [s.gateRank, key, true],
        [s.valueDim, hidden],
      ],
      vectors: [
        s.valueDim / s.heads,
        ...(s.convKernel
          ? [s.keyDim, key, value].map((width) => conv(width, s.convKernel ?? 0, s.convBias === true))
          : []),
      ],
    };
  },
  rwkv7(s, hidden) {
    const root = Math.sqrt(hidden);
    const rank = (factor: number) => {
      const steps = (factor * root) / 32;
      const below = Math.floor(steps);
      if (steps - below === 0.5) return Math.max(32, 32 * (below % 2 === 0 ? below : below + 1));
      return Math.max(32, 32 * Math.round(steps));
    };
    const wide = s.headDim / 64;
    const value = s.valueRank ?? rank(1.7 * wide);
    const pairs: [number, boolean][] = [
      [s.decayRank ?? rank(2.5 * wide), true],
      [s.rateRank ?? rank(2.5 * wide), true],
      [s.gateRank ?? rank(5), false],
    ];
    if (value > 0) pairs.push([value, true]);
    return {
      linears: [
        ...[1, 2, 3, 4].map(() => [hidden, hidden] as const),
        ...pairs.flatMap(([width, bias]) => [[hidden, width] as const, [width, hidden, bias] as const]),
      ],
      vectors: [6 * hidden, hidden, hidden, hidden, hidden, hidden],
    };
  },
  conv: (s, hidden) => ({
    linears: [
      [hidden, 3 * hidden, s.bias],
      [hidden, hidden, s.bias],
    ],
    vectors: [conv(hidden, s.convKernel, s.bias)],
  }),
  ffn: (s, hidden) => ({
    linears: [
      ...(s.gated ? [[hidden, s.intermediateSize, s.bias] as const] : []),
      [hidden, s.intermediateSize, s.bias],
      [s.intermediateSize, hidden, s.bias],
    ],
    vectors: [],
  }),
  moe(s, hidden) {
    const one = (width: number, bias?: boolean) => [
      ...(s.gated === false ? [] : [[hidden, width, bias] as const]),
      [hidden, width, bias] as const,
      [width, hidden, bias] as const,
    ];
    return {
      linears: [
        [hidden, s.experts, s.bias],
        ...Array.from({ length: s.experts }, () => one(s.expertSize, s.bias)).flat(),
        ...(s.sharedSize > 0 ? one(s.sharedSize) : []),
        ...(s.sharedSize > 0 && s.sharedGate ? [[hidden, 1] as const] : []),
      ],
      vectors: [],
    };
  },
};

function layerParameters<K extends OperatorKind>(
  kind: K,
  settings: OperatorSettings[K],
  hidden: number,
): number {
  const { linears, vectors } = writers[kind](settings, hidden);
  let sum = 0;
  for (const [inputs, outputs, bias] of linears) sum += inputs * outputs + (bias ? outputs : 0);
  for (const size of vectors) sum += size;
  return sum;
}

/** Parameters of a design, layer after layer. */
export function slowParameters(design: Design): number {
  const { hiddenSize, vocabSize, norm } = design;
  const normSize = norm ? (norm.scale ? hiddenSize : 0) + (norm.bias ? hiddenSize : 0) : hiddenSize;
  const norms = norm ? (norm.pre === false ? 0 : 1) + (norm.post ? 1 : 0) : 1;
  let sum = vocabSize * hiddenSize * (design.tieEmbeddings ? 1 : 2) + normSize;
  sum += (design.metaTokens ?? 0) * hiddenSize;
  for (const stage of design.stages)
    for (let turn = 0; turn < stage.repeat; turn++)
      for (const ref of stage.layers) {
        const settings = design.operators[ref as LayerRef] as OperatorSettings[OperatorKind];
        const kind = ref.replace(/#.*/, "") as OperatorKind;
        sum += norms * normSize + layerParameters(kind, settings, hiddenSize);
      }
  return sum;
}
