import type { Estimate } from "../base/estimate";
import { memoryAt, memoryBand, memoryTerms } from "../cost/memory";
import type { Workload } from "../cost/workload";
import type { Design } from "../design/design";
import type { DeviceProfile } from "./deviceProfile";
import type { LatencyPrediction } from "./prediction";
import { predictLatency } from "./predictLatency";

/** One sample of a sweep. `lo` and `hi` bound the value; null where it has no interval. */
export interface SweepPoint {
  readonly x: number;
  readonly y: number;
  readonly lo: number | null;
  readonly hi: number | null;
}

/** Contexts and lengths sampled: powers of two, which all designs share, so that curves can be compared point by point. */
export const sweepLengths: readonly number[] = Array.from({ length: 11 }, (_, power) => 128 * 2 ** power);

/** Time of one decode step against the context it attends to, batch 1. ms/token. */
export function stepTimeAgainstContext(
  design: Design,
  workload: Workload,
  profile: DeviceProfile,
  stack: string,
): readonly SweepPoint[] {
  return sweepLengths.flatMap((prompt) => {
    const asked: Workload = { ...workload, phase: "decode", batch: 1, prompt, new: 1 };
    const found = predictLatency(design, asked, profile, stack);
    const time = found.ok ? found.value.msPerToken : null;
    return time === null ? [] : [{ x: prompt, y: time.value, lo: time.lo, hi: time.hi }];
  });
}

/**
 * Time of the workload with another number of generated tokens, batch 1, ms: of its prompt too, unless the workload finds that in
 * the cache (decode). A prefill workload goes on to generate.
 */
export function latencyAgainstLength(
  design: Design,
  workload: Workload,
  profile: DeviceProfile,
  stack: string,
): readonly SweepPoint[] {
  return sweepLengths.flatMap((length) => {
    const asked: Workload = {
      ...workload,
      phase: workload.phase === "prefill" ? "both" : workload.phase,
      batch: 1,
      new: length,
    };
    const found = predictLatency(design, asked, profile, stack);
    if (!found.ok) return [];
    const { value, lo, hi } = found.value.latencyMs;
    return [{ x: length, y: value, lo, hi }];
  });
}

/** Batches doubled until memory is full, the full one included. */
function batchesUpTo(largest: number): readonly number[] {
  const batches: number[] = [];
  for (let batch = 1; batch < largest; batch *= 2) batches.push(batch);
  return largest > 0 ? [...batches, largest] : [];
}

/** Generated tokens a second against the batch, until memory is full at the workload's final context. */
export function throughputAgainstBatch(
  design: Design,
  workload: Workload,
  profile: DeviceProfile,
  stack: string,
): readonly SweepPoint[] {
  return againstBatch(design, workload, profile, stack, ({ tokensPerSecond }) => tokensPerSecond);
}

/** Time of the whole batch against its size, until memory is full at the workload's final context. ms. */
export function latencyAgainstBatch(
  design: Design,
  workload: Workload,
  profile: DeviceProfile,
  stack: string,
): readonly SweepPoint[] {
  return againstBatch(design, workload, profile, stack, ({ latencyMs }) => latencyMs);
}

/** A figure of the prediction at each batch; of decode alone, except for a prefill workload. */
function againstBatch(
  design: Design,
  workload: Workload,
  profile: DeviceProfile,
  stack: string,
  figure: (prediction: LatencyPrediction) => Estimate,
): readonly SweepPoint[] {
  const decode: Workload =
    workload.phase === "prefill"
      ? workload
      : { ...workload, phase: "decode", new: Math.max(1, workload.new) };
  const full = predictLatency(design, { ...decode, batch: "max" }, profile, stack);
  if (!full.ok) return [];
  return batchesUpTo(full.value.batch).flatMap((batch) => {
    const found = predictLatency(design, { ...decode, batch }, profile, stack);
    if (!found.ok) return [];
    const { value, lo, hi } = figure(found.value);
    return [{ x: batch, y: value, lo, hi }];
  });
}

/** Memory of one sequence against its context, with a prompt of at most that context. Bytes. */
export function memoryAgainstContext(design: Design, workload: Workload): readonly SweepPoint[] {
  return sweepLengths.map((context) => {
    const terms = memoryTerms(design, context, workload);
    return { x: context, y: memoryAt(terms, 1).totalBytes, ...memoryBand(terms, 1) };
  });
}
