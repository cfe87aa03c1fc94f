import { partLook } from "@/components/breakdown/partLook";
import type { Unit } from "@/lib/base/estimate";
import { figureText } from "@/lib/base/figure";
import { signedDigits } from "@/lib/base/signedDigits";
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
        <ReasonList
          title="Time"
          reasons={timeReasons}
          label={(part) => partLook(part).label}
          text={(ms) => signed(ms, "ms")}
        />
        <ReasonList title="Loss, nats a token" reasons={lossReasons} label={(term) => term} text={nats} />
      </div>
    </div>
  );
}

interface ReasonListProps<Label extends string> {
  readonly title: string;
  readonly reasons: readonly Reason<Label>[];
  readonly label: (name: Label) => string;
  readonly text: (difference: number) => string;
}

function ReasonList<Label extends string>({ title, reasons, label, text }: ReasonListProps<Label>) {
  return (
    <div>
      <h4 className="text-ink-muted">{title}</h4>
      <ul>
        {reasons.slice(0, shown).map(({ label: name, difference }) => (
          <li key={name} className="flex justify-between gap-2">
            <span className="truncate text-ink-soft">{label(name)}</span>
            <span>{text(difference)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function nats(difference: number): string {
  return signedDigits(difference, 4);
}

function signed(value: number, unit: Unit): string {
  const text = figureText(Math.abs(value), unit);
  return value < 0 ? `−${text}` : `+${text}`;
}
