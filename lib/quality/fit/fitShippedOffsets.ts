import type { FittedOperatorOffsets } from "../effects/fittedOffsets";
import { type FittedOffsets, fitOperatorOffsets, readOperatorRows } from "./operatorContrasts";

/** The paper whose studies the app predicts; its own rows must not teach those predictions. */
const studiedPaper = "2511.18890";

/** Fits operator offsets from `operators_hybrids.csv` with all papers, and without the studied one. */
export function fitShippedOffsets(csv: string): FittedOperatorOffsets {
  const rows = readOperatorRows(csv);
  return {
    provenance:
      "Random-effects fit of stacks of one mixer against attention inside groups of equal size, data and tokens; tables of the papers named in the data, perplexities per word divided by 1.4. Nats a token.",
    all: rounded(fitOperatorOffsets(rows)),
    withoutPaper: rounded(fitOperatorOffsets(rows.filter(({ paper }) => paper !== studiedPaper))),
  };
}

function rounded(offsets: FittedOffsets): FittedOffsets {
  return Object.fromEntries(
    Object.entries(offsets).map(([kind, { mean, sd }]) => [
      kind,
      { mean: Number(mean.toFixed(5)), sd: Number(sd.toFixed(5)) },
    ]),
  );
}
