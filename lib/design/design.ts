import type { LayerRef, OperatorKind } from "./operatorKinds";

/** Settings of softmax attention. Names follow transformers' Llama and Qwen configs. */
export interface AttentionSettings {
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** RMSNorm of head size on queries and on keys, as in Qwen3. */
  readonly qkNorm: boolean;
  /** Biases on the query, key and value projections, as in Qwen2.5. */
  readonly bias: boolean;
  /** Bias on the output projection. */
  readonly outBias: boolean;
  /** Rotary embedding, or null for none. `fraction` is the rotated share of each head; absent means all of it. */
  readonly rope: { readonly theta: number; readonly fraction?: number } | null;
  /** A sigmoid gate on the output, computed by a doubled query projection as in Qwen3-Next. Absent means none. */
  readonly outputGate?: boolean;
  /** What one QK-norm spans: each head (Qwen3), or the whole projection (OLMo 2). Absent means each head. */
  readonly qkNormSpan?: "head" | "projection";
  /** One learned attention-sink logit a head, as in gpt-oss. Absent means none. */
  readonly sinks?: boolean;
}

/** Sliding-window attention: each query sees at most `window` keys, its own included. */
export interface SwaSettings extends AttentionSettings {
  readonly window: number;
}

/** Mamba2 in mamba-ssm's terms. Heads = expand · hidden size / head dim. */
export interface Mamba2Settings {
  readonly stateSize: number;
  readonly headDim: number;
  readonly expand: number;
  readonly groups: number;
  readonly convKernel: number;
  /** Number of heads where it does not follow from `expand` (Nemotron-H); `expand` is then without effect. */
  readonly heads?: number;
  /** Bias of the convolution. Absent means true, as in mamba-ssm. */
  readonly convBias?: boolean;
  /** Biases of the input and output projections. Absent means false. */
  readonly projBias?: boolean;
  /** The gated RMSNorm before the output projection. Absent means true. */
  readonly gatedNorm?: boolean;
}

/** Mamba, version 1, in mamba-ssm's terms. */
export interface MambaSettings {
  readonly stateSize: number;
  readonly expand: number;
  readonly convKernel: number;
  readonly dtRank: number;
}

/** DeltaNet in flash-linear-attention's terms. `convKernel` 0 means no short convolutions. */
export interface DeltanetSettings {
  readonly heads: number;
  readonly headDim: number;
  readonly convKernel: number;
  /** Value head dim where it differs from the key head dim. */
  readonly valueHeadDim?: number;
  /** An output gate with a projection of its own. Absent means none. */
  readonly gate?: boolean;
  /** A learned write strength for each head and token. Absent means true. */
  readonly beta?: boolean;
  /** Biases of the short convolutions. Absent means none. */
  readonly convBias?: boolean;
}

/**
 * Gated DeltaNet with key and value heads and dims apart (flash-linear-attention, Qwen3-Next). `convKernel` 0 means
 * no short convolutions.
 */
export interface GatedDeltanetSettings {
  readonly keyHeads: number;
  readonly valueHeads: number;
  readonly keyHeadDim: number;
  readonly valueHeadDim: number;
  readonly convKernel: number;
  /** The output gate. Absent means true. */
  readonly gate?: boolean;
  /** Biases of the short convolutions. Absent means none. */
  readonly convBias?: boolean;
}

/** Gated linear attention in flash-linear-attention's terms; `keyDim` and `valueDim` are totals over heads. */
export interface GlaSettings {
  readonly heads: number;
  readonly keyDim: number;
  readonly valueDim: number;
  readonly gateRank: number;
  /** Key and value heads shared by groups of query heads. Absent means one for each head. */
  readonly kvHeads?: number;
  /** Taps of short convolutions on queries, keys and values. Absent or 0 means none. */
  readonly convKernel?: number;
  /** The output gate. Absent means true. */
  readonly gate?: boolean;
  /** Biases of the short convolutions. Absent means none. */
  readonly convBias?: boolean;
}

