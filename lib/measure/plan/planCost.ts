import { kernelCost } from "../../cost/kernelCost";
import { type Backend, downloadBytes } from "../backend/backend";
import { formatsOfGraph, kernelsOfBlock } from "../fit/blockKernels";
import { checkCases } from "./checkCases";
import { groupCases } from "./groupCases";
import type { Plan } from "./plan";
import { roundSeconds } from "./roundSeconds";
import { visitsOf } from "./visits";

/** What a plan costs, stated before it starts. */
export interface PlanCost {
  readonly seconds: number;
  /** Bytes the runtime downloads the first time, as it is on the server. */
  readonly downloadBytes: number;
  /** The same compressed, as most servers send it. */
  readonly compressedBytes: number;
  /** Weights held at once at most. */
  readonly memoryBytes: number;
  readonly cases: number;
}

/** Start of a worker with its runtime. */
const startSeconds = 2;
/** Filling and creating weights, bytes a second. */
const createRate = 200e6;
/** One correctness check: milliseconds on a processor, a shader compilation on a GPU. */
const checkSeconds = { wasm: 0.02, webnn: 0.1, webgpu: 0.15 } as const;
/** Creation and first run of a session. */
const sessionSeconds = { wasm: 0.05, webnn: 0.2, webgpu: 0.2 } as const;
/** Share of the timing that replacing disturbed rounds adds, as seen on machines in use. */
const rerunShare = 0.4;
/** A stay at the reference block: its session, its warm-up and its runs. */
const referenceSeconds = 0.6;

/** Estimates time, download and memory of a plan. Within a factor of two on common machines: the run shows its own estimate. */
export function planCost(plan: Plan, backend: Backend): PlanCost {
  const sized = plan.cases.map((timed) => {
    const formats = formatsOfGraph(timed.block.precision);
    const weightBytes = kernelsOfBlock(timed.block).reduce(
      (sum, kernel) => sum + kernelCost(kernel, formats).weightBytes,
      0,
    );
    return { timed, weightBytes };
  });
  const visits = visitsOf(groupCases(sized, plan.protocol));
  const created = visits.reduce((sum, { group }) => sum + group.bytes, 0);
  const sessions = visits.reduce(
    (sum, { group }) => sum + group.cases.reduce((total, { copies }) => total + copies, 0),
    0,
  );
  const round = plan.cases.reduce((sum, { block }) => sum + roundSeconds(block, backend.kind), 0);
  const { rounds, fewestRounds } = plan.protocol;
  const timing = Math.max(fewestRounds * round, Math.min(plan.protocol.seconds, rounds * round));
  const precision = plan.cases[0]?.block.precision;
  const checks = precision === undefined ? 0 : checkCases(precision).length;
  const { raw, gzip } = downloadBytes[backend.entry];
  return {
    seconds:
      startSeconds +
      checks * checkSeconds[backend.kind] +
      sessions * sessionSeconds[backend.kind] +
      created / createRate +
      timing * (1 + rerunShare) +
      (visits.length + 1) * referenceSeconds,
    downloadBytes: raw,
    compressedBytes: gzip,
    memoryBytes: Math.max(0, ...visits.map(({ group }) => group.bytes)),
    cases: plan.cases.length,
  };
}
