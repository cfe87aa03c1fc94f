import type { EvidenceGrade } from "./qualityPrediction";
import type { QualityShape } from "./qualityShape";

/** What can be said about recall from context: a range, never an axis. */
export interface RecallNote {
  readonly text: string;
  /** Average recall of short tasks as a fraction of a transformer's at equal size, as published; no interval of a fit. */
  readonly relativeToTransformer: readonly [low: number, high: number];
  readonly grade: EvidenceGrade;
}

const evidence =
  "arXiv:2406.06484, 2411.13676, 2412.06464 and the Mamba3 paper; the ranges span their tables";

/** Recall of a design as seen in published tables of like designs. */
export function recallNote({ full, windowed, attentionPlaces, linear }: QualityShape): RecallNote {
  if (full === 1)
    return {
      text: `Full attention throughout: the reference for recall (${evidence}).`,
      relativeToTransformer: [1, 1],
      grade: "C",
    };
  if (attentionPlaces.length === 1)
    return {
      text: `One full-attention layer keeps short recall, but such models fail needle tests at long context (arXiv:2511.18890, Fig. 9; ${evidence}). Its authors advise at least two.`,
      relativeToTransformer: [0.9, 1.4],
      grade: "C",
    };
  if (attentionPlaces.length > 1)
    return {
      text: `A few per cent of full attention recover most of a transformer's recall, here ${(100 * full).toFixed(0)} % (${evidence}). Long context is untested.`,
      relativeToTransformer: [0.95, 1.4],
      grade: "C",
    };
  if (windowed > 0)
    return {
      text: `No layer sees the whole context: recall holds inside the windows and is lost beyond them (${evidence}).`,
      relativeToTransformer: linear > 0 ? [0.8, 1.15] : [0.5, 1],
      grade: "D",
    };
  return {
    text: `No attention: recall from context is the known weakness, which perplexity hides. Published stacks reach 0.5 to 0.85 of a transformer's average (${evidence}).`,
    relativeToTransformer: [0.48, 0.85],
    grade: "C",
  };
}