/** RWKV-7 time mixing; heads = hidden size / head dim. Ranks absent follow the reference rule from the hidden size. */
export interface Rwkv7Settings {
  readonly headDim: number;
  /** Rank of the decay's low-rank projection. */
  readonly decayRank?: number;
  /** Rank of the in-context learning rate's low-rank projection. */
  readonly rateRank?: number;
  /** Rank of the value residual's low-rank projection; 0 in a first layer, which has none. */
  readonly valueRank?: number;
  /** Rank of the output gate's low-rank projection. */
  readonly gateRank?: number;
}

/** Short gated convolution, as in LFM2. */
export interface ConvSettings {
  readonly convKernel: number;
  readonly bias: boolean;
}

export type Activation = "silu" | "gelu" | "relu" | "relu2";

/** A feed-forward layer. `gated` means gate and up projections (SwiGLU and its kin). */
export interface FfnSettings {
  readonly intermediateSize: number;
  readonly activation: Activation;
  readonly gated: boolean;
  /** Biases on all projections. Absent means none. */
  readonly bias?: boolean;
}

/** A mixture of experts with top-k routing and an optional shared expert. */
export interface MoeSettings {
  readonly experts: number;
  readonly topK: number;
  readonly expertSize: number;
  readonly sharedSize: number;
  readonly activation?: Activation;
  /** Gate and up projections in each expert. Absent means true. */
  readonly gated?: boolean;
  /** A sigmoid gate of one output on the shared expert (Qwen3-Next). Absent means none. */
  readonly sharedGate?: boolean;
  /** Biases on the router and on every expert's projections (gpt-oss). Absent means none. */
  readonly bias?: boolean;
}

export interface OperatorSettings {
  readonly attention: AttentionSettings;
  readonly swa: SwaSettings;
  readonly mamba2: Mamba2Settings;
  readonly mamba: MambaSettings;
  readonly deltanet: DeltanetSettings;
  readonly "gated-deltanet": GatedDeltanetSettings;
  readonly gla: GlaSettings;
  readonly rwkv7: Rwkv7Settings;
  readonly conv: ConvSettings;
  readonly ffn: FfnSettings;
  readonly moe: MoeSettings;
}

/** Settings by layer reference: a plain kind, or a variant such as `swa#wide`. */
export type OperatorTable = {
  readonly [K in OperatorKind as K | `${K}#${string}`]?: OperatorSettings[K];
};

/** A run of layers, repeated. */
export interface Stage {
  readonly repeat: number;
  readonly layers: readonly LayerRef[];
}

/** The normalisation before each layer and at the end. Absent in a design: RMSNorm with a scale before each layer. */
export interface NormSettings {
  readonly kind: "rms" | "layer";
  readonly scale: boolean;
  readonly bias: boolean;
  /** A norm on each layer's output, before the residual is added (Gemma). */
  readonly post: boolean;
  /** The norm on each layer's input. Absent means true; OLMo 2 has none and norms outputs only. */
  readonly pre?: boolean;
}

export const designSchema = "paretoscope/design@1";

/**
 * The Design document: a hybrid language model as a pattern of layers. A layer is one operator with its pre-norm
 * and residual; mixers and FFNs are separate layers. Everything else the workbench shows is computed from it.
 */
export interface Design {
  readonly schema: typeof designSchema;
  readonly name: string;
  readonly hiddenSize: number;
  readonly vocabSize: number;
  readonly tieEmbeddings: boolean;
  /** Learnable tokens put before the input. Absent means 0. */
  readonly metaTokens?: number;
  /** Weights are projected to unit norm after every training step. Changes no cost. Absent means false. */
  readonly weightNorm?: boolean;
  readonly maxPositions?: number;
  readonly norm?: NormSettings;
  /** Groups of layers, by index in the flat list, that share one set of weights. */
  readonly shareLayers?: readonly (readonly number[])[];
  readonly stages: readonly Stage[];
  readonly operators: OperatorTable;
  readonly training?: { readonly tokens: number };
}
