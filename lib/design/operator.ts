import type { GenericSchema } from "valibot";
import type { Problem } from "../base/result";
import type { OperatorSettings } from "./design";
import type { Kernel } from "./kernel";
import type { OperatorKind } from "./operatorKinds";
import type { Step } from "./step";
import type { Tensor } from "./tensor";

/** Families share a hue in charts and a mechanism in the quality model. */
export type OperatorFamily =
  | "softmax attention"
  | "state space"
  | "linear attention"
  | "convolution"
  | "feed-forward";

/** What one layer keeps for each sequence while it generates. */
export interface CacheShape {
  /** Elements of keys and values for each cached position; 0 where nothing grows with context. */
  readonly kvElementsPerToken: number;
  /** Positions kept at most; null for all. */
  readonly window: number | null;
  /** Elements of the recurrent state, kept in fp32 by the reference kernels. */
  readonly recurrentElements: number;
  /** Elements of convolution and token-shift state (kernel - 1 inputs a channel), kept at activation precision. */
  readonly convElements: number;
}

/** The fields of an object schema, by name. */
export interface SchemaEntries {
  readonly entries: Readonly<Record<string, unknown>>;
}

/** A layer that keeps nothing between tokens. */
export const noCache: CacheShape = {
  kvElementsPerToken: 0,
  window: null,
  recurrentElements: 0,
  convElements: 0,
};

/**
 * Everything the workbench must know of one operator. An operator is one file that exports one of these, and one line
 * in the registry; norms and residuals around it belong to the design, not to the operator.
 */
export interface Operator<K extends OperatorKind> {
  readonly kind: K;
  /** Symbol in the one-line notation. */
  readonly symbol: string;
  readonly label: string;
  readonly family: OperatorFamily;
  /** A mixer moves information between positions, an ffn works on each alone. */
  readonly role: "mixer" | "ffn";
  /** Shape of the settings; limits of single fields. */
  readonly schema: GenericSchema<unknown, OperatorSettings[K]> & SchemaEntries;
  /** Settings that are legal at this hidden size, after the common choices of published models. */
  defaults(hiddenSize: number): OperatorSettings[K];
  /** What only holds between fields, such as heads divisible by KV heads. Field paths are relative to the settings. */
  check(settings: OperatorSettings[K], hiddenSize: number): readonly Problem[];
  /** Every weight tensor of one layer, in the reference implementation's names and shapes. */
  tensors(settings: OperatorSettings[K], hiddenSize: number): readonly Tensor[];
  /** The kernels one layer launches in a step, in order, with the projections fused as serving runtimes do. */
  kernels(settings: OperatorSettings[K], hiddenSize: number, step: Step): readonly Kernel[];
  /** What one layer keeps for each sequence. */
  cache(settings: OperatorSettings[K], hiddenSize: number): CacheShape;
}
