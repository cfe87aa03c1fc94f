import { fitOperatorOffsets, type OperatorRow } from "../fit/operatorContrasts";
import type { Check, HeldOut } from "./check";
import { mean } from "./statistics";

/** Scatter of single runs and of one operator between studies, nats a token; added to the deviation of an offset. */
const betweenStudies = 0.012;
const noEvidenceDeviation = 0.03;

/**
 * Each paper left out whole: its stacks of one mixer are predicted from all other papers' offsets, as differences to the
 * mean of their group. The paper whose own baseline stands far above all others is shown with the rest.
 */
export function evaluateOperators(rows: readonly OperatorRow[]): {
  readonly checks: readonly Check[];
  readonly heldOut: readonly HeldOut[];
} {
  const heldOut = [...new Set(rows.map(({ paper }) => paper))].flatMap((paper) => {
    const offsets = fitOperatorOffsets(rows.filter((row) => row.paper !== paper));
    const offsetOf = ({ kind }: OperatorRow) =>
      kind === "attention" ? { mean: 0, sd: 0 } : (offsets[kind] ?? { mean: 0, sd: noEvidenceDeviation });
    const own = rows.filter((row) => row.paper === paper);
    return [...new Set(own.map(({ group }) => group))].flatMap((group) => {
      const stacks = own.filter((row) => row.group === group);
      if (stacks.length < 2) return [];
      const observed = mean(stacks.map(({ loss }) => loss));
      const predicted = mean(stacks.map((row) => offsetOf(row).mean));
      return stacks.map((row) => ({
        label: `${group}: ${row.kind}`,
        observed: row.loss - observed,
        predicted: offsetOf(row).mean - predicted,
        sd: Math.hypot(offsetOf(row).sd, betweenStudies),
      }));
    });
  });
  const squares = heldOut.map(({ observed, predicted }) => (observed - predicted) ** 2);
  return {
    checks: [
      {
        id: "operators",
        label: `Operators of a paper left out whole (${heldOut.length} stacks), root mean square error`,
        value: Math.sqrt(mean(squares)),
        bar: null,
        unit: "nats/token",
      },
    ],
    heldOut,
  };
}
