import type { NormSettings, OperatorSettings } from "../../design/design";
import type { Phase } from "../../design/kernel";
import type { OperatorKind } from "../../design/operatorKinds";

/** A layer of a measured graph: an operator with the settings of a design. */
export type MeasuredLayer = {
  readonly [K in OperatorKind]: { readonly kind: K; readonly settings: OperatorSettings[K] };
}[OperatorKind];

/** Parts of a model outside its layers that are measured too: the final norm with the LM head, and a norm alone. */
export type MeasuredPart =
  | MeasuredLayer
  | { readonly kind: "head"; readonly vocabSize: number }
  | { readonly kind: "norm" };

/**
 * Number formats of a measured graph: activations (with states and caches) and weight matrices. `int4` is MatMulNBits
 * with groups of 32 weights and one scale a group.
 */
export interface GraphPrecision {
  readonly activations: "float32" | "float16";
  readonly weights: "dense" | "int4";
}

/** One forward step of a stack of layers: what a graph is built for. */
export interface BlockCase {
  readonly parts: readonly MeasuredPart[];
  readonly hiddenSize: number;
  readonly norm: NormSettings;
  readonly phase: Phase;
  readonly batch: number;
  /** New positions a sequence. */
  readonly tokens: number;
  /** Positions already in the caches. */
  readonly context: number;
  readonly precision: GraphPrecision;
}

/** The normalisation of designs that name none. */
export const defaultNorm: NormSettings = { kind: "rms", scale: true, bias: false, post: false };

/** Added inside the root of every normalisation; the value of Llama and Qwen configs. */
export const normEpsilon = 1e-6;
