"use client";

import { NumberField } from "@/components/ui/NumberField";
import { Select } from "@/components/ui/Select";
import { Toggle } from "@/components/ui/Toggle";
import type { Design } from "@/lib/design/design";
import type { FieldEdit } from "@/lib/design/edit/editSettings";
import type { SettingField } from "@/lib/design/edit/settingFields";

export type SettingValue = number | boolean | string | { readonly theta: number } | null;

interface SettingInputProps {
  readonly field: SettingField;
  readonly value: SettingValue | undefined;
  /** What the design would be with another value, or why it cannot be. */
  readonly attempt: (value: SettingValue | undefined) => FieldEdit;
  readonly onCommit: (design: Design) => void;
}

/** The theta most models use, for a rotary embedding that is switched on (RoFormer, arXiv:2104.09864). */
const usualTheta = 10_000;

/** One setting of an operator, as the kind of field it is. */
export function SettingInput({ field, value, attempt, onCommit }: SettingInputProps) {
  const commit = (next: SettingValue | undefined) => {
    const edit = attempt(next);
    if (edit.ok) onCommit(edit.design);
  };
  const refusal = (next: SettingValue | undefined) => {
    const edit = attempt(next);
    return edit.ok ? null : edit;
  };
  switch (field.type) {
    case "whole":
    case "number":
      return (
        <NumberField
          label={field.label}
          help={field.help}
          step={field.step}
          optional={field.optional ?? false}
          value={typeof value === "number" ? value : null}
          check={(next) => refusal(next ?? undefined)}
          onCommit={(next) => commit(next ?? undefined)}
        />
      );
    case "flag":
      return (
        <Toggle
          label={field.label}
          help={field.help}
          checked={typeof value === "boolean" ? value : field.absent}
          onChange={commit}
        />
      );
    case "choice":
      return (
        <div className="flex min-h-7 items-center justify-between gap-2 py-0.5" title={field.help}>
          <span aria-hidden className="text-ink-soft">
            {field.label}
          </span>
          <Select
            label={field.label}
            className="w-26"
            value={typeof value === "string" ? value : field.absent}
            onChange={(event) => commit(event.target.value)}
          >
            {field.options.map((option) => (
              <option key={option}>{option}</option>
            ))}
          </Select>
        </div>
      );
    case "rope": {
      const rope = typeof value === "object" && value !== null ? value : null;
      return (
        <>
          <Toggle
            label={field.label}
            help={field.help}
            checked={rope !== null}
            onChange={(on) => commit(on ? { theta: usualTheta } : null)}
          />
          {rope !== null && (
            <NumberField
              label="Rotary theta"
              help="Base of the rotary frequencies."
              step={10_000}
              value={rope.theta}
              check={(theta) => refusal(theta === null ? null : { ...rope, theta })}
              onCommit={(theta) => commit(theta === null ? null : { ...rope, theta })}
            />
          )}
        </>
      );
    }
  }
}
