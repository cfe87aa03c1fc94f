import type { Design } from "../../design/design";

/** One line of a study: what was published and what this model says of the same design. */
export interface StudyRow {
  readonly id: string;
  readonly label: string;
  /** The design, where its sizes are published or can be derived; null otherwise. */
  readonly design: Design | null;
  readonly published: number;
  /** Prediction with its 90 % interval, in the study's metric; null where nothing can be predicted. */
  readonly predicted: { readonly value: number; readonly lo: number; readonly hi: number } | null;
  /** Predicted minus published, in the metric; null without a prediction or for the reference row. */
  readonly error: number | null;
  /** Why there is no prediction, or what the prediction assumes. */
  readonly remark: string | null;
}

/** A figure that sums a study up, with the published one where there is one. */
export interface StudySummary {
  readonly label: string;
  readonly predicted: number;
  readonly published: number | null;
}

/** A study of the paper as a readable page: published figures against this app's predictions. */
export interface Study {
  readonly id:
    | "depth-width"
    | "operators"
    | "latency-matched"
    | "search"
    | "weight-norm"
    | "meta-tokens"
    | "table-6";
  readonly title: string;
  /** What was trained and measured, in the paper's conditions. */
  readonly setup: string;
  readonly metric: string;
  /** How predictions get onto the scale of the published figures. */
  readonly method: string;
  readonly rows: readonly StudyRow[];
  readonly summary: readonly StudySummary[];
  /** What cannot be predicted and why. */
  readonly unpredicted: readonly string[];
  readonly source: string;
}
