import {
  type AttributeValue,
  type ElementType,
  elementTypes,
  encodeOnnxModel,
  type OnnxInitializer,
  type OnnxNode,
  type OnnxValue,
} from "../onnx/onnxModel";
import type { BlockCase } from "./blockCase";
import { type BlockGraph, type Feed, type GraphOutput, weightFile } from "./blockGraph";
import { elementCount, type Weight, type WeightFill, weightAlignment } from "./weights";

/** Weights a group of 4-bit quantisation shares one scale over, as in llama.cpp's Q4_0 and the ONNX exports of the hub. */
export const int4Group = 32;

/** Assembles the ONNX graph of one block. Matrices are held inputs first, as MatMul wants them. */
export class GraphBuilder {
  readonly block: BlockCase;
  readonly type: ElementType;
  readonly #nodes: OnnxNode[] = [];
  readonly #weights: Weight[] = [];
  readonly #constants = new Map<string, OnnxInitializer>();
  readonly #inputs: OnnxValue[] = [];
  readonly #outputs: GraphOutput[] = [];
  readonly #declared: OnnxValue[] = [];
  readonly #feeds: Feed[] = [];
  #scope = "";
  #edges = 0;
  #fileEnd = 0;

  constructor(block: BlockCase) {
    this.block = block;
    this.type = block.precision.activations;
  }

  /** Puts the names that follow under a layer of their own. */
  enter(scope: string): void {
    this.#scope = scope;
  }

  /** A name under the current layer. */
  scoped(name: string): string {
    return this.#scope === "" ? name : `${this.#scope}.${name}`;
  }

  /** Adds an operation of the ONNX set and returns its first output. */
  op(operator: string, inputs: readonly string[], attributes: Record<string, AttributeValue> = {}): string {
    return this.#add(operator, "", inputs, attributes, 1)[0] ?? "";
  }

  /** Adds an operation of the ONNX set whose output bears a name of its own. */
  opInto(
    operator: string,
    inputs: readonly string[],
    attributes: Record<string, AttributeValue>,
    output: string,
  ): void {
    this.#add(operator, "", inputs, attributes, [output]);
  }

  /** Adds an operation of the runtime's own set and returns its outputs. */
  contrib(
    operator: string,
    inputs: readonly string[],
    attributes: Record<string, AttributeValue>,
    outputs: number | readonly string[] = 1,
  ): readonly string[] {
    return this.#add(operator, "com.microsoft", inputs, attributes, outputs);
  }

