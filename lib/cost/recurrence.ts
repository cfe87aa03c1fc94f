import type { RecurrenceKernel, RecurrenceRule } from "../design/kernel";

/**
 * Operations of each update rule. `perStateElement` counts one decode step for each state element; `chunk` is the
 * reference kernel's chunk length in prefill (flash-linear-attention 64, mamba-ssm's SSD 256), null where the reference
 * scans token by token.
 */
interface RuleCost {
  readonly perStateElement: number;
  readonly chunk: number | null;
}

/**
 * - gla, mamba2: decay (1), outer product added (2), readout (2)
 * - delta: prediction Sᵀk (2), rank-1 correction (2), readout (2)
 * - gated-delta: as delta, and decay (1)
 * - mamba: time step times A (1), exponential (1), decay (1), input added (2), readout (2)
 * - rwkv7: decay (1), S·a (2), rank-1 correction (2), outer product (2), readout (2)
 */
const rules: Readonly<Record<RecurrenceRule, RuleCost>> = {
  gla: { perStateElement: 5, chunk: 64 },
  mamba2: { perStateElement: 5, chunk: 256 },
  delta: { perStateElement: 6, chunk: 64 },
  "gated-delta": { perStateElement: 7, chunk: 64 },
  mamba: { perStateElement: 7, chunk: null },
  rwkv7: { perStateElement: 9, chunk: 64 },
};

/** Chunk length of the reference's prefill kernel, null for a sequential scan. */
export function chunkLength(rule: RecurrenceRule): number | null {
  return rules[rule].chunk;
}

/** Elements of state of one sequence. */
export function stateElements(kernel: RecurrenceKernel): number {
  return kernel.valueHeads * kernel.keyDim * kernel.valueDim;
}

/** FLOPs of a linear recurrence for the whole batch: a state update a token, or chunk by chunk in prefill. */
export function recurrenceFlops(kernel: RecurrenceKernel): number {
  const { perStateElement, chunk } = rules[kernel.rule];
  if (kernel.phase === "decode" || chunk === null)
    return kernel.batch * kernel.tokens * stateElements(kernel) * perStateElement;
  const full = Math.floor(kernel.tokens / chunk);
  const rest = kernel.tokens % chunk;
  return kernel.batch * (full * chunkFlops(kernel, chunk) + (rest > 0 ? chunkFlops(kernel, rest) : 0));
}

/**
 * FLOPs of one chunk of `length` tokens over all heads, as matrix products (2·m·n·k each; C = chunk, K = key dim,
 * V = value dim). Linear attention: scores C·C·K, output C·C·V, readout C·K·V, state C·K·V and its decay K·V; Mamba2 shares the
 * scores within a group. The delta rule adds the WY form of arXiv:2406.06484: K·Kᵀ, the inverse of a unit triangular C·C
 * matrix (C³/3), its products with K and V, and the correction C·K·V. RWKV-7 has four score matrices, two triangular
 * products and a second rank of corrections (diagonal plus low rank).
 */
function chunkFlops(kernel: RecurrenceKernel, length: number): number {
  const { rule, keyHeads, valueHeads, keyDim, valueDim } = kernel;
  const square = length * length;
  const scores = 2 * square * keyDim;
  const output = 2 * square * valueDim;
  const state = 2 * length * keyDim * valueDim;
  const decay = keyDim * valueDim;
  const inverse = (length * square) / 3;
  switch (rule) {
    case "mamba2":
      return keyHeads * scores + valueHeads * (output + 2 * state + decay);
    case "gla":
      return valueHeads * (scores + output + 2 * state + decay);
    case "delta":
      return valueHeads * (3 * scores + inverse + 2 * output + 3 * state);
    case "gated-delta":
      return valueHeads * (3 * scores + inverse + 2 * output + 3 * state + decay);
    case "rwkv7":
      return valueHeads * (5 * scores + inverse + 4 * output + 4 * state + decay);
    case "mamba":
      return length * valueHeads * keyDim * valueDim * rules.mamba.perStateElement;
  }
}

/** Elements a token moves in and out of the recurrence: queries and keys, values, output, and the rule's gates. */
export function recurrenceElementsPerToken(kernel: RecurrenceKernel): number {
  const { rule, keyHeads, valueHeads, keyDim, valueDim } = kernel;
  const keys = keyHeads * keyDim;
  const values = valueHeads * valueDim;
  const base = 2 * keys + 2 * values;
  switch (rule) {
    case "delta":
      return base + valueHeads;
    case "gated-delta":
      return base + 2 * valueHeads;
    case "mamba2":
      return base + valueHeads;
    case "gla":
      return base + keys;
    case "mamba":
      return base + 2 * values;
    case "rwkv7":
      return base + 3 * keys;
  }
}
