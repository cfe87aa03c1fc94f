import type { Unit } from "@/lib/base/estimate";
import { figureText } from "@/lib/base/figure";
import type { Explanation, Reason } from "@/lib/search/explain";

interface ComparisonProps {
  readonly name: string;
  readonly explanation: Explanation;
}

const shown = 6;

/** How a candidate differs from another design: totals first, then the terms that make them up. */
export function Comparison({ name, explanation }: ComparisonProps) {
  const { loss, latencyMs, params, lossReasons, timeReasons } = explanation;
  return (
    <div>
      <h3 className="text-xs text-ink-muted">Against {name}</h3>
      <p className="tabular">
        {signed(latencyMs, "ms")} latency, {signed(loss.mean, "nats/token")} loss (90 %{" "}
        {signed(loss.lo, "nats/token")} to {signed(loss.hi, "nats/token")}
        {loss.tied ? ": tied" : ""}), {signed(params, "parameters")}
      </p>
      <div className="tabular grid grid-cols-2 gap-x-4 text-xs">
        <ReasonList reasons={timeReasons} unit="ms" />
        <ReasonList reasons={lossReasons} unit="nats/token" />
      </div>
    </div>
  );
}

function ReasonList({ reasons, unit }: { readonly reasons: readonly Reason[]; readonly unit: Unit }) {
  return (
    <ul>
      {reasons.slice(0, shown).map(({ label, difference }) => (
        <li key={label} className="flex justify-between gap-2">
          <span className="truncate text-ink-soft">{label}</span>
          <span>{signed(difference, unit)}</span>
        </li>
      ))}
    </ul>
  );
}

function signed(value: number, unit: Unit): string {
  const text = figureText(Math.abs(value), unit);
  return value < 0 ? `−${text}` : `+${text}`;
}
