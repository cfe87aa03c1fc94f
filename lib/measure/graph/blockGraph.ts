import type { ElementType } from "../onnx/onnxModel";
import type { Weight } from "./weights";

/** What a graph input is filled with. */
export type Feed = {
  readonly name: string;
  readonly dims: readonly number[];
} & (
  | { readonly kind: "activation"; readonly type: ElementType }
  /** A state or cache; `present` names the output that replaces it after the step. */
  | {
      readonly kind: "state";
      readonly type: ElementType;
      readonly present: string;
      readonly growing: boolean;
    }
  | { readonly kind: "integer"; readonly type: "int32"; readonly value: number }
);

/** An output with its shape in this step. */
export interface GraphOutput {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly number[];
}

/** A graph ready for the runtime: the model, what its weight file holds, and what goes in and comes out. */
export interface BlockGraph {
  readonly model: Uint8Array<ArrayBuffer>;
  readonly weights: readonly Weight[];
  readonly feeds: readonly Feed[];
  /** The first output is the block's result, the others are states. */
  readonly outputs: readonly GraphOutput[];
}

/** The name of the weight file inside the model. */
export const weightFile = "weights";
