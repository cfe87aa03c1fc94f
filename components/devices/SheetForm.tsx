"use client";

import { type FormEvent, useId, useState } from "react";
import { commands } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import { ErrorBox } from "@/components/ui/ErrorBox";
import { figureText } from "@/lib/base/figure";
import { freshId } from "@/lib/base/freshId";
import type { Problem } from "@/lib/base/result";
import { readSheetDraft, type SheetFieldId, sheetFields } from "@/lib/latency/sheetDraft";
import { keptTyped } from "@/lib/store/ownDevice";
import { ownDevices, predictOn, takenNames } from "./ownDevicesSession";
import { forgetSheetDraft, typeSheetField, useSheetDraft } from "./sheetDrafts";

type FieldId = SheetFieldId | "name";

interface SheetFormProps {
  /** The typed device that is edited, null for a new one. */
  readonly id: string | null;
  /** Called with the device to show next, null for the one in use. */
  readonly onDone: (id: string | null) => void;
}

/** A device by its data sheet. What is typed stays until it is saved or cancelled: Escape leaves it for later. A filled field says what is wrong with it once it has been left, all of them on saving. */
export function SheetForm({ id, onDone }: SheetFormProps) {
  const draft = useSheetDraft(id);
  const [touched, setTouched] = useState<ReadonlySet<FieldId>>(new Set());
  const read = readSheetDraft(draft, takenNames(id));
  const problems = read.ok ? [] : read.problems.filter(({ field }) => touched.has(field as FieldId));
  const touch = (...fields: readonly FieldId[]) => setTouched((known) => new Set([...known, ...fields]));

  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    touch("name", ...sheetFields.map((field) => field.id));
    if (!read.ok) {
      const first = read.problems[0]?.field;
      event.currentTarget.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
      return;
    }
    const { name, sheet } = read.value;
    const kept = keptTyped(id ?? `own-${freshId()}`, name, sheet);
    void ownDevices.getState().keep(kept);
    if (id === null) predictOn({ id: kept.device.id, name });
    commands.notify({
      kind: "notice",
      title: id === null ? `Predictions are now for ${name}, from its data sheet alone` : `Changed ${name}`,
    });
    forgetSheetDraft(id);
    onDone(kept.device.id);
  };
  const field = (name: FieldId) => ({
    name,
    value: draft[name],
    problems: problems.filter((problem) => problem.field === name),
    onChange: (value: string) => typeSheetField(id, name, value),
    onLeave: () => touch(name),
  });
  return (
    <form
      data-testid="device-form"
      noValidate
      className="flex max-w-[30rem] flex-col gap-1.5"
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key === "Escape") onDone(id);
      }}
    >
      <h2 className="text-base font-semibold">{id === null ? "Type in a device" : "Edit the device"}</h2>
      <p className="text-ink-soft">
        From its data sheet a device is predicted by first principles. The band is wide and says so.
      </p>
      <TextField label="Name" autoFocus {...field("name")} />
      {sheetFields.map(({ id: name, label, unit, help, optional }) => (
        <TextField
          key={name}
          label={label}
          unit={unit}
          help={help}
          placeholder={optional ? "none" : undefined}
          numeric
          {...field(name)}
        />
      ))}
      {read.ok && (
        <p className="tabular text-xs text-ink-muted">
          Ridge point {Math.round(read.value.sheet.peakBf16 / read.value.sheet.bandwidth)} FLOP a byte;
          reading 1 GB takes {figureText(1e12 / read.value.sheet.bandwidth, "ms")} at the peak rate.
        </p>
      )}
      <div className="mt-1 flex gap-2">
        <Button look="primary" type="submit">
          {id === null ? "Save and predict on it" : "Save"}
        </Button>
        <Button
          look="quiet"
          onClick={() => {
            forgetSheetDraft(id);
            onDone(id);
          }}
        >
          Cancel
        </Button>
      </div>
    </form>
  );
}

interface TextFieldProps {
  readonly name: FieldId;
  readonly label: string;
  readonly unit?: string;
  readonly help?: string;
  readonly placeholder?: string | undefined;
  readonly numeric?: boolean;
  readonly autoFocus?: boolean;
  readonly value: string;
  readonly problems: readonly Problem[];
  readonly onChange: (value: string) => void;
  readonly onLeave: () => void;
}

function TextField(props: TextFieldProps) {
  const { name, label, unit, help, placeholder, numeric = false, autoFocus = false } = props;
  const { value, problems, onChange, onLeave } = props;
  const id = useId();
  const wrong = problems.length > 0;
  const described = [...(help === undefined ? [] : [`${id}-help`]), ...(wrong ? [`${id}-problem`] : [])];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_9rem_4.5rem] items-center gap-x-2">
      <label htmlFor={id}>
        {label}
        {help !== undefined && (
          <span id={`${id}-help`} className="block text-xs text-ink-muted">
            {help}
          </span>
        )}
      </label>
      <input
        id={id}
        ref={(element) => {
          if (autoFocus && element !== null && !element.dataset.focused) {
            element.dataset.focused = "true";
            element.focus();
          }
        }}
        name={name}
        type="text"
        inputMode={numeric ? "decimal" : "text"}
        autoComplete="off"
        placeholder={placeholder}
        aria-invalid={wrong}
        aria-describedby={described.length > 0 ? described.join(" ") : undefined}
        className={`h-7 rounded-[5px] border border-line bg-raised px-2 hover:border-line-strong aria-invalid:border-danger ${numeric ? "tabular text-right" : "col-span-2"}`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onBlur={(event) => {
          // A message that appears under the pointer would push the button away from the click that left the field.
          const pressed =
            event.relatedTarget instanceof HTMLButtonElement && event.relatedTarget.matches(":active");
          if (value.trim() !== "" && !pressed) onLeave();
        }}
      />
      {numeric && <span className="text-ink-muted">{unit}</span>}
      {wrong && (
        <ErrorBox id={`${id}-problem`} field={name} className="col-span-3 mt-0.5">
          {problems.map(({ message, mend }) => (
            <p key={message}>
              {label}: {message} {mend}
            </p>
          ))}
        </ErrorBox>
      )}
    </div>
  );
}
