import type { Estimate } from "../base/estimate";
import {
  largestBatchOf,
  type MemoryTerms,
  memoryAt,
  memoryBand,
  prefillChunkTokens,
  withWorkspace,
  workspaceFactor,
} from "../cost/memory";
import type { DeviceProfile } from "./deviceProfile";
import type { LatencyPrediction } from "./prediction";

/** How far the runtime's reserve may lie from the profile's, either way. */
const reserveFactor = 2;
/** How far the memory of a device nobody stated it for may lie from the assumed one, either way: 24 GiB stands for 6 to 96. */
const assumedMemoryFactor = 4;

/** The largest batch whose memory fits a device; 0 when not even one sequence does. */
export function batchThatFits(terms: MemoryTerms, profile: DeviceProfile): number {
  return largestBatchOf(terms, profile.sheet.memoryBytes - profile.reserveBytes);
}

/**
 * Memory at a batch and the largest batch. Weights, caches and states are counted exactly; the workspace, what the runtime keeps
 * for itself and, where nobody stated it, the device's memory are not, and make the interval.
 */
export function memoryFigures(
  terms: MemoryTerms,
  batch: number,
  profile: DeviceProfile,
): Pick<LatencyPrediction, "maxBatch" | "memoryBytes"> {
  const { sheet, reserveBytes, memoryAssumed } = profile;
  const room = (factor: number, memoryFactor: number) =>
    largestBatchOf(
      withWorkspace(terms, factor > 1 ? workspaceFactor : 1 / workspaceFactor),
      sheet.memoryBytes * (memoryAssumed ? memoryFactor : 1) - reserveBytes * factor,
    );
  const workspace = `activations of at most ${prefillChunkTokens.toLocaleString("en-US")} prompt tokens at once, which runtimes may halve or double`;
  const memory = `${gigabytes(sheet.memoryBytes)} of memory${memoryAssumed ? ", which is assumed and may be a quarter or four times that," : ""}`;
  return {
    maxBatch: {
      value: batchThatFits(terms, profile),
      unit: "sequences",
      lo: room(reserveFactor, 1 / assumedMemoryFactor),
      hi: room(1 / reserveFactor, assumedMemoryFactor),
      source: "modelled",
      provenance: `Weights, caches and states, counted, and ${workspace}, against ${memory} less ${gigabytes(reserveBytes)} for the runtime, which may be half or twice that.`,
    },
    memoryBytes: {
      value: memoryAt(terms, batch).totalBytes,
      unit: "B",
      ...memoryBand(terms, batch),
      source: "modelled",
      provenance: `Weights, caches at the final context and states of the batch, counted, and ${workspace}. What the runtime keeps for itself (${gigabytes(reserveBytes)} are left to it) is not in it.`,
    } satisfies Estimate,
  };
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
