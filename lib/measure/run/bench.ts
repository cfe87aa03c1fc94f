import type { BlockCase } from "../graph/blockCase";
import type { BlockGraph } from "../graph/blockGraph";
import type { CheckFigure } from "../runtime/checkBlock";

/** A graph with its weights on the device, ready to run. */
export interface TimedSession {
  /** Runs once, waits until the device has finished, and gives the wall time in ms. */
  run(): Promise<number>;
  release(): Promise<void>;
}

/** What a run needs of a back end. */
export interface Bench {
  /** Compares one step with the reference. */
  check(block: BlockCase, graph: BlockGraph, seed: number): Promise<CheckFigure>;
  /** Why this graph cannot be tried on the device, such as a buffer above its limits; null when it can. */
  refusal(graph: BlockGraph): string | null;
  open(graph: BlockGraph, seed: number): Promise<TimedSession>;
  /** Milliseconds of a monotonic clock. */
  now(): number;
  /** Smallest step of that clock. */
  readonly clockStepMs: number;
}

/** The back end computes something else than the reference. */
export class DisagreementError extends Error {
  constructor(name: string, figure: CheckFigure, limit: number) {
    const found = figure.largestError.toExponential(1);
    super(
      `${name} differs from the reference by ${found} (${figure.where}), more than ${limit.toExponential(0)}.`,
    );
    this.name = "DisagreementError";
  }
}

/** The runtime or the device is gone: whatever is left needs a fresh worker. */
export class BrokenRuntimeError extends Error {
  /** The case it broke in. */
  readonly caseId: string;

  constructor(caseId: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause));
    this.name = "BrokenRuntimeError";
    this.caseId = caseId;
  }
}

/**
 * Messages after which a WebAssembly instance or a GPU device cannot be used again. A refused allocation is none of
 * them: it leaves the instance whole.
 */
const fatalMessage =
  /abort|memory access out of bounds|unreachable|device.*(lost|destroyed)|table index is out of bounds/i;

/** Whether an error leaves the runtime unusable. */
export function isFatal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error instanceof WebAssembly.RuntimeError || fatalMessage.test(error.message);
}
