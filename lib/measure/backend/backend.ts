import type { GraphPrecision } from "../graph/blockCase";
import type { DeviceProbe } from "./probe";

/** Builds of onnxruntime-web that this project loads. */
export type RuntimeEntry = "jspi" | "webgpu" | "wasm";

/** Where graphs run. */
export type Backend =
  | { readonly kind: "webgpu"; readonly entry: "jspi" | "webgpu"; readonly threads: 1 }
  | { readonly kind: "wasm"; readonly entry: "wasm"; readonly threads: number }
  | { readonly kind: "webnn"; readonly entry: "jspi" | "webgpu"; readonly threads: 1 };

export type BackendId = "webgpu" | "wasm-threads" | "wasm" | "webnn";

/** A back end with whether and why it can be used. */
export interface BackendChoice {
  readonly id: BackendId;
  readonly name: string;
  readonly backend: Backend | null;
  /** Why it cannot be used, or what its figures lack; empty when there is nothing to say. */
  readonly reason: string;
}

/** Raw and gzip bytes of the WebAssembly file each build downloads (onnxruntime-web 1.30.0, counted). */
export const downloadBytes: Readonly<Record<RuntimeEntry, { readonly raw: number; readonly gzip: number }>> =
  {
    jspi: { raw: 16_758_545, gzip: 4_136_084 },
    webgpu: { raw: 26_781_914, gzip: 6_605_903 },
    wasm: { raw: 14_239_897, gzip: 3_687_160 },
  };

/** Threads beyond this number wait for memory, not for arithmetic. */
const mostThreads = 8;

/** All back ends in order of preference, each with its reason. */
export function backendChoices(probe: DeviceProbe): readonly BackendChoice[] {
  const entry = probe.suspension ? "jspi" : "webgpu";
  const threads = Math.min(mostThreads, probe.cores);
  return [
    {
      id: "webgpu",
      name: "WebGPU",
      backend: probe.adapter === null ? null : { kind: "webgpu", entry, threads: 1 },
      reason: webgpuReason(probe),
    },
    {
      id: "wasm-threads",
      name: `WebAssembly, ${threads} threads`,
      backend: probe.isolated && threads > 1 ? { kind: "wasm", entry: "wasm", threads } : null,
      reason: threadsReason(probe),
    },
    {
      id: "wasm",
      name: "WebAssembly, 1 thread",
      backend: { kind: "wasm", entry: "wasm", threads: 1 },
      reason: clockReason(probe),
    },
    {
      id: "webnn",
      name: "WebNN",
      backend: probe.webnn ? { kind: "webnn", entry, threads: 1 } : null,
      reason: probe.webnn
        ? "No browser with WebNN was at hand when this was made. It has no linear attention: what it cannot run is skipped with the reason."
        : "This browser has no WebNN.",
    },
  ];
}

function webgpuReason({ adapter, adapterReason }: DeviceProbe): string {
  if (adapter === null) return adapterReason;
  if (!adapter.software) return "";
  return `The only adapter is a software one (${adapterName(adapter)}): its times say nothing about a GPU.`;
}

function threadsReason(probe: DeviceProbe): string {
  if (probe.cores < 2) return "This machine offers one core.";
  if (!probe.isolated)
    return "The page is not cross-origin isolated: its server must send Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy.";
  return "";
}

function clockReason(probe: DeviceProbe): string {
  return probe.isolated
    ? ""
    : `Without cross-origin isolation the clock steps by ${probe.clockStepMs.toFixed(2)} ms, so short blocks are less certain.`;
}

/**
 * The back end to use: the wanted one where it can be used, otherwise the first usable one that is no software
 * adapter.
 * @returns the choice and why others came before it in vain.
 */
export function chooseBackend(
  choices: readonly BackendChoice[],
  wanted: BackendId | null,
): { readonly choice: BackendChoice; readonly fallbacks: readonly string[] } {
  const asked = choices.find(({ id }) => id === wanted);
  if (asked?.backend != null) return { choice: asked, fallbacks: [] };
  const fallbacks: string[] = asked === undefined ? [] : [`${asked.name}: ${asked.reason}`];
  for (const choice of choices) {
    const usable = choice.backend !== null && !(choice.id === "webgpu" && choice.reason !== "");
    if (usable) return { choice, fallbacks };
    if (choice !== asked) fallbacks.push(`${choice.name}: ${choice.reason}`);
  }
  throw new Error("WebAssembly is always usable");
}

/** Number formats a back end can be asked for; half precision needs the adapter's feature. */
export function precisionsOf(backend: Backend, probe: DeviceProbe): readonly GraphPrecision[] {
  const single: readonly GraphPrecision[] = [
    { activations: "float32", weights: "dense" },
    { activations: "float32", weights: "int4" },
  ];
  if (backend.kind !== "webgpu" || !probe.adapter?.halfPrecision) return single;
  return [
    { activations: "float16", weights: "dense" },
    { activations: "float16", weights: "int4" },
    ...single,
  ];
}

/** How a number format is called on screen. */
export function precisionName({ activations, weights }: GraphPrecision): string {
  const format = activations === "float16" ? "fp16" : "fp32";
  return weights === "int4" ? `4-bit weights, ${format}` : format;
}

/** An adapter's name for people. */
export function adapterName(adapter: NonNullable<DeviceProbe["adapter"]>): string {
  return adapter.description !== ""
    ? adapter.description
    : `${adapter.vendor} ${adapter.architecture}`.trim();
}
