import type { Genome, Unrolled } from "./genome";

/** Turns candidates into figures, in the order of `figureNames`. */
export interface Evaluator {
  /** Figures of a genome whose layers are unrolled, written to `figures`. */
  evaluate(genome: Genome, unrolled: Unrolled, figures: Float64Array): void;
  /** Latency figures alone, for choosing a width: written to the latency columns of `figures`. */
  evaluateLatency(genome: Genome, unrolled: Unrolled, figures: Float64Array): void;
}
