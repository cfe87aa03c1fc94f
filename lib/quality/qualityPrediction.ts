import type { Estimate } from "../base/estimate";
import type { RecallNote } from "./recallNote";

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
  /**
   * Average of six commonsense tasks, if trained with the anchor's recipe and tokens: it does not follow `tokens`, which
   * only say where the two losses are compared. Its source is `published` for a model that is its own anchor.
   */
  readonly cr6: Estimate;
  readonly tokens: number;
  /** The anchor, its published average and the training tokens behind that, null where its authors state none. */
  readonly anchor: {
    readonly id: string;
    readonly name: string;
    readonly cr6: number;
    readonly tokens: number | null;
  };
  /** Own scores are in force: `cr6` stands for the user's recipe, whichever anchor is asked for. */
  readonly ownRecipe: boolean;
  /** Parts of the uncertainty of `cr6`, as 90 % half-widths in points; `cr6` itself carries the first two. */
  readonly bands: {
    /** Law, effects and slope. */
    readonly architecture: number;
    /** Between two evaluations of one model. */
    readonly benchmarkNoise: number;
    /** The two together, which `cr6` carries. */
    readonly contained: number;
    /** Added when the design is trained with another recipe than the anchor's. */
    readonly crossRecipe: number;
  };
  /** The anchor the design would have had, and how many points the chosen one moves it; null when it was not changed, or moves nothing because own scores are in force. */
  readonly anchorShift: { readonly from: string; readonly points: number } | null;
  /** For an unedited published model: its published average beside the one predicted from another anchor. */
  readonly published: {
    readonly id: string;
    readonly cr6: number;
    readonly predicted: Estimate;
    readonly predictedFrom: string;
  } | null;
  /** Recall from context: a note with its own wide range, never an axis. */
  readonly recall: RecallNote;
  /** The backbone first, then the effects; their means add to the loss. */
  readonly terms: readonly QualityTerm[];
  /** What no number can say here: ranges left, recipe effects, assumptions. */
  readonly notes: readonly string[];
}
