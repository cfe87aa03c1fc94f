/**
 * The vocabulary between designs and devices: an operator lowers to kernels, a device predicts kernels. Shapes only;
 * FLOPs and bytes follow from a kernel and the number formats in lib/cost.
 */

export type Phase = "prefill" | "decode";

/** The update rule of a linear recurrence; it decides the work per token and which measured kernel stands in. */
export type RecurrenceRule = "delta" | "gated-delta" | "gla" | "mamba2" | "mamba" | "rwkv7";

/** C[m,n] = A[m,k] · B[k,n]; m counts tokens. */
export interface GemmKernel {
  readonly op: "gemm";
  /** What the product computes, such as `qkv_proj` or `lm_head`. */
  readonly role: string;
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

/** Softmax attention of `tokens` new positions a sequence over `context` cached ones and themselves. */
export interface AttentionKernel {
  readonly op: "attention";
  readonly phase: Phase;
  readonly batch: number;
  /** New positions a sequence: the chunk length in prefill, 1 in decode. */
  readonly tokens: number;
  /** Positions in the cache before these tokens. */
  readonly context: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** Keys a query sees at most, its own included; null for full attention. */
  readonly window: number | null;
}

/** A linear recurrence over tokens: a chunked scan in prefill, one state update in decode. State: valueHeads·keyDim·valueDim. */
export interface RecurrenceKernel {
  readonly op: "recurrence";
  readonly rule: RecurrenceRule;
  readonly phase: Phase;
  readonly batch: number;
  readonly tokens: number;
  /** Heads (or groups) of the query and key side; in Mamba2 these are the B and C groups. */
  readonly keyHeads: number;
  readonly valueHeads: number;
  /** State rows a head: key head dim, or Mamba's state size. */
  readonly keyDim: number;
  /** State columns a head: value head dim. */
  readonly valueDim: number;
}

/** Causal depthwise convolution of `width` taps over `channels`, with its rolling state. */
export interface ConvKernel {
  readonly op: "conv";
  readonly phase: Phase;
  readonly batch: number;
  readonly tokens: number;
  readonly channels: number;
  readonly width: number;
}

/** Norms, rotary embedding, activations, gates and residual adds: `reads` and `writes` count elements a token. */
export interface ElementwiseKernel {
  readonly op: "elementwise";
  readonly role: "norm" | "qk_norm" | "rope" | "activation" | "gate" | "add";
  readonly tokens: number;
  readonly reads: number;
  readonly writes: number;
}

/** A whole fused expert layer on one device: routing, expert products and combination. */
export interface MoeKernel {
  readonly op: "moe";
  readonly tokens: number;
  readonly hidden: number;
  readonly expertSize: number;
  readonly experts: number;
  readonly topK: number;
  readonly gated: boolean;
}

/** Look-up of `tokens` rows of the embedding table. */
export interface EmbeddingKernel {
  readonly op: "embedding";
  readonly tokens: number;
  readonly hidden: number;
}

/** Greedy or sampled choice of the next token from `batch` rows of logits. */
export interface SamplingKernel {
  readonly op: "sampling";
  readonly batch: number;
  readonly vocab: number;
}

export type Kernel =
  | GemmKernel
  | AttentionKernel
  | RecurrenceKernel
  | ConvKernel
  | ElementwiseKernel
  | MoeKernel
  | EmbeddingKernel
  | SamplingKernel;
