import { seededRandom } from "../../base/random";
import type { Feed } from "../graph/blockGraph";
import { elementCount } from "../graph/weights";
import { fromFloat16Bits, toFloat16Bits } from "../onnx/float16";
import type { ElementType } from "../onnx/onnxModel";

/** Spread of random states: a recurrent state that is neither empty nor saturated. */
const stateDeviation = 0.3;

/** Normally distributed inputs and states, rounded to the graph's number format, so that all sides see one value. */
export function drawFeeds(feeds: readonly Feed[], seed: number): ReadonlyMap<string, Float64Array> {
  const random = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const values = new Map<string, Float64Array>();
  for (const feed of feeds) {
    if (feed.kind === "integer") continue;
    const deviation = feed.kind === "activation" ? 1 : stateDeviation;
    const count = elementCount(feed.dims);
    const drawn = Float64Array.from({ length: count }, () => rounded(deviation * normal(), feed.type));
    values.set(feed.name, drawn);
  }
  return values;
}

function rounded(value: number, type: ElementType): number {
  return type === "float16" ? fromFloat16Bits(toFloat16Bits(value)) : Math.fround(value);
}

/** The typed array in which the runtime wants values of this type. */
export function packValues(values: Float64Array, type: ElementType): Float32Array | Uint16Array {
  return type === "float16" ? Uint16Array.from(values, toFloat16Bits) : Float32Array.from(values);
}

/** Values the runtime gave back, in doubles. */
export function unpackValues(data: ArrayLike<number>, type: ElementType): Float64Array {
  // Runtimes with a Float16Array hand out numbers, others the bits.
  const holdsBits = type === "float16" && data instanceof Uint16Array;
  return holdsBits ? Float64Array.from(data, fromFloat16Bits) : Float64Array.from(data);
}
