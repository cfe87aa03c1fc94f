import type { Estimate } from "../base/estimate";
import type { LayerRef } from "../design/operatorKinds";

/** Parts of a step that belong to no layer. */
export type ModelPart = "embedding" | "head" | "sampling" | "runtime";

/** Time of one operator (all its layers together), or of a part outside the layers. */
export interface OperatorTime {
  readonly operator: LayerRef | ModelPart;
  readonly ms: number;
  /** Share of the whole, 0 to 1. */
  readonly share: number;
}

/** What binds the time: the answer to "why is this slow?". */
export type TimeCause =
  | "compute"
  | "weight traffic"
  | "cache traffic"
  | "state traffic"
  | "activation traffic"
  | "overhead";

/** Time of one kernel class over the whole workload. */
export interface KernelClassTime {
  readonly kernelClass: string;
  readonly ms: number;
  readonly share: number;
}

/** Latency, throughput and memory of a design for a workload on a device with a runtime stack. */
export interface LatencyPrediction {
  /** Time of the whole workload for the whole batch. */
  readonly latencyMs: Estimate;
  /** Unloaded time to the first token; null for decode-only workloads. */
  readonly prefillMs: Estimate | null;
  /** Time of one decode step, averaged over the generated tokens; null for prefill-only workloads. */
  readonly msPerToken: Estimate | null;
  /** Generated tokens a second over the batch; prompt tokens a second for prefill-only workloads. */
  readonly tokensPerSecond: Estimate;
  /** Largest batch that fits the device at the workload's final context. */
  readonly maxBatch: Estimate;
  /** Weights, caches, states and workspace at the workload's batch and final context. */
  readonly memoryBytes: Estimate;
  /** The batch the figures stand for. */
  readonly batch: number;
  /** Time by operator, largest first. */
  readonly breakdown: readonly OperatorTime[];
  /** Time by kernel class, largest first; empty where the profile has no kernel model. */
  readonly byKernelClass: readonly KernelClassTime[];
  /** Time by cause, largest first; empty where the profile has no kernel model. */
  readonly byCause: readonly { readonly cause: TimeCause; readonly ms: number; readonly share: number }[];
  /** That the batch does not fit the device, so that the times are of no run; null where it fits. Also among the warnings. */
  readonly misfit: string | null;
  /** Things the reader must know: shapes outside the measured range, context beyond maxPositions. */
  readonly warnings: readonly string[];
}
