import { bytesMoved, kernelCost } from "../../cost/kernelCost";
import type { Formats } from "../../cost/precision";
import type { Kernel } from "../../design/kernel";
import type { KernelWork } from "./roofline";

/** Rows and columns of output one thread block of a matrix product or attention works on. */
const tile = 128;
/** Cached positions one split of decode attention reads at least. */
const split = 512;

/** Arithmetic, traffic and parallel blocks of a kernel, from the shapes alone. */
export function kernelWork(kernel: Kernel, formats: Formats): KernelWork {
  const cost = kernelCost(kernel, formats);
  return { flops: cost.flops, bytes: bytesMoved(cost), units: parallelUnits(kernel) };
}

/** Blocks that can run side by side: output tiles, heads times sequences (times splits of the cache), rows. */
export function parallelUnits(kernel: Kernel): number {
  switch (kernel.op) {
    case "gemm":
      return Math.ceil(kernel.m / tile) * Math.ceil(kernel.n / tile);
    case "attention": {
      const { batch, tokens, context, heads, kvHeads, window } = kernel;
      if (kernel.phase === "prefill") return batch * heads * Math.ceil(tokens / tile);
      const keys = window === null ? context + 1 : Math.min(context + 1, window);
      return batch * kvHeads * Math.ceil(keys / split);
    }
    case "recurrence":
      return kernel.batch * kernel.valueHeads;
    case "conv":
      return kernel.batch * Math.ceil(kernel.channels / tile) * Math.ceil(kernel.tokens / tile);
    case "moe":
      return Math.min(kernel.experts, kernel.tokens * kernel.topK) * Math.ceil(kernel.expertSize / tile);
    case "elementwise":
      return kernel.tokens;
    case "embedding":
      return kernel.tokens;
    case "sampling":
      return kernel.batch;
  }
}
