import type { InferenceSession, Tensor } from "onnxruntime-web/wasm";
import type { BlockCase } from "../graph/blockCase";
import { type BlockGraph, type Feed, weightFile } from "../graph/blockGraph";
import { fillWeights } from "../graph/weights";
import { referenceBlock } from "../reference/referenceBlock";
import { drawFeeds, packValues, unpackValues } from "./feedValues";
import type { RuntimeModule } from "./runtimeModule";

/** How far a back end is from the reference. */
export interface CheckFigure {
  /** Largest absolute difference over the output and all states. */
  readonly largestError: number;
  /** The tensor it occurred in. */
  readonly where: string;
}

/** Largest error that counts as agreement: rounding of sums of a few hundred terms, with room for reordering. */
export function errorLimit(activations: "float32" | "float16"): number {
  return activations === "float32" ? 1e-5 : 1e-2;
}

/**
 * Runs one step of a block on the back end and compares output and states with the reference in doubles.
 * @throws whatever the runtime throws when it cannot create or run the graph.
 */
export async function checkBlock(
  runtime: RuntimeModule,
  options: InferenceSession.SessionOptions,
  block: BlockCase,
  graph: BlockGraph,
  seed: number,
): Promise<CheckFigure> {
  const file = fillWeights(graph.weights, seed);
  const values = drawFeeds(graph.feeds, seed + 1);
  const reference = referenceBlock(block, graph, file, values);
  const session = await runtime.InferenceSession.create(graph.model, {
    ...options,
    externalData: [{ path: weightFile, data: file }],
  });
  try {
    const feeds: Record<string, Tensor> = {};
    for (const feed of graph.feeds) feeds[feed.name] = cpuTensor(runtime, feed, values.get(feed.name));
    const results = await session.run(feeds);
    let worst: CheckFigure = { largestError: 0, where: "output" };
    for (const [index, { name, type }] of graph.outputs.entries()) {
      const expected = index === 0 ? reference.result : reference.states.get(name);
      const found = unpackValues((await results[name]?.getData()) as ArrayLike<number>, type);
      const error = largestDifference(found, expected ?? new Float64Array(0));
      if (!(error <= worst.largestError))
        worst = { largestError: error, where: index === 0 ? "output" : name };
      results[name]?.dispose();
    }
    return worst;
  } finally {
    await session.release();
  }
}

/** A tensor in main memory. */
export function cpuTensor(runtime: RuntimeModule, feed: Feed, values: Float64Array | undefined): Tensor {
  if (feed.kind === "integer")
    return new runtime.Tensor(
      "int32",
      new Int32Array(Math.max(1, feed.dims[0] ?? 1)).fill(feed.value),
      feed.dims,
    );
  const data = packValues(values ?? new Float64Array(0), feed.type);
  return feed.type === "float16"
    ? new runtime.Tensor("float16", data as Uint16Array, feed.dims)
    : new runtime.Tensor("float32", data as Float32Array, feed.dims);
}

/** Infinite when sizes differ or a value is not finite. */
function largestDifference(found: Float64Array, expected: Float64Array): number {
  if (found.length !== expected.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let index = 0; index < found.length; index++) {
    const difference = Math.abs((found[index] as number) - (expected[index] as number));
    if (!Number.isFinite(difference)) return Number.POSITIVE_INFINITY;
    largest = Math.max(largest, difference);
  }
  return largest;
}
