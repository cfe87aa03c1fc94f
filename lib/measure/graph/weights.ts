import { type Random, seededRandom } from "../../base/random";
import { fromFloat16Bits, toFloat16Bits } from "../onnx/float16";
import { type ElementType, elementTypes } from "../onnx/onnxModel";

/**
 * How random values of a weight are drawn. Sizes are those of trained models, because constants, zeros and denormals
 * take other paths through caches and arithmetic units.
 */
export type WeightFill =
  | { readonly kind: "normal"; readonly deviation: number }
  | { readonly kind: "nearOne" }
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  | { readonly kind: "nibbles" }
  | { readonly kind: "table"; value(index: number): number };

/** One weight tensor and its place in the block's weight file. */
export interface Weight {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly number[];
  readonly fill: WeightFill;
  readonly offset: number;
  /** Bytes. */
  readonly length: number;
}

/** Weights begin at multiples of a cache line. */
export const weightAlignment = 64;

/** Number of elements of a shape. */
export function elementCount(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

/** Bytes of the file that holds these weights. */
export function weightFileBytes(weights: readonly Weight[]): number {
  return weights.reduce((end, weight) => Math.max(end, weight.offset + weight.length), 0);
}

/** Draws from a table of this many normal values: a prime, so that no matrix row repeats the one above it. */
const normalTableSize = 65_537;
let normalTable: Float32Array | null = null;

/** Normal values by the Box-Muller transform, made once: drawing 10^8 of them afresh would take seconds. */
function normals(): Float32Array {
  if (normalTable !== null) return normalTable;
  const random = seededRandom(20_251_118);
  normalTable = Float32Array.from({ length: normalTableSize }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    return radius * Math.cos(2 * Math.PI * random());
  });
  return normalTable;
}

/** Fills a weight file. Files of different seeds differ everywhere, so that copies share no memory. */
export function fillWeights(weights: readonly Weight[], seed: number): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(weightFileBytes(weights));
  const random = seededRandom(seed);
  for (const weight of weights) {
    if (weight.fill.kind === "nibbles") fillBytes(file, weight, random);
    else fillValues(file, weight, random);
  }
  return file;
}

/** The values a weight stands for, in doubles: what a reference computes with. */
export function readWeight(file: Uint8Array<ArrayBuffer>, weight: Weight): Float64Array {
  const count = elementCount(weight.dims);
  if (weight.type === "float16") {
    const bits = new Uint16Array(file.buffer, weight.offset, count);
    return Float64Array.from(bits, fromFloat16Bits);
  }
  if (weight.type === "float32")
    return Float64Array.from(new Float32Array(file.buffer, weight.offset, count));
  if (weight.type === "uint8") return Float64Array.from(new Uint8Array(file.buffer, weight.offset, count));
  throw new Error(`weights of type ${weight.type} are not in use`);
}

/** Writes the values of a weight that is no packed integers. */
function fillValues(file: Uint8Array<ArrayBuffer>, weight: Weight, random: Random): void {
  const { fill, type, offset } = weight;
  const count = elementCount(weight.dims);
  const half = elementTypes[type].bytes === 2;
  const values = new (half ? Uint16Array : Float32Array)(file.buffer, offset, count);
  const encoded = half ? toFloat16Bits : (value: number) => value;
  switch (fill.kind) {
    case "normal":
      repeatNormals(values, random, (normal) => encoded(fill.deviation * normal));
      break;
    case "nearOne":
      repeatNormals(values, random, (normal) => encoded(1 + 0.1 * normal));
      break;
    case "uniform":
      for (let index = 0; index < count; index++)
        values[index] = encoded(fill.low + (fill.high - fill.low) * random());
      break;
    case "table":
      for (let index = 0; index < count; index++) values[index] = encoded(fill.value(index));
      break;
    case "nibbles":
      throw new Error("nibbles are drawn as bytes");
  }
}

/** Goes through the normal table from a random place on, over and over; whole stretches are copied at memory speed. */
function repeatNormals(
  values: Float32Array | Uint16Array,
  random: Random,
  of: (normal: number) => number,
): void {
  const start = Math.floor(random() * normalTableSize);
  const table = normals();
  const first = Math.min(values.length, normalTableSize);
  for (let index = 0; index < first; index++)
    values[index] = of(table[(start + index) % normalTableSize] as number);
  for (let place = first; place < values.length; place += first)
    values.copyWithin(place, 0, Math.min(first, values.length - place));
}

function fillBytes(file: Uint8Array<ArrayBuffer>, weight: Weight, random: Random): void {
  const table = new Uint8Array(normals().buffer);
  let position = Math.floor(random() * table.length);
  for (let index = 0; index < weight.length; index++) {
    // The lowest mantissa byte of each float is as good as uniform.
    position += 4;
    if (position >= table.length) position -= table.length;
    file[weight.offset + index] = table[position - (position % 4)] ?? 0;
  }
}
