import { fieldLabel } from "@/lib/design/edit/fieldLabel";
import { type SearchMetric, searchMetrics } from "@/lib/search/goal";
import type { RunDigest, SearchStatus } from "./searchState";

/** Whole numbers with separators. */
export function count(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

const magnitudes = [
  [1e12, "trillion"],
  [1e9, "billion"],
  [1e6, "million"],
] as const;
const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A size of a space: exact while it can be read, then in words, else a power of ten. */
export function sizeText(size: number): string {
  if (size < 1e6) return count(size);
  if (size < 1e15) {
    const [factor, word] = magnitudes.find(([least]) => size >= least) ?? [1e6, "million"];
    return `${(size / factor).toFixed(1)} ${word}`;
  }
  const exponent = Math.floor(Math.log10(size));
  const raised = [...String(exponent)].map((digit) => superscripts[Number(digit)]).join("");
  return `${(size / 10 ** exponent).toFixed(1)} × 10${raised}`;
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

const fieldLabels: Readonly<Record<string, string>> = {
  objectives: "Objectives",
  budget: "Designs to look at",
  seed: "Seed",
  algorithm: "Algorithm",
  space: "Space",
  stages: "Stages",
  layers: "Layers",
  hiddenSizes: "Hidden sizes",
  minFullAttention: "Full-attention layers at least",
  ffnRatios: "FFN width over hidden size",
  kvGroups: "Query heads a KV head",
  windows: "Windows",
  nearest: "Nearest",
  "limits.latencyHi": "Latency limit, pessimistic end",
  "limits.lossHi": "Loss limit, pessimistic end",
};

/** What the Search tab calls a field of a request; null for fields it does not show. */
export function searchFieldLabel(field: string): string | null {
  const limited = searchMetrics.find((metric) => field === `limits.${metric}`);
  if (limited !== undefined) return `${objectiveLabels[limited]} limit`;
  return fieldLabels[field] ?? fieldLabel(field.replace(/^base\./, ""));
}
