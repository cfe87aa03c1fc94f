import type { Estimate } from "../base/estimate";

/** How well the evidence supports a term: A several labs and sweeps, B one or two, C contrasts that differ, D one paper. */
export type EvidenceGrade = "A" | "B" | "B−" | "C" | "C+" | "D";

/** One additive term of the predicted loss, in nats a token. */
export interface QualityTerm {
  readonly id: string;
  readonly label: string;
  /** Mean contribution; negative is better. */
  readonly mean: number;
  /** Standard deviation. */
  readonly sd: number;
  readonly grade: EvidenceGrade;
  /** Formula, data and papers behind it. */
  readonly provenance: string;
}

/** Predicted quality of a design trained on `tokens` tokens. */
export interface QualityPrediction {
  /** Nats a token on the reference corpus of the fit (Dolma, constant rate). */
  readonly loss: Estimate;
  /** Average of six commonsense tasks, if trained with the anchor's recipe and tokens. */
  readonly cr6: Estimate;
  readonly tokens: number;
  readonly anchor: { readonly id: string; readonly name: string; readonly cr6: number };
  /** The backbone first, then the effects; their means add to the loss. */
  readonly terms: readonly QualityTerm[];
  /** What no number can say here: long-context recall, ranges left, recipe effects. */
  readonly notes: readonly string[];
}
