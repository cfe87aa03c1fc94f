import { operators } from "../../design/operators/registry";
import type { EvidenceGrade } from "../qualityPrediction";
import type { LinearKind } from "../qualityShape";
import type { Effect } from "./effect";
import { fittedOperatorOffsets } from "./fittedOffsets";

/** Published contrasts of an operator with attention at equal size, data and tokens, nats a token. */
export interface Contrasts {
  readonly count: number;
  readonly studies: number;
  readonly least: number;
  readonly most: number;
}

interface Offset {
  readonly mean: number;
  readonly sd: number;
  readonly grade: EvidenceGrade;
  readonly evidence: string;
}

/** What is known of an operator beside its fitted mean. */
interface Evidence {
  /** Deviation that predictions use, nats a token: the fit's, widened to how far studies of the operator lie apart. */
  readonly sd: number;
  readonly grade: EvidenceGrade;
  readonly contrasts: Contrasts;
  readonly remark?: string;
}

type FittedKind = keyof typeof evidence;

/** Evidence of the operators that published tables set against attention; a test recounts it in the tables. */
export const evidence = {
  mamba2: { sd: 0.006, grade: "C", contrasts: { count: 12, studies: 5, least: -0.08, most: 0.017 } },
  mamba: { sd: 0.015, grade: "C", contrasts: { count: 6, studies: 4, least: -0.04, most: 0.009 } },
  deltanet: { sd: 0.012, grade: "C", contrasts: { count: 4, studies: 3, least: -0.032, most: 0.001 } },
  "gated-deltanet": {
    sd: 0.012,
    grade: "C",
    contrasts: { count: 6, studies: 3, least: -0.086, most: 0.007 },
    remark: "−0.010 without the paper that proposes it",
  },
  gla: { sd: 0.012, grade: "C", contrasts: { count: 5, studies: 2, least: 0.007, most: 0.027 } },
  rwkv7: { sd: 0.018, grade: "D", contrasts: { count: 1, studies: 1, least: 0.029, most: 0.029 } },
} as const satisfies { readonly [K in LinearKind]?: Evidence };

/**
 * Loss of a stack of one mixer against softmax attention at equal size and tokens, nats a token: means of the random-effects fit
 * that `npm run fit:quality` makes of contrasts inside groups of equal size, data and tokens (perplexities per word divided by
 * 1.4), with deviations at least as wide as the fit's.
 */
export const operatorOffsets: { readonly [K in LinearKind]: Offset } = {
  ...(Object.fromEntries(
    (Object.keys(evidence) as FittedKind[]).map((kind) => [kind, fittedOffset(kind, evidence[kind])]),
  ) as Record<FittedKind, Offset>),
  conv: {
    mean: 0,
    sd: 0.03,
    grade: "D",
    evidence: "no published contrast at equal size; only its uncertainty is counted",
  },
};

function fittedOffset(kind: FittedKind, { sd, grade, contrasts, remark }: Evidence): Offset {
  const { count, studies, least, most } = contrasts;
  const words =
    count === 1
      ? `one contrast of one study, ${signed(least)}`
      : `${count} contrasts of ${studies} studies, ${signed(least)} to ${signed(most)}`;
  return {
    mean: fittedOperatorOffsets.all[kind]!.mean,
    sd,
    grade,
    evidence: remark === undefined ? words : `${words}; ${remark}`,
  };
}

function signed(nats: number): string {
  return `${nats < 0 ? "−" : "+"}${Math.abs(nats).toFixed(3)}`;
}

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
