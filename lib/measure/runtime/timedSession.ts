import type { InferenceSession, Tensor } from "onnxruntime-web/wasm";
import { type BlockGraph, type Feed, type GraphOutput, weightFile } from "../graph/blockGraph";
import { elementCount, fillWeights } from "../graph/weights";
import { elementTypes } from "../onnx/onnxModel";
import type { TimedSession } from "../run/bench";
import { cpuTensor } from "./checkBlock";
import { drawFeeds, packValues } from "./feedValues";
import type { RuntimeModule } from "./runtimeModule";

/** Opens a graph whose inputs and outputs stay in main memory; the runtime runs it on the calling thread. */
export async function openOnCpu(
  runtime: RuntimeModule,
  options: InferenceSession.SessionOptions,
  graph: BlockGraph,
  seed: number,
  now: () => number,
): Promise<TimedSession> {
  const session = await create(runtime, options, graph, seed);
  const values = drawFeeds(graph.feeds, seed);
  const feeds: Record<string, Tensor> = {};
  for (const feed of graph.feeds) feeds[feed.name] = cpuTensor(runtime, feed, values.get(feed.name));
  // Given output tensors save the runtime an allocation a run.
  const fetches: Record<string, Tensor> = {};
  for (const { name, type, dims } of graph.outputs)
    fetches[name] =
      type === "float16"
        ? new runtime.Tensor("float16", new Uint16Array(elementCount(dims)), dims)
        : new runtime.Tensor("float32", new Float32Array(elementCount(dims)), dims);
  return {
    async run() {
      const start = now();
      await session.run(feeds, fetches);
      return now() - start;
    },
    release: () => session.release(),
  };
}

/**
 * Opens a graph whose inputs, states and outputs are buffers on the GPU. Growing caches are one buffer, read as past and
 * written as present, as a decoder keeps them; a run is over when the queue has finished its work.
 */
export async function openOnGpu(
  runtime: RuntimeModule,
  options: InferenceSession.SessionOptions,
  graph: BlockGraph,
  seed: number,
  now: () => number,
): Promise<TimedSession> {
  const session = await create(runtime, { ...options, preferredOutputLocation: "gpu-buffer" }, graph, seed);
  const device = await runtime.env.webgpu.device;
  const buffers: GPUBuffer[] = [];
  const place = (feed: Feed | GraphOutput, dims: readonly number[], values?: Float64Array) => {
    const bytes = elementCount(dims) * elementTypes[feed.type].bytes;
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const buffer = device.createBuffer({ size: Math.max(16, Math.ceil(bytes / 16) * 16), usage });
    buffers.push(buffer);
    if (values !== undefined) writeValues(device, buffer, feed, values);
    return buffer;
  };
  const tensor = (buffer: GPUBuffer, { type }: Feed | GraphOutput, dims: readonly number[]) =>
    runtime.Tensor.fromGpuBuffer(buffer, { dataType: type as "float32" | "float16", dims });

  const values = drawFeeds(graph.feeds, seed);
  const present = new Map(graph.outputs.map((output) => [output.name, output]));
  const feeds: Record<string, Tensor> = {};
  const fetches: Record<string, Tensor> = {};
  for (const feed of graph.feeds) {
    if (feed.kind === "integer") {
      feeds[feed.name] = cpuTensor(runtime, feed, undefined);
      continue;
    }
    const after = feed.kind === "state" && feed.growing ? present.get(feed.present) : undefined;
    const dims = after?.dims ?? feed.dims;
    const buffer = place(feed, dims, values.get(feed.name));
    feeds[feed.name] = tensor(buffer, feed, dims);
    if (after !== undefined) fetches[after.name] = tensor(buffer, after, dims);
  }
  for (const output of graph.outputs)
    fetches[output.name] ??= tensor(place(output, output.dims), output, output.dims);

  return {
    async run() {
      const start = now();
      await session.run(feeds, fetches);
      await device.queue.onSubmittedWorkDone();
      return now() - start;
    },
    async release() {
      await session.release();
      for (const buffer of buffers) buffer.destroy();
    },
  };
}

async function create(
  runtime: RuntimeModule,
  options: InferenceSession.SessionOptions,
  graph: BlockGraph,
  seed: number,
): Promise<InferenceSession> {
  const data = fillWeights(graph.weights, seed);
  return runtime.InferenceSession.create(graph.model, {
    ...options,
    externalData: [{ path: weightFile, data }],
  });
}

/** Writes to a buffer; sizes must be multiples of 4 bytes, so an odd number of half floats is padded. */
function writeValues(
  device: GPUDevice,
  buffer: GPUBuffer,
  { type }: Feed | GraphOutput,
  values: Float64Array,
): void {
  const packed = packValues(values, type);
  const bytes = new Uint8Array(Math.ceil(packed.byteLength / 4) * 4);
  bytes.set(new Uint8Array(packed.buffer, packed.byteOffset, packed.byteLength));
  device.queue.writeBuffer(buffer, 0, bytes);
}
