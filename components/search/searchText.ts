import type { SearchMetric } from "@/lib/search/goal";
import type { RunDigest, SearchStatus } from "./searchState";

/** Whole numbers with separators. */
export function count(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

/** A size of a space: exact while it can be read, else a power of ten. */
export function sizeText(size: number): string {
  if (size < 1e6) return count(size);
  const exponent = Math.floor(Math.log10(size));
  return `${(size / 10 ** exponent).toFixed(1)} · 10^${exponent}`;
}

const statusWords: Readonly<Record<SearchStatus, string>> = {
  idle: "",
  preparing: "Preparing",
  running: "Searching",
  paused: "Paused",
  finished: "Searched",
  cancelled: "Cancelled",
  failed: "Stopped",
};

/** A run in one line. */
export function runText(status: SearchStatus, digest: RunDigest | null): string {
  if (digest === null) return statusWords[status];
  return `${statusWords[status]}: ${count(digest.evaluated)} designs, ${count(digest.perSecond)} a second, ${count(digest.frontSize)} on the front`;
}

/** What a screen reader is told of a run: its stage while it goes on, and what it found once it rests. */
export function stageText(status: SearchStatus, digest: RunDigest | null): string {
  return status === "running" || status === "preparing" ? statusWords[status] : runText(status, digest);
}

/** Objectives and limits as menus name them. */
export const objectiveLabels: Readonly<Record<SearchMetric, string>> = {
  latencyMs: "Latency",
  tokensPerSecond: "Throughput",
  memoryBytes: "Memory",
  params: "Parameters",
  loss: "Loss",
  cr6: "Commonsense",
};
