import { ascending, quantileSorted } from "d3-array";
import { atLeastHalfStep } from "./clockFloor";
import { driftLimit, noisySpread } from "./plan";

/** What is said of the samples of one case; times in ms. */
export interface SampleStatistics {
  readonly count: number;
  readonly median: number;
  /**
   * Tenth percentile: the time undisturbed by other work, which only ever adds. It is the figure that is fitted and
   * validated. On a quiet machine it lies within a few percent of the median, and both add up over blocks. On a busy one
   * the scheduler takes the processor from a long stack more often than from each of its short blocks, which the median
   * shows in full; lower figures, such as the least time, are luck that a stack never has in all of its blocks at once.
   */
  readonly undisturbed: number;
  readonly p90: number;
  readonly least: number;
  /** 90 % interval of the median, from order statistics. */
  readonly medianLo: number;
  readonly medianHi: number;
}

/**
 * Median, spread and a distribution-free 90 % interval of the median: the order statistics at n/2 ± 1.645 · √n / 2,
 * the normal approximation of the binomial (Conover, Practical Nonparametric Statistics, section 3.2).
 * @throws on an empty list: a case without samples has no statistics.
 */
export function sampleStatistics(samplesMs: readonly number[]): SampleStatistics {
  if (samplesMs.length === 0) throw new Error("no samples");
  const sorted = [...samplesMs].sort(ascending);
  const count = sorted.length;
  const reach = (1.645 * Math.sqrt(count)) / 2;
  const at = (rank: number) => sorted[Math.min(count - 1, Math.max(0, rank))] ?? 0;
  const quantile = (share: number) => quantileSorted(sorted, share) ?? 0;
  return {
    count,
    median: quantile(0.5),
    undisturbed: quantile(0.1),
    p90: quantile(0.9),
    least: at(0),
    medianLo: at(Math.floor(count / 2 - reach)),
    medianHi: at(Math.ceil(count / 2 + reach)),
  };
}

/** Whether the samples scatter so much, beyond one step of the clock, that the machine was doing something else. */
export function isNoisy(samplesMs: readonly number[], clockStepMs: number): boolean {
  const { p90, undisturbed } = sampleStatistics(atLeastHalfStep(samplesMs, clockStepMs));
  return p90 - clockStepMs > noisySpread * undisturbed;
}

/** Largest relative change of the reference block's time over its visits; 0 with fewer than two. */
export function referenceDrift(timesMs: readonly number[]): number {
  if (timesMs.length < 2) return 0;
  const least = Math.min(...timesMs);
  return Math.max(...timesMs) / least - 1;
}

/** Whether that change is too much to trust what was timed between the visits. */
export function hasDrifted(timesMs: readonly number[]): boolean {
  return referenceDrift(timesMs) > driftLimit;
}
