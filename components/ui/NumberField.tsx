"use client";

import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { ErrorBox } from "@/components/ui/ErrorBox";
import { readNumber } from "@/lib/base/readNumber";
import type { Problem } from "@/lib/base/result";
import { fieldLabel } from "@/lib/design/edit/fieldLabel";
import { classNames } from "./classNames";

/** Why a value is refused, and the closest one that is not. */
export interface FieldRefusal {
  readonly problems: readonly Problem[];
  readonly nearest: number | null;
}

interface NumberFieldProps {
  readonly label: string;
  readonly help?: string;
  /** Null when the field is empty, which only optional fields may be. */
  readonly value: number | null;
  readonly step?: number;
  readonly unit?: string;
  readonly optional?: boolean;
  /** What an empty optional field stands for. */
  readonly emptyWords?: string;
  /** Says what is wrong with a value without taking it; null when nothing is. */
  readonly check: (value: number | null) => FieldRefusal | null;
  readonly onCommit: (value: number | null) => void;
  /** Told whether the field holds something usable, by its label; a field that goes away is valid. */
  readonly onValidity?: (label: string, valid: boolean) => void;
  /** `inline` stands in a line of commands: close together, its problem below it, over what is there. */
  readonly look?: "row" | "inline";
}

const looks = {
  row: { field: "grid grid-cols-[1fr_6.5rem] gap-x-2 gap-y-0.5 py-0.5", input: "w-full", problem: "" },
  inline: {
    field: "relative inline-flex gap-1.5",
    input: "w-16",
    problem: "absolute top-full right-0 z-30 mt-1 w-60 shadow-float",
  },
} as const;

const notANumber: FieldRefusal = {
  problems: [{ field: "", message: "This is not a number.", mend: "Write digits, such as 2048 or 4.5T." }],
  nearest: null,
};
const empty: FieldRefusal = {
  problems: [{ field: "", message: "A number is needed here." }],
  nearest: null,
};

/** Large and fractional numbers as a person would write them in a field. */
function fieldText(value: number | null): string {
  if (value === null) return "";
  return value >= 1e9 ? value.toExponential().replace("e+", "e") : String(value);
}

/**
 * A number with its check beside it. Typing shows what would be wrong; Enter or leaving the field takes a good value
 * over, and a refused one offers the nearest legal value. Arrow keys step.
 */
export function NumberField(props: NumberFieldProps) {
  const {
    label,
    help,
    value,
    step = 1,
    unit,
    optional = false,
    emptyWords = "by rule",
    check,
    onCommit,
    look = "row",
    onValidity,
  } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const [lastValue, setLastValue] = useState(value);
  const id = useId();
  // A value that changed elsewhere, by undo or by a slider, ends the draft.
  if (value !== lastValue) {
    setLastValue(value);
    setDraft(null);
  }

  const read = draft === null ? value : readNumber(draft);
  const refusal =
    draft === null
      ? null
      : read === "not a number"
        ? notANumber
        : read === null && !optional
          ? empty
          : check(read);

  const valid = refusal === null;
  useEffect(() => {
    onValidity?.(label, valid);
    return () => onValidity?.(label, true);
  }, [onValidity, label, valid]);

  const commit = () => {
    if (draft === null || read === "not a number" || refusal !== null) return;
    setDraft(null);
    if (read !== value) onCommit(read);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") commit();
    if (event.key === "Escape") setDraft(null);
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const from = typeof read === "number" ? read : (value ?? 0);
    const next = Math.max(0, from + (event.key === "ArrowUp" ? step : -step));
    setDraft(String(next));
  };
  return (
    <div className={classNames("items-center", looks[look].field)}>
      <label htmlFor={id} title={help} className="truncate text-ink-soft">
        {label}
        {unit && <span className="text-ink-muted"> {unit}</span>}
      </label>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        placeholder={optional ? emptyWords : undefined}
        aria-invalid={refusal !== null}
        aria-describedby={refusal !== null ? `${id}-problem` : undefined}
        className={classNames(
          "tabular h-7 rounded-[5px] border border-line bg-raised px-2 text-right hover:border-line-strong aria-invalid:border-danger",
          looks[look].input,
        )}
        value={draft ?? fieldText(value)}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => (refusal === null ? commit() : undefined)}
        onKeyDown={onKeyDown}
      />
      {refusal !== null && (
        <ErrorBox id={`${id}-problem`} className={classNames("col-span-2", looks[look].problem)}>
          {refusal.problems.slice(0, 3).map((problem) => (
            <p key={problem.field + problem.message}>
              <ProblemPlace field={problem.field} />
              {problem.message} {refusal.nearest === null ? problem.mend : ""}
            </p>
          ))}
          {refusal.nearest !== null && (
            <button
              type="button"
              className="mt-0.5 font-semibold underline underline-offset-2"
              onClick={() => {
                setDraft(null);
                onCommit(refusal.nearest);
              }}
            >
              Use {refusal.nearest.toLocaleString("en-US")}
            </button>
          )}
        </ErrorBox>
      )}
    </div>
  );
}

/** What a problem is about: the field as forms call it, else its path. */
function ProblemPlace({ field }: { readonly field: string }) {
  const label = fieldLabel(field);
  if (label !== null) return <span className="font-semibold">{label} </span>;
  return field === "" ? null : <code className="mr-1 font-mono text-xs">{field}</code>;
}
