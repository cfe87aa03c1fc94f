import type { InferenceSession } from "onnxruntime-web/wasm";
import type { Backend } from "../backend/backend";
import { graphRefusal, wasmLimits } from "../backend/graphRefusal";
import { clockStep } from "../backend/probe";
import { defaultNorm } from "../graph/blockCase";
import { weightFile } from "../graph/blockGraph";
import { buildGraph } from "../graph/buildGraph";
import { fillWeights } from "../graph/weights";
import type { Bench } from "../run/bench";
import { checkBlock } from "./checkBlock";
import type { RuntimeModule } from "./runtimeModule";
import { openOnCpu, openOnGpu } from "./timedSession";

/** Weights of one graph on a GPU, in bytes: browsers do not tell how much memory there is. */
const gpuWeightLimit = 2e9;

/**
 * Loads the build of the runtime for a back end. Each worker loads one, so that only that one is downloaded.
 */
export async function loadRuntime(backend: Backend): Promise<RuntimeModule> {
  switch (backend.entry) {
    case "jspi":
      return import("onnxruntime-web/jspi");
    case "webgpu":
      return import("onnxruntime-web/webgpu");
    case "wasm":
      return import("onnxruntime-web/wasm");
  }
}

/** Session options: one back end, and no silent fall back to the processor for single operations. */
function sessionOptions(backend: Backend): InferenceSession.SessionOptions {
  if (backend.kind === "wasm") return { executionProviders: ["wasm"], logSeverityLevel: 3 };
  return {
    executionProviders: [backend.kind],
    logSeverityLevel: 3,
    extra: { session: { disable_cpu_ep_fallback: "1" } },
  };
}

/**
 * Starts a back end.
 * @param onLost called when the GPU device goes away, with the browser's reason.
 * @throws whatever the runtime throws when the back end cannot start.
 */
export async function openBench(
  runtime: RuntimeModule,
  backend: Backend,
  onLost: (reason: string) => void,
): Promise<Bench> {
  runtime.env.wasm.numThreads = backend.threads;
  const options = sessionOptions(backend);
  const now = () => performance.now();
  const common = {
    now,
    clockStepMs: clockStep(performance),
    check: (block, graph, seed) => checkBlock(runtime, options, block, graph, seed),
  } satisfies Partial<Bench>;
  if (backend.kind !== "webgpu") {
    await keepAlive(runtime, options);
    return {
      ...common,
      refusal: (graph) => graphRefusal(graph, wasmLimits),
      open: (graph, seed) => openOnCpu(runtime, options, graph, seed, now),
    };
  }
  // The runtime destroys its device with the last session, and its compiled shaders with it; this one stays open.
  await keepAlive(runtime, options);
  const device = await runtime.env.webgpu.device;
  void device.lost.then(({ reason, message }) => onLost(message || reason));
  const { maxBufferSize, maxStorageBufferBindingSize } = device.limits;
  const limits = {
    largestTensor: Math.min(maxBufferSize, maxStorageBufferBindingSize),
    weights: gpuWeightLimit,
  };
  return {
    ...common,
    refusal: (graph) => graphRefusal(graph, limits),
    open: (graph, seed) => openOnGpu(runtime, options, graph, seed, now),
  };
}

/** Opens a session of one small norm, which proves that the back end starts. */
async function keepAlive(
  runtime: RuntimeModule,
  options: InferenceSession.SessionOptions,
): Promise<InferenceSession> {
  const graph = buildGraph({
    parts: [{ kind: "norm" }],
    hiddenSize: 64,
    norm: { ...defaultNorm },
    phase: "decode",
    batch: 1,
    tokens: 1,
    context: 0,
    precision: { activations: "float32", weights: "dense" },
  });
  if (!graph.ok) throw new Error("a norm is always expressible");
  const data = fillWeights(graph.value.weights, 1);
  return runtime.InferenceSession.create(graph.value.model, {
    ...options,
    externalData: [{ path: weightFile, data }],
  });
}
