"use client";

import { useEffect, useId, useState } from "react";

interface NumberListFieldProps {
  readonly label: string;
  readonly values: readonly number[];
  readonly onCommit: (values: readonly number[]) => void;
  /** Told whether the list can be used, by its label; a list that goes away is valid. */
  readonly onValidity?: (label: string, valid: boolean) => void;
}

/** A list of numbers with commas between. Anything else is marked and not taken over; empty keeps the base's own value. */
export function NumberListField({ label, values, onCommit, onValidity }: NumberListFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const words = (draft ?? "").split(",").filter((word) => word.trim() !== "");
  const numbers = words.map(Number);
  const refused = words[numbers.findIndex((value) => !Number.isFinite(value) || value <= 0)];
  const wrong = draft !== null && refused !== undefined;
  const messageId = useId();
  useEffect(() => {
    onValidity?.(label, !wrong);
    return () => onValidity?.(label, true);
  }, [onValidity, label, wrong]);
  const commit = () => {
    if (draft === null || wrong) return;
    setDraft(null);
    onCommit([...new Set(numbers)]);
  };
  return (
    <div className="flex flex-col gap-0.5 py-0.5">
      <label className="flex flex-col gap-0.5">
        <span className="text-ink-soft">{label}</span>
        <input
          type="text"
          autoComplete="off"
          placeholder="as in the base"
          aria-invalid={wrong}
          aria-describedby={wrong ? messageId : undefined}
          className="tabular h-7 rounded-[5px] border border-line bg-raised px-2 aria-invalid:border-danger"
          value={draft ?? values.join(", ")}
          onChange={({ target }) => setDraft(target.value)}
          onBlur={commit}
          onKeyDown={({ key }) => {
            if (key === "Enter") commit();
            if (key === "Escape") setDraft(null);
          }}
        />
      </label>
      {wrong && (
        <span id={messageId} data-testid="message" data-kind="error" className="text-xs text-danger">
          {refused?.trim()} is not a number above 0. Part numbers by commas.
        </span>
      )}
    </div>
  );
}
