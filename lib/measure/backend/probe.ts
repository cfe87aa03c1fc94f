/** What a GPU adapter says of itself. */
export interface AdapterProbe {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  /** Rendered by the processor: SwiftShader, lavapipe, WARP. Its times say nothing about a GPU. */
  readonly software: boolean;
  readonly halfPrecision: boolean;
  readonly timestamps: boolean;
  readonly subgroups: boolean;
  /** Bytes. */
  readonly maxBufferSize: number;
  /** Bytes. */
  readonly maxStorageBufferBindingSize: number;
}

/** What this browser on this machine can measure with. */
export interface DeviceProbe {
  /** Null with the reason in `adapterReason`. */
  readonly adapter: AdapterProbe | null;
  readonly adapterReason: string;
  /** Shared memory, which WebAssembly threads need, is allowed by the page's headers. */
  readonly isolated: boolean;
  readonly cores: number;
  /** Smallest step of the clock, ms. */
  readonly clockStepMs: number;
  /** WebAssembly can be suspended by the engine: the smaller build of the runtime does. */
  readonly suspension: boolean;
  readonly webnn: boolean;
  /** Main memory in GiB as the browser rounds and caps it; null where it tells none. */
  readonly memoryGib: number | null;
  readonly userAgent: string;
}

/** The parts of a page or worker that a probe looks at; tests hand in their own. */
export interface ProbeScope {
  readonly navigator: {
    readonly gpu?: { requestAdapter(): Promise<GPUAdapter | null> } | undefined;
    readonly ml?: unknown;
    readonly hardwareConcurrency: number;
    readonly deviceMemory?: number;
    readonly userAgent: string;
  };
  readonly crossOriginIsolated: boolean;
  readonly performance: { now(): number };
  readonly WebAssembly: object;
}

/** Names under which software adapters introduce themselves. */
const softwareNames = /swiftshader|llvmpipe|lavapipe|warp|basic render|software/i;

/** Looks at the browser without loading the runtime or keeping a device. */
export async function probeDevice(scope: ProbeScope): Promise<DeviceProbe> {
  const { navigator } = scope;
  const found = await probeAdapter(navigator.gpu);
  return {
    ...found,
    isolated: scope.crossOriginIsolated,
    cores: navigator.hardwareConcurrency,
    clockStepMs: clockStep(scope.performance),
    suspension: "Suspending" in scope.WebAssembly,
    webnn: navigator.ml !== undefined && navigator.ml !== null,
    memoryGib: navigator.deviceMemory ?? null,
    userAgent: navigator.userAgent,
  };
}

async function probeAdapter(
  gpu: ProbeScope["navigator"]["gpu"],
): Promise<Pick<DeviceProbe, "adapter" | "adapterReason">> {
  if (gpu === undefined) return { adapter: null, adapterReason: "This browser has no WebGPU." };
  try {
    const adapter = await gpu.requestAdapter();
    if (adapter === null)
      return { adapter: null, adapterReason: "WebGPU is there, but it offers no adapter on this machine." };
    return { adapter: describeAdapter(adapter), adapterReason: "" };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { adapter: null, adapterReason: `WebGPU gave no adapter: ${reason}` };
  }
}

/** Reads an adapter's description, features and limits. */
export function describeAdapter(adapter: GPUAdapter): AdapterProbe {
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  return {
    vendor,
    architecture,
    description,
    software: isFallbackAdapter || softwareNames.test(`${vendor} ${architecture} ${description}`),
    halfPrecision: adapter.features.has("shader-f16"),
    timestamps: adapter.features.has("timestamp-query"),
    subgroups: adapter.features.has("subgroups"),
    maxBufferSize: adapter.limits.maxBufferSize,
    maxStorageBufferBindingSize: adapter.limits.maxStorageBufferBindingSize,
  };
}

/** The smallest positive difference of two readings, over at most 20 changes or 20,000 readings, in ms. */
export function clockStep(clock: { now(): number }): number {
  let least = Number.POSITIVE_INFINITY;
  let last = clock.now();
  let changes = 0;
  for (let reading = 0; reading < 20_000 && changes < 20; reading++) {
    const now = clock.now();
    if (now > last) {
      least = Math.min(least, now - last);
      changes++;
    }
    last = now;
  }
  return Number.isFinite(least) ? least : 0;
}
