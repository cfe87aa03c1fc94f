import type { BlockGraph } from "../graph/blockGraph";
import { elementCount, weightFileBytes } from "../graph/weights";
import { elementTypes } from "../onnx/onnxModel";

/** Bytes a graph may take; what a device or a 32-bit memory cannot hold is refused before anything is allocated. */
export interface MemoryLimits {
  /** Largest single buffer. */
  readonly largestTensor: number;
  /** Weights of one graph together. */
  readonly weights: number;
}

/**
 * Limits of WebAssembly: the runtime holds weights twice while it creates a session, in 4 GiB of address space that
 * never shrinks; 1.5 GB of weights was the most that worked.
 */
export const wasmLimits: MemoryLimits = { largestTensor: 1.5e9, weights: 1.5e9 };

/** Why a graph does not fit, as one sentence; null when it does. */
export function graphRefusal(graph: BlockGraph, limits: MemoryLimits): string | null {
  const weightBytes = weightFileBytes(graph.weights);
  if (weightBytes > limits.weights)
    return `Its weights take ${megabytes(weightBytes)}, more than the ${megabytes(limits.weights)} that can be held here.`;
  const sizes = [
    ...graph.weights.map(({ name, length }) => ({ name, bytes: length })),
    ...[...graph.feeds, ...graph.outputs].map(({ name, dims, type }) => ({
      name,
      bytes: elementCount(dims) * elementTypes[type].bytes,
    })),
  ];
  const largest = sizes.reduce((a, b) => (b.bytes > a.bytes ? b : a));
  if (largest.bytes <= limits.largestTensor) return null;
  return `Its tensor ${largest.name} takes ${megabytes(largest.bytes)}, more than the ${megabytes(limits.largestTensor)} of one buffer here.`;
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6).toLocaleString("en-US")} MB`;
}
