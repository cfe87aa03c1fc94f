import { operators } from "../../design/operators/registry";
import type { EvidenceGrade } from "../qualityPrediction";
import type { LinearKind } from "../qualityShape";
import type { Effect } from "./effect";

interface Offset {
  readonly mean: number;
  readonly sd: number;
  readonly grade: EvidenceGrade;
  readonly evidence: string;
}

/**
 * Loss of a stack of one mixer against softmax attention at equal size and tokens, nats a token: random-effects fit
 * of 50 contrasts inside groups of equal size, data and tokens. Perplexities per word are divided by 1.4.
 */
export const operatorOffsets: { readonly [K in LinearKind]: Offset } = {
  mamba2: { mean: -0.005, sd: 0.006, grade: "C", evidence: "14 contrasts of 5 studies, −0.080 to +0.017" },
  mamba: { mean: -0.009, sd: 0.015, grade: "C", evidence: "6 contrasts of 4 studies, −0.040 to +0.009" },
  deltanet: { mean: 0, sd: 0.012, grade: "C", evidence: "6 contrasts of 3 studies, −0.032 to +0.007" },
  "gated-deltanet": {
    mean: -0.012,
    sd: 0.012,
    grade: "C",
    evidence: "6 contrasts of 3 studies, −0.086 to +0.007; −0.003 without its own paper",
  },
  gla: { mean: 0.014, sd: 0.012, grade: "C", evidence: "5 contrasts of 2 studies, +0.007 to +0.027" },
  rwkv7: { mean: 0.026, sd: 0.018, grade: "D", evidence: "one contrast of one study" },
  conv: {
    mean: 0,
    sd: 0.03,
    grade: "D",
    evidence: "no published contrast at equal size; only its uncertainty is counted",
  },
};

const studies =
  "arXiv:2405.21060, 2406.06484, 2406.07522, 2412.06464, 2510.04800, 2511.18890 and the Mamba3 paper";

/** One effect for each linear operator: offset times its share of the mixers. */
export const operatorEffects: readonly Effect[] = Object.entries(operatorOffsets).map(
  ([kind, { mean, sd, grade, evidence }]) => ({
    id: `operator:${kind}`,
    label: operators[kind as LinearKind].label,
    grade,
    mean,
    sd,
    feature: (shape) => shape.shares[kind as LinearKind],
    provenance: `Offset to softmax attention at equal size and tokens times the share of these layers among the mixers; ${evidence} (${studies}).`,
  }),
);
