import type { Phase } from "./kernel";

/** One forward pass: `tokens` new positions in each of `batch` sequences, after `context` positions already processed. */
export interface Step {
  readonly phase: Phase;
  readonly batch: number;
  /** New positions a sequence: the prompt (or chunk) length in prefill, 1 in decode. */
  readonly tokens: number;
  /** Positions a sequence already holds in its caches and states. */
  readonly context: number;
}

/** Rows of every projection in a step: new positions over all sequences. */
export function rowsOf(step: Step): number {
  return step.batch * step.tokens;
}
