import { figureOf, fullText } from "@/lib/base/figure";
import type { OperatorTime } from "@/lib/latency/prediction";
import { PartList } from "./PartList";
import type { PartId } from "./partLook";
import { StackedBar } from "./StackedBar";

interface TimeSharesProps {
  readonly breakdown: readonly OperatorTime[];
  readonly highlighted: string | null;
  readonly onHover: (part: PartId | null) => void;
}

/** Where the time goes: one bar and a row for each operator. */
export function TimeShares({ breakdown, highlighted, onHover }: TimeSharesProps) {
  const parts = breakdown.map(({ operator, ms, share }) => {
    const { digits, unit } = figureOf(ms, "ms");
    return {
      id: operator,
      value: ms,
      text: `${digits} ${unit}`,
      digits,
      unit,
      share,
      full: fullText(ms, "ms"),
    };
  });
  return (
    <div>
      <h3 className="panel-title mb-1">Where the time goes</h3>
      <StackedBar title="Time by operator" parts={parts} highlighted={highlighted} onHover={onHover} />
      <div className="mt-1">
        <PartList parts={parts} highlighted={highlighted} onHover={onHover} />
      </div>
    </div>
  );
}
