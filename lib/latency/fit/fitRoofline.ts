import { evenSample } from "../../base/evenSample";
import { solveSemidefinite } from "../../base/semidefinite";
import { type KernelWork, type Roofline, rooflineFields, rooflineUs } from "../kernel/roofline";

/** A kernel's work and its measured time. */
export interface MeasuredWork {
  readonly work: KernelWork;
  readonly latencyUs: number;
}

/** Residuals beyond this (in log latency) count linearly, so that noisy rows do not bend the fit. */
const huberBend = 0.1;
/** Rows used at most; an even sample of more rows changes no parameter visibly. */
const rowLimit = 1200;
const iterations = 30;

/** Bounds of each parameter, in natural units; beyond them a parameter has no physical meaning. */
const bounds: { readonly [F in keyof Roofline]: readonly [number, number] } = {
  launch: [0.3, 2000],
  peak: [1e3, 2e10],
  cache: [1e3, 1e9],
  dram: [1e3, 2e7],
  turn: [1e4, 1e9],
  width: [0.15, 3],
  sharpness: [0.8, 12],
  halfUnits: [1e-3, 2000],
};

/**
 * Fits the eight parameters to measured kernels by Levenberg-Marquardt on log latency with Huber weights, from each of the
 * given starts; the best end wins. Parameters move in logarithm and stay within physical bounds. Deterministic.
 * A weak pull towards the start (`prior`, in log units) keeps what the rows cannot tell where it began.
 */
export function fitRoofline(
  rows: readonly MeasuredWork[],
  starts: readonly Roofline[],
  prior = 3,
): { readonly roofline: Roofline; readonly loss: number } {
  const sample = evenSample(rows, rowLimit);
  const logs = Float64Array.from(sample, (row) => Math.log(row.latencyUs));
  let best: { roofline: Roofline; loss: number } | null = null;
  for (const start of starts) {
    const end = descend(sample, logs, start, prior);
    if (best === null || end.loss < best.loss) best = end;
  }
  if (best === null) throw new Error("fitRoofline needs a start");
  return best;
}

const size = rooflineFields.length;

function descend(rows: readonly MeasuredWork[], logs: Float64Array, start: Roofline, prior: number) {
  const origin = toVector(start);
  let theta: Float64Array = Float64Array.from(origin);
  const pull = 1 / (prior * prior);
  let damping = 1e-2;
  let loss = lossOf(rows, logs, theta, origin, pull);
  const jacobian = new Float64Array(size);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const normal = new Float64Array(size * size);
    const gradient = new Float64Array(size);
    const steps = rooflineFields.map((_, index) => fromVector(nudged(theta, index)));
    const current = fromVector(theta);
    for (let row = 0; row < rows.length; row++) {
      const { work } = rows[row]!;
      const predicted = Math.log(rooflineUs(current, work));
      const residual = logs[row]! - predicted;
      const weight = Math.min(1, huberBend / Math.max(1e-12, Math.abs(residual)));
      for (let p = 0; p < size; p++)
        jacobian[p] = (Math.log(rooflineUs(steps[p]!, work)) - predicted) / nudge;
      for (let p = 0; p < size; p++) {
        gradient[p]! += weight * jacobian[p]! * residual;
        for (let q = 0; q <= p; q++) normal[p * size + q]! += weight * jacobian[p]! * jacobian[q]!;
      }
    }
    for (let p = 0; p < size; p++) {
      gradient[p]! -= pull * (theta[p]! - origin[p]!);
      normal[p * size + p]! += pull;
      for (let q = 0; q < p; q++) normal[q * size + p] = normal[p * size + q]!;
    }
    let improved = false;
    for (let attempt = 0; attempt < 6 && !improved; attempt++) {
      const damped = Float64Array.from(normal);
      for (let p = 0; p < size; p++) damped[p * size + p]! *= 1 + damping;
      const step = solveSemidefinite(damped, gradient);
      const next = clamp(theta.map((value, index) => value + limitStep(step[index]!)));
      const nextLoss = lossOf(rows, logs, next, origin, pull);
      if (nextLoss < loss) {
        improved = true;
        damping = Math.max(1e-6, damping / 5);
        const gain = loss - nextLoss;
        theta = next;
        loss = nextLoss;
        if (gain < 1e-7 * loss) return { roofline: fromVector(theta), loss };
      } else damping *= 6;
    }
    if (!improved) break;
  }
  return { roofline: fromVector(theta), loss };
}

/** Step of the numeric derivative, in log units. */
const nudge = 1e-4;

/** At most a factor e a step: far jumps leave the region where the linearisation means something. */
const limitStep = (step: number) => Math.max(-1, Math.min(1, step));

function nudged(theta: Float64Array, index: number): Float64Array {
  const moved = Float64Array.from(theta);
  moved[index]! += nudge;
  return moved;
}

function lossOf(
  rows: readonly MeasuredWork[],
  logs: Float64Array,
  theta: Float64Array,
  origin: Float64Array,
  pull: number,
): number {
  const roofline = fromVector(theta);
  let loss = 0;
  for (let row = 0; row < rows.length; row++) {
    const size = Math.abs(logs[row]! - Math.log(rooflineUs(roofline, rows[row]!.work)));
    loss += size <= huberBend ? (size * size) / 2 : huberBend * (size - huberBend / 2);
  }
  for (let p = 0; p < theta.length; p++) loss += (pull * (theta[p]! - origin[p]!) ** 2) / 2;
  return loss;
}

function toVector(roofline: Roofline): Float64Array {
  return clamp(Float64Array.from(rooflineFields, (field) => Math.log(roofline[field])));
}

function clamp(theta: Float64Array): Float64Array {
  return theta.map((value, index) => {
    const [low, high] = bounds[rooflineFields[index]!];
    return Math.max(Math.log(low), Math.min(Math.log(high), value));
  });
}

function fromVector(theta: Float64Array): Roofline {
  return {
    launch: Math.exp(theta[0]!),
    peak: Math.exp(theta[1]!),
    cache: Math.exp(theta[2]!),
    dram: Math.exp(theta[3]!),
    turn: Math.exp(theta[4]!),
    width: Math.exp(theta[5]!),
    sharpness: Math.exp(theta[6]!),
    halfUnits: Math.exp(theta[7]!),
  };
}
