import type { Design } from "../design/design";
import { countLayers } from "../design/flatten";
import type { Kernel } from "../design/kernel";
import { bindOperator } from "../design/settingsOf";
import { cacheTable, kvCacheBytes, stateBytes } from "./cache";
import { parameterTable } from "./parameters";
import { activationElementBytes, formatsOf } from "./precision";
import { weightBytes } from "./weightBytes";
import type { Workload } from "./workload";

/** Tokens a serving runtime processes at once: prompts longer than this are prefilled in chunks (vLLM's default budget). */
export const prefillChunkTokens = 8192;

/** Memory of a model at work, in bytes. */
export interface Memory {
  readonly weightBytes: number;
  /** KV cache of the whole batch: attention layers only, capped by windows. */
  readonly kvCacheBytes: number;
  /** Recurrent and convolution states of the whole batch. */
  readonly stateBytes: number;
  /** Residual stream, the widest kernel's operands and the logits. */
  readonly activationBytes: number;
  readonly totalBytes: number;
}

export interface MemoryConditions {
  readonly batch: number;
  /** Positions of each sequence at the end, prompt and generated tokens; meta tokens come on top. */
  readonly context: number;
  readonly workload: Pick<Workload, "prompt" | "precision" | "cachePrecision">;
}

/** Memory of a design at a batch and final context in the workload's number formats. */
export function memoryOf(design: Design, conditions: MemoryConditions): Memory {
  return memoryAt(memoryTerms(design, conditions.context, conditions.workload), conditions.batch);
}

/**
 * The largest batch whose weights, caches, states and activations fit `availableBytes` at the final context; 0 when not
 * even one sequence fits.
 */
export function largestBatch(
  design: Design,
  conditions: Omit<MemoryConditions, "batch"> & { readonly availableBytes: number },
): number {
  return largestBatchOf(
    memoryTerms(design, conditions.context, conditions.workload),
    conditions.availableBytes,
  );
}

/** The largest batch whose memory fits `availableBytes`; 0 when not even one sequence fits. */
export function largestBatchOf(terms: MemoryTerms, availableBytes: number): number {
  const fits = (batch: number) => memoryAt(terms, batch).totalBytes <= availableBytes;
  if (!fits(1)) return 0;
  let low = 1;
  let high = 2;
  while (fits(high)) {
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** What memory depends on besides the batch. Layers add to weights, caches and states; the widest sets `perToken`. */
export interface MemoryTerms {
  readonly weights: number;
  readonly cacheEach: number;
  readonly stateEach: number;
  /** Activation bytes of one token in flight. */
  readonly perToken: number;
  /** Logits of one sequence: at activation precision, and in fp32 for the sampler. */
  readonly logitsEach: number;
  /** Prompt tokens in flight a sequence, before the chunk limit. */
  readonly promptEach: number;
}

/** Memory terms of a design at a final context in the workload's number formats. */
export function memoryTerms(
  design: Design,
  context: number,
  workload: MemoryConditions["workload"],
): MemoryTerms {
  const formats = formatsOf(workload);
  const caches = cacheTable(design);
  const activation = activationElementBytes(formats);
  return {
    weights: weightBytes(parameterTable(design), formats),
    cacheEach: kvCacheBytes(caches, context + (design.metaTokens ?? 0), formats),
    stateEach: stateBytes(caches, formats),
    perToken: (2 * design.hiddenSize + widestKernel(design)) * activation,
    logitsEach: design.vocabSize * (activation + 4),
    promptEach: Math.max(1, Math.min(workload.prompt, context)),
  };
}

/** Memory at a batch, from its terms. */
export function memoryAt(terms: MemoryTerms, batch: number): Memory {
  const inFlight = Math.max(batch, Math.min(prefillChunkTokens, batch * terms.promptEach));
  const kvCacheBytes = batch * terms.cacheEach;
  const stateBytes = batch * terms.stateEach;
  const activationBytes = inFlight * terms.perToken + batch * terms.logitsEach;
  return {
    weightBytes: terms.weights,
    kvCacheBytes,
    stateBytes,
    activationBytes,
    totalBytes: terms.weights + kvCacheBytes + stateBytes + activationBytes,
  };
}

/**
 * How far a runtime's workspace may lie from the counted activations, either way: buffers that kernels reuse need less, copies and
 * the pools of captured graphs more. A choice; weights, caches and states are counted and have no such freedom.
 */
export const workspaceFactor = 2;

/** The same memory with all activations `factor` times as large. */
export function withWorkspace(terms: MemoryTerms, factor: number): MemoryTerms {
  return { ...terms, perToken: factor * terms.perToken, logitsEach: factor * terms.logitsEach };
}

/** Total bytes at a batch with the least and the most workspace a runtime may take. */
export function memoryBand(terms: MemoryTerms, batch: number): { readonly lo: number; readonly hi: number } {
  return {
    lo: memoryAt(withWorkspace(terms, 1 / workspaceFactor), batch).totalBytes,
    hi: memoryAt(withWorkspace(terms, workspaceFactor), batch).totalBytes,
  };
}

/** Elements the widest kernel of a layer holds for one token: its inputs and outputs. */
function widestKernel(design: Design): number {
  let widest = 0;
  for (const ref of countLayers(design.stages).keys())
    for (const kernel of bindOperator(design, ref).kernels({
      phase: "decode",
      batch: 1,
      tokens: 1,
      context: 0,
    }))
      widest = Math.max(widest, operandElements(kernel));
  return widest;
}

/** Elements a kernel reads and writes for one token, weights and caches left out. */
function operandElements(kernel: Kernel): number {
  switch (kernel.op) {
    case "gemm":
      return kernel.n + kernel.k;
    case "attention":
      return 2 * (kernel.heads + kernel.kvHeads) * kernel.headDim;
    case "recurrence":
      return 2 * kernel.keyHeads * kernel.keyDim + 2 * kernel.valueHeads * kernel.valueDim;
    case "conv":
      return 2 * kernel.channels;
    case "elementwise":
      return kernel.reads + kernel.writes;
    case "moe":
      return 2 * kernel.hidden + kernel.topK * (kernel.hidden + (kernel.gated ? 3 : 2) * kernel.expertSize);
    case "embedding":
      return kernel.hidden;
    case "sampling":
      return kernel.vocab;
  }
}