  /** A weight in the weight file. */
  weight(name: string, dims: readonly number[], fill: WeightFill, type: ElementType = this.type): string {
    const offset = Math.ceil(this.#fileEnd / weightAlignment) * weightAlignment;
    const length = elementCount(dims) * elementTypes[type].bytes;
    this.#weights.push({ name: this.scoped(name), type, dims, fill, offset, length });
    this.#fileEnd = offset + length;
    return this.scoped(name);
  }

  /** A weight that several operations of one layer read. */
  weightOnce(name: string, dims: readonly number[], fill: WeightFill): string {
    const known = this.#weights.some((weight) => weight.name === this.scoped(name));
    return known ? this.scoped(name) : this.weight(name, dims, fill);
  }

  /** y = x · W (+ b) over the last dimension, from `inputs` to `outputs` features. */
  linear(x: string, name: string, inputs: number, outputs: number, bias = false): string {
    const deviation = 1 / Math.sqrt(inputs);
    let product: string;
    if (this.block.precision.weights === "int4") {
      const groups = Math.ceil(inputs / int4Group);
      const bytes: WeightFill = { kind: "nibbles" };
      // Uniform nibbles less 8 deviate by 4.6, so this scale gives the deviation of the dense form.
      const scale: WeightFill = { kind: "uniform", low: deviation / 6, high: deviation / 4 };
      const quantised = this.weight(`${name}.int4`, [outputs, groups, int4Group / 2], bytes, "uint8");
      const scales = this.weight(`${name}.scales`, [outputs, groups], scale);
      product =
        this.contrib("MatMulNBits", [x, quantised, scales], {
          K: { int: inputs },
          N: { int: outputs },
          bits: { int: 4 },
          block_size: { int: int4Group },
        })[0] ?? "";
    } else {
      const matrix = this.weight(name, [inputs, outputs], { kind: "normal", deviation });
      product = this.op("MatMul", [x, matrix]);
    }
    if (!bias) return product;
    return this.op("Add", [
      product,
      this.weight(`${name}.bias`, [outputs], { kind: "normal", deviation: 0.1 }),
    ]);
  }

  /** RMSNorm over the last dimension, of `size` features. */
  rmsNorm(x: string, name: string, size: number, epsilon: number, scaled = true): string {
    const fill: WeightFill = scaled ? { kind: "nearOne" } : { kind: "table", value: () => 1 };
    const scale = this.weight(name, [size], fill);
    const attributes = { axis: { int: -1 }, epsilon: { float: epsilon }, stash_type: { int: 1 } };
    return this.op("SimplifiedLayerNormalization", [x, scale], attributes);
  }

  /** x · sigmoid(x), in the pair of operations the runtime recognises. */
  silu(x: string): string {
    return this.op("Mul", [x, this.op("Sigmoid", [x])]);
  }

  /** A small constant vector of 64-bit integers. */
  integers(values: readonly number[]): string {
    const name = `integers_${values.join("_")}`;
    if (!this.#constants.has(name)) {
      const raw = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
      this.#constants.set(name, { name, type: "int64", dims: [values.length], raw });
    }
    return name;
  }

  /** Changes the shape. */
  reshape(x: string, dims: readonly number[]): string {
    return this.op("Reshape", [x, this.integers(dims)]);
  }

  /** Cuts the last dimension into pieces. */
  split(x: string, sizes: readonly number[]): readonly string[] {
    if (sizes.length === 1) return [x];
    return this.#add("Split", "", [x, this.integers(sizes)], { axis: { int: -1 } }, sizes.length);
  }

  /** Declares the activations that go in. */
  activation(name: string, dims: readonly number[]): string {
    this.#inputs.push({ name, type: this.type, dims });
    this.#feeds.push({ kind: "activation", name, type: this.type, dims });
    return name;
  }

  /** Declares a one-element integer input. */
  integer(name: string, dims: readonly number[], value: number): string {
    if (!this.#feeds.some((feed) => feed.name === name)) {
      this.#inputs.push({ name, type: "int32", dims });
      this.#feeds.push({ kind: "integer", name, type: "int32", dims, value });
    }
    return name;
  }

  /**
   * Declares a recurrent or convolution state, or a KV cache.
   * @param growing positions are added by the step: dimension 2 is declared open, because shape inference of
   *   GroupQueryAttention takes past and present for equally long otherwise.
   * @returns names of the state before and after the step.
   */
  state(
    name: string,
    dims: readonly number[],
    presentDims: readonly number[],
    growing: boolean,
  ): readonly [string, string] {
    const past = this.scoped(`${name}_past`);
    const present = this.scoped(`${name}_present`);
    const open = (size: readonly number[], label: string) =>
      size.map((dim, index) => (growing && index === 2 ? label : dim));
    this.#inputs.push({ name: past, type: this.type, dims: open(dims, "past") });
    this.#feeds.push({ kind: "state", name: past, type: this.type, dims, present, growing });
    this.output(present, presentDims, open(presentDims, "total"));
    return [past, present];
  }

  /** Declares an output. */
  output(name: string, dims: readonly number[], declared: readonly (number | string)[] = dims): void {
    this.#outputs.push({ name, type: this.type, dims });
    this.#declared.push({ name, type: this.type, dims: declared });
  }

  /** Encodes the graph with `result` as its first output. */
  finish(result: string, dims: readonly number[]): BlockGraph {
    const first = { name: result, type: this.type, dims };
    const initializers: OnnxInitializer[] = this.#weights.map(
      ({ name, type, dims: size, offset, length }) => ({
        name,
        type,
        dims: size,
        location: weightFile,
        offset,
        length,
      }),
    );
    const model = encodeOnnxModel({
      name: "block",
      nodes: this.#nodes,
      initializers: [...initializers, ...this.#constants.values()],
      inputs: this.#inputs,
      outputs: [first, ...this.#declared],
    });
    return { model, weights: this.#weights, feeds: this.#feeds, outputs: [first, ...this.#outputs] };
  }

  #add(
    operator: string,
    domain: OnnxNode["domain"],
    inputs: readonly string[],
    attributes: Record<string, AttributeValue>,
    outputs: number | readonly string[],
  ): readonly string[] {
    const names =
      typeof outputs === "number" ? Array.from({ length: outputs }, () => `edge_${this.#edges++}`) : outputs;
    this.#nodes.push({ operator, domain, inputs, outputs: names, attributes });
    return names;
  }
}
