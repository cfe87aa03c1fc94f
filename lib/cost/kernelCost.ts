import type { AttentionKernel, Kernel, MoeKernel, RecurrenceKernel } from "../design/kernel";
import { attentionPairs, cachedKeysRead } from "./attentionPairs";
import {
  activationElementBytes,
  cacheElementBytes,
  type Formats,
  stateElementBytes,
  weightElementBytes,
} from "./precision";
import { chunkLength, recurrenceElementsPerToken, recurrenceFlops, stateElements } from "./recurrence";

/** Arithmetic and traffic of one kernel launch; a multiply and an add count as two FLOPs. */
export interface KernelCost {
  readonly flops: number;
  readonly weightBytes: number;
  /** KV cache read and written. */
  readonly cacheBytes: number;
  /** Recurrent and convolution state read and written. */
  readonly stateBytes: number;
  readonly activationBytes: number;
}

/**
 * FLOPs of one element that an elementwise kernel reads. Such kernels are bound by bytes everywhere; one operation an
 * element keeps their arithmetic from being ignored altogether.
 */
const elementwiseFlops = 1;

/** Counts a kernel at the given number formats. Bytes are compulsory traffic: every operand once. */
export function kernelCost(kernel: Kernel, formats: Formats): KernelCost {
  const activation = activationElementBytes(formats);
  const weight = weightElementBytes(formats.weights);
  switch (kernel.op) {
    case "gemm": {
      const { m, n, k } = kernel;
      return cost({
        flops: 2 * m * n * k,
        weightBytes: n * k * weight,
        activationBytes: (m * k + m * n) * activation,
      });
    }
    case "attention":
      return attentionCost(kernel, cacheElementBytes(formats.cache), activation);
    case "recurrence":
      return recurrenceCost(kernel, activation);
    case "conv": {
      const { batch, tokens, channels, width } = kernel;
      const elements = batch * tokens * channels;
      return cost({
        flops: 2 * elements * width,
        weightBytes: channels * width * activation,
        stateBytes: 2 * batch * channels * (width - 1) * activation,
        activationBytes: 2 * elements * activation,
      });
    }
    case "elementwise": {
      const { tokens, reads, writes } = kernel;
      return cost({
        flops: elementwiseFlops * tokens * reads,
        activationBytes: tokens * (reads + writes) * activation,
      });
    }
    case "moe":
      return moeCost(kernel, weight, activation);
    case "embedding": {
      const bytes = kernel.tokens * kernel.hidden;
      return cost({ weightBytes: bytes * weight, activationBytes: bytes * activation });
    }
    case "sampling": {
      const logits = kernel.batch * kernel.vocab;
      return cost({ flops: logits, activationBytes: logits * activation });
    }
  }
}

function cost(parts: Partial<KernelCost>): KernelCost {
  return { flops: 0, weightBytes: 0, cacheBytes: 0, stateBytes: 0, activationBytes: 0, ...parts };
}

/**
 * Scores and weighted values take 2·head dim operations each for every query-key pair and query head. The cache is read
 * once a sequence and KV head; keys and values of the new tokens are written to it.
 */
function attentionCost(kernel: AttentionKernel, cacheElement: number, activation: number): KernelCost {
  const { batch, tokens, context, heads, kvHeads, headDim, window } = kernel;
  const keyValue = 2 * batch * kvHeads * headDim;
  const kept = window === null ? tokens : Math.min(tokens, window);
  return cost({
    flops: 4 * batch * heads * headDim * attentionPairs(tokens, context, window),
    cacheBytes: keyValue * (cachedKeysRead(context, window) + kept) * cacheElement,
    activationBytes: (2 * batch * tokens * heads * headDim + keyValue * tokens) * activation,
  });
}

/**
 * The state is read and written once a launch, in fp32. A chunked prefill also writes the state at every chunk border
 * and reads it back, at activation precision.
 */
function recurrenceCost(kernel: RecurrenceKernel, activation: number): KernelCost {
  const { batch, tokens, phase, rule } = kernel;
  const state = batch * stateElements(kernel);
  const chunk = chunkLength(rule);
  const borders = phase === "prefill" && chunk !== null ? Math.ceil(tokens / chunk) : 0;
  return cost({
    flops: recurrenceFlops(kernel),
    stateBytes: 2 * state * stateElementBytes,
    activationBytes: (batch * tokens * recurrenceElementsPerToken(kernel) + 2 * borders * state) * activation,
  });
}

/**
 * Routed experts: each token runs `topK` of them. The weights of an expert are read once if any token picks it; with
 * uniform routing the expected share of experts picked by m tokens is 1 - (1 - topK / experts)^m.
 */
function moeCost(kernel: MoeKernel, weight: number, activation: number): KernelCost {
  const { tokens, hidden, expertSize, experts, topK, gated } = kernel;
  const perExpert = (gated ? 3 : 2) * hidden * expertSize;
  const picked = experts * (1 - (1 - topK / experts) ** tokens);
  const up = gated ? 2 * expertSize : expertSize;
  const perRow = hidden + up + up + expertSize + expertSize + hidden;
  return cost({
    flops: 2 * tokens * topK * perExpert,
    weightBytes: picked * perExpert * weight,
    activationBytes: tokens * (topK * perRow + 2 * hidden + experts) * activation,
  });
}

/** Adds costs; `times` scales the second. */
export function addCost(sum: KernelCost, more: KernelCost, times = 1): KernelCost {
  return {
    flops: sum.flops + times * more.flops,
    weightBytes: sum.weightBytes + times * more.weightBytes,
    cacheBytes: sum.cacheBytes + times * more.cacheBytes,
    stateBytes: sum.stateBytes + times * more.stateBytes,
    activationBytes: sum.activationBytes + times * more.activationBytes,
  };
}

/** No work at all. */
export const noCost: KernelCost = cost({});

/** All bytes a kernel moves. */
export function bytesMoved(kernelBytes: KernelCost): number {
  const { weightBytes, cacheBytes, stateBytes, activationBytes } = kernelBytes;
  return weightBytes + cacheBytes + stateBytes + activationBytes;
}
