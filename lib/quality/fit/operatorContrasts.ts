import { solveDefinite } from "../../base/cholesky";
import { readCsvTable } from "../../base/csvTable";
import { type LinearKind, linearKinds } from "../qualityShape";

/** Loss of one stack of a single mixer in a published table. */
export interface OperatorRow {
  /** arXiv id of the paper. */
  readonly paper: string;
  /** Models of equal size, data and tokens. */
  readonly group: string;
  readonly kind: LinearKind | "attention";
  /** Nats a token; logarithms of perplexity per word are already divided by 1.4. */
  readonly loss: number;
  /** Whether the paper proposes an operator itself and its baseline stands far above all others. */
  readonly softBaseline: boolean;
}

/** Nats a word over nats a token: how much larger differences of Wikitext perplexity per word are. */
export const natsPerWord = 1.4;

const mixerNames: Readonly<Record<string, LinearKind | "attention">> = {
  attn: "attention",
  mamba2: "mamba2",
  mamba2_noffn: "mamba2",
  mamba: "mamba",
  mamba_noffn: "mamba",
  deltanet: "deltanet",
  gdn: "gated-deltanet",
  gla: "gla",
  gla_conv: "gla",
  rwkv7: "rwkv7",
};

/** The gated DeltaNet paper, whose gap to its own transformer is far above every other study's. */
const softBaselinePaper = "2412.06464";

/** Groups whose models differ in size, tokens or recipe as well, so that they say nothing of operators alone. */
const unequal = /isoflop|isolatency|nflash_1B/;

/** Rows of `operators_hybrids.csv` with one kind of mixer throughout. */
export function readOperatorRows(csv: string): readonly OperatorRow[] {
  return readCsvTable(csv).rows.flatMap((row) => {
    const kind = mixerNames[row.mixer_main ?? ""];
    const hybrid = Number(row.n_full_attn) > 0 && Number(row.n_ssm_lin) > 0;
    if (kind === undefined || hybrid || row.loss_nats === "" || unequal.test(row.group ?? "")) return [];
    const perWord = row.metric_kind === "wiki" ? natsPerWord : 1;
    return [
      {
        paper: row.arxiv ?? "",
        group: row.group ?? "",
        kind,
        loss: Number(row.loss_nats) / perWord,
        softBaseline: row.arxiv === softBaselinePaper,
      },
    ];
  });
}

/** Prior deviations, nats a token: of an operator's offset, of an operator within one study, and of one run. */
const offsetPrior = 0.03;
const studyDeviation = 0.01;
const runDeviation = 0.006;
const softBaselineDeviation = 0.08;

export type FittedOffsets = { readonly [K in LinearKind]?: { readonly mean: number; readonly sd: number } };

/**
 * Random-effects fit of operator offsets against attention: loss = level of the group + offset of the operator +
 * deviation of the operator in this study + noise, all normal, solved exactly. Operators without a row are left out.
 */
export function fitOperatorOffsets(rows: readonly OperatorRow[]): FittedOffsets {
  const ids: string[] = [];
  const place = (id: string) => {
    const known = ids.indexOf(id);
    return known >= 0 ? known : ids.push(id) - 1;
  };
  const groups = new Set(rows.map(({ group }) => group));
  const observed = rows.map((row) => ({
    places: [
      place(`group ${row.group}`),
      ...(row.kind === "attention"
        ? []
        : [place(`offset ${row.kind}`), place(`study ${row.paper} ${row.kind}`)]),
    ],
    loss: row.loss,
    sd: row.softBaseline && row.kind === "attention" ? softBaselineDeviation : runDeviation,
  }));
  const size = ids.length;
  const precision = new Float64Array(size * size);
  const right = new Float64Array(size);
  ids.forEach((id, index) => {
    const prior = id.startsWith("group") ? 10 : id.startsWith("offset") ? offsetPrior : studyDeviation;
    precision[index * size + index] = 1 / prior ** 2;
  });
  const centre = rows.reduce((sum, { loss }) => sum + loss, 0) / Math.max(1, rows.length);
  for (const { places, loss, sd } of observed)
    for (const i of places) {
      right[i]! += (loss - centre) / sd ** 2;
      for (const j of places) precision[i * size + j]! += 1 / sd ** 2;
    }
  const mean = solveDefinite(precision, right);
  if (mean === null || groups.size === 0) return {};
  const fitted: { [K in LinearKind]?: { mean: number; sd: number } } = {};
  for (const kind of linearKinds) {
    const index = ids.indexOf(`offset ${kind}`);
    if (index < 0) continue;
    const unit = new Float64Array(size);
    unit[index] = 1;
    const column = solveDefinite(precision, unit);
    fitted[kind] = { mean: mean[index]!, sd: Math.sqrt(column![index]!) };
  }
  return fitted;
}
