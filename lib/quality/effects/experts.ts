import { backboneLoss } from "../backbone";
import { backbonePoint, type QualityShape } from "../qualityShape";
import type { Effect } from "./effect";

/** Weight of the total in N = N_active^(1−r)·N_total^r, from 20 B tokens on: 0.45 ± 0.10. */
const totalWeight = 0.45;

/** Gain of unrouted experts in nats a token: the law at the mixed size against the law at the active size. */
function gainOfExperts(shape: QualityShape, tokens: number): number {
  const { activeNonEmbedding, nonEmbedding } = shape;
  if (nonEmbedding <= activeNonEmbedding) return 0;
  const mixed = activeNonEmbedding * (nonEmbedding / activeNonEmbedding) ** totalWeight;
  return (
    backboneLoss(backbonePoint(shape, tokens)) -
    backboneLoss(backbonePoint({ ...shape, activeNonEmbedding: mixed }, tokens))
  );
}

/** Experts that hold knowledge without being run for each token. */
export const experts: Effect = {
  id: "experts",
  label: "Unrouted experts",
  grade: "C+",
  mean: -1,
  // 0.03 nats at a gain of 0.1; r = 0.45 ± 0.10 alone would give 22 %.
  sd: 0.3,
  feature: gainOfExperts,
  provenance:
    "The law at the weighted geometric mean of active size (0.55) and total size (0.45), non-embedding, instead of the active size; exponent 0.45 ± 0.10 from 20 B tokens on, 0.2 to 0.35 below 8 B (Step-Law, arXiv:2503.04715).",
};
