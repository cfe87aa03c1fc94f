import type { Formats } from "../cost/precision";
import type { Kernel } from "../design/kernel";
import type { DeviceProfile } from "./deviceProfile";
import { type KernelTime, kernelTime } from "./kernelTime";

/** Entries kept at most; a table that is full starts afresh, so that long searches stay bounded in memory. */
const maxEntries = 200_000;

/**
 * The paper's look-up table (arXiv:2511.18890, section 3.2), filled on demand: times of kernels by shape and number
 * formats, and of whole operators by settings and workload. One table belongs to one profile.
 */
export class LookupTable<Operator> {
  readonly profile: DeviceProfile;
  readonly #kernels = new Map<string, KernelTime>();
  readonly #operators = new Map<string, Operator>();

  constructor(profile: DeviceProfile) {
    this.profile = profile;
  }

  /** Time of a kernel, computed once. */
  kernel(kernel: Kernel, formats: Formats): KernelTime {
    const key = kernelKey(kernel, formats);
    const known = this.#kernels.get(key);
    if (known !== undefined) return known;
    if (this.#kernels.size >= maxEntries) this.#kernels.clear();
    const time = kernelTime(this.profile, kernel, formats);
    this.#kernels.set(key, time);
    return time;
  }

  /** What `compute` yields for an operator under a workload, computed once per key. */
  operator(key: string, compute: () => Operator): Operator {
    const known = this.#operators.get(key);
    if (known !== undefined) return known;
    if (this.#operators.size >= maxEntries) this.#operators.clear();
    const made = compute();
    this.#operators.set(key, made);
    return made;
  }

  /** Kernels remembered. */
  get size(): number {
    return this.#kernels.size;
  }
}

/** Shape and formats of a kernel as one string; equal keys mean equal times. */
export function kernelKey(kernel: Kernel, formats: Formats): string {
  const format = `${formats.weights}${formats.cache}${formats.activations}`;
  switch (kernel.op) {
    case "gemm":
      return `g${kernel.m},${kernel.n},${kernel.k},${format}`;
    case "attention":
      return `a${kernel.phase},${kernel.batch},${kernel.tokens},${kernel.context},${kernel.heads},${kernel.kvHeads},${kernel.headDim},${kernel.window ?? 0},${format}`;
    case "recurrence":
      return `r${kernel.rule},${kernel.phase},${kernel.batch},${kernel.tokens},${kernel.keyHeads},${kernel.valueHeads},${kernel.keyDim},${kernel.valueDim},${format}`;
    case "conv":
      return `c${kernel.phase},${kernel.batch},${kernel.tokens},${kernel.channels},${kernel.width},${format}`;
    case "elementwise":
      return `e${kernel.tokens},${kernel.reads},${kernel.writes},${format}`;
    case "moe":
      return `m${kernel.tokens},${kernel.hidden},${kernel.expertSize},${kernel.experts},${kernel.topK},${kernel.gated},${format}`;
    case "embedding":
      return `b${kernel.tokens},${kernel.hidden},${format}`;
    case "sampling":
      return `s${kernel.batch},${kernel.vocab},${format}`;
  }
}
