import type { BlockGraph } from "../graph/blockGraph";
import { readWeight } from "../graph/weights";
import { columns } from "./arrays";

/** Values of a block's weights and inputs by the names of its graph, in doubles. */
export class ReferenceInputs {
  readonly #weights: ReadonlyMap<string, () => Float64Array>;
  readonly #feeds: ReadonlyMap<string, Float64Array>;
  #scope = "";

  constructor(graph: BlockGraph, file: Uint8Array<ArrayBuffer>, feeds: ReadonlyMap<string, Float64Array>) {
    this.#weights = new Map(graph.weights.map((weight) => [weight.name, () => readWeight(file, weight)]));
    this.#feeds = feeds;
  }

  /** Puts the names that follow under a layer of their own. */
  enter(scope: string): void {
    this.#scope = scope;
  }

  scoped(name: string): string {
    return this.#scope === "" ? name : `${this.#scope}.${name}`;
  }

  /** A vector weight, or null where the block has none of that name. */
  optional(name: string): Float64Array | null {
    return this.#weights.get(this.scoped(name))?.() ?? null;
  }

  /** A weight that must be there. */
  weight(name: string): Float64Array {
    const value = this.optional(name);
    if (value === null) throw new Error(`the graph has no weight ${this.scoped(name)}`);
    return value;
  }

  /** A state or cache before the step; null where the step begins without one. */
  past(name: string): Float64Array | null {
    return this.#feeds.get(this.scoped(`${name}_past`)) ?? null;
  }

  /** The activations that go in. */
  activation(): Float64Array {
    return this.#feeds.get("x") ?? new Float64Array(0);
  }

  /** A weight matrix, inputs first; 4-bit ones are expanded: (nibble - 8) · scale of the group. */
  matrix(name: string, inputs: number, outputs: number): Float64Array {
    const dense = this.optional(name);
    if (dense !== null) return dense;
    return expandInt4(this.weight(`${name}.int4`), this.weight(`${name}.scales`), inputs, outputs);
  }

  /** Matrices of several experts, each inputs first. */
  experts(name: string, count: number, inputs: number, outputs: number): readonly Float64Array[] {
    const bytes = this.weight(`${name}.int4`);
    const scales = this.weight(`${name}.scales`);
    return Array.from({ length: count }, (_, expert) =>
      expandInt4(slice(bytes, expert, count), slice(scales, expert, count), inputs, outputs),
    );
  }

  /** x · W (+ b), with the weights `name` and `name.bias`. */
  linear(x: Float64Array, name: string, inputs: number, outputs: number): Float64Array {
    const matrix = this.matrix(name, inputs, outputs);
    const bias = this.optional(`${name}.bias`);
    const rows = x.length / inputs;
    const result = new Float64Array(rows * outputs);
    for (let row = 0; row < rows; row++)
      for (let output = 0; output < outputs; output++) {
        let total = bias === null ? 0 : (bias[output] as number);
        for (let input = 0; input < inputs; input++)
          total += (x[row * inputs + input] as number) * (matrix[input * outputs + output] as number);
        result[row * outputs + output] = total;
      }
    return result;
  }

  /** A linear map followed by a cut into pieces. */
  pieces(x: Float64Array, name: string, inputs: number, widths: readonly number[]): readonly Float64Array[] {
    const outputs = widths.reduce((total, width) => total + width, 0);
    return columns(this.linear(x, name, inputs, outputs), widths);
  }
}

function slice(values: Float64Array, index: number, count: number): Float64Array {
  const size = values.length / count;
  return values.subarray(index * size, (index + 1) * size);
}

/** Two weights a byte, the lower nibble first; rows are outputs, in groups of 32 inputs. */
function expandInt4(
  bytes: Float64Array,
  scales: Float64Array,
  inputs: number,
  outputs: number,
): Float64Array {
  const groups = Math.ceil(inputs / 32);
  const dense = new Float64Array(inputs * outputs);
  for (let output = 0; output < outputs; output++)
    for (let input = 0; input < inputs; input++) {
      const byte = bytes[output * groups * 16 + Math.floor(input / 2)] as number;
      const nibble = input % 2 === 0 ? byte & 15 : byte >> 4;
      const scale = scales[output * groups + Math.floor(input / 32)] as number;
      dense[input * outputs + output] = (nibble - 8) * scale;
    }
  return dense;
}
