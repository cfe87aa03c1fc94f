import { describe, expect, it } from "vitest";
import { backendChoices, chooseBackend, precisionsOf } from "@/lib/measure/backend/backend";
import { graphRefusal } from "@/lib/measure/backend/graphRefusal";
import { clockStep, type DeviceProbe, probeDevice } from "@/lib/measure/backend/probe";
import { defaultNorm } from "@/lib/measure/graph/blockCase";
import { buildGraph } from "@/lib/measure/graph/buildGraph";

const adapter = {
  vendor: "acme",
  architecture: "rdna-3",
  description: "Acme 9000",
  software: false,
  halfPrecision: true,
  timestamps: true,
  subgroups: true,
  maxBufferSize: 2 ** 30,
  maxStorageBufferBindingSize: 2 ** 30,
};
const full: DeviceProbe = {
  adapter,
  adapterReason: "",
  isolated: true,
  cores: 4,
  clockStepMs: 0.005,
  suspension: true,
  webnn: false,
  memoryGib: 8,
  userAgent: "test",
};

const chosen = (probe: DeviceProbe, wanted: Parameters<typeof chooseBackend>[1] = null) =>
  chooseBackend(backendChoices(probe), wanted);

describe("choosing a back end", () => {
  it("prefers a real GPU, in the smaller build where the engine can suspend", () => {
    expect(chosen(full).choice.backend).toEqual({ kind: "webgpu", entry: "jspi", threads: 1 });
    expect(chosen({ ...full, suspension: false }).choice.backend).toMatchObject({ entry: "webgpu" });
    expect(chosen(full).fallbacks).toEqual([]);
  });

  it("prefers threads to a software adapter, but takes that adapter when asked to", () => {
    const software = { ...full, adapter: { ...adapter, software: true } };
    expect(chosen(software).choice.id).toBe("wasm-threads");
    expect(chosen(software).fallbacks.join()).toMatch(/software/);
    expect(chosen(software, "webgpu").choice.id).toBe("webgpu");
  });

  it("says why there is no WebGPU, and why only one thread", () => {
    const bare = { ...full, adapter: null, adapterReason: "This browser has no WebGPU.", isolated: false };
    const { choice, fallbacks } = chosen(bare);
    expect(choice.id).toBe("wasm");
    expect(fallbacks[0]).toBe("WebGPU: This browser has no WebGPU.");
    expect(fallbacks[1]).toMatch(/not cross-origin isolated/);
    expect(choice.reason).toMatch(/clock steps/);
  });

  it("says why a wanted back end is not used", () => {
    expect(chosen(full, "webnn").fallbacks[0]).toMatch(/no WebNN/);
  });

  it("offers half precision only where the adapter has it", () => {
    const gpu = chosen(full).choice.backend;
    if (gpu === null) throw new Error("no back end");
    expect(precisionsOf(gpu, full)[0]?.activations).toBe("float16");
    const without = { ...full, adapter: { ...adapter, halfPrecision: false } };
    expect(precisionsOf(gpu, without).some(({ activations }) => activations === "float16")).toBe(false);
  });
});

describe("probing", () => {
  const scope = {
    navigator: { hardwareConcurrency: 2, userAgent: "test" },
    crossOriginIsolated: false,
    performance: { now: () => 0 },
    WebAssembly: {},
  };

  it("tells no WebGPU, no adapter and a failing request apart", async () => {
    expect((await probeDevice(scope)).adapterReason).toMatch(/no WebGPU/);
    const none = { ...scope, navigator: { ...scope.navigator, gpu: { requestAdapter: async () => null } } };
    expect((await probeDevice(none)).adapterReason).toMatch(/no adapter/);
    const failing = {
      ...scope,
      navigator: { ...scope.navigator, gpu: { requestAdapter: () => Promise.reject(new Error("blocked")) } },
    };
    expect((await probeDevice(failing)).adapterReason).toMatch(/blocked/);
  });

  it("finds the step of a clock", () => {
    let reading = 0;
    expect(clockStep({ now: () => Math.floor(reading++ / 10) * 0.1 })).toBeCloseTo(0.1);
    expect(clockStep({ now: () => 1 })).toBe(0);
  });
});

describe("limits of memory", () => {
  const graph = buildGraph({
    parts: [{ kind: "ffn", settings: { intermediateSize: 1024, activation: "silu", gated: true } }],
    hiddenSize: 512,
    norm: defaultNorm,
    phase: "decode",
    batch: 1,
    tokens: 1,
    context: 0,
    precision: { activations: "float32", weights: "dense" },
  });
  if (!graph.ok) throw new Error("refused");

  it("refuse a graph whose weights or largest tensor exceed them, and name the tensor", () => {
    expect(graphRefusal(graph.value, { largestTensor: 1e9, weights: 1e9 })).toBeNull();
    expect(graphRefusal(graph.value, { largestTensor: 1e9, weights: 1e6 })).toMatch(/weights take 7 MB/);
    expect(graphRefusal(graph.value, { largestTensor: 1e6, weights: 1e9 })).toMatch(
      /tensor (gate|up|down)_proj/,
    );
  });
});
