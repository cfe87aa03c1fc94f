"use client";

import { Download, GitCompare, Trash2, Upload } from "lucide-react";
import type { ChangeEvent } from "react";
import { commands, useWorkbench } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import { Section } from "@/components/ui/Section";
import { measuredDevice, measurementDocument } from "@/lib/measure/record/measuredDevice";
import { type Measurement, onSoftwareAdapter } from "@/lib/measure/record/measurement";
import { measurements, useMeasurements } from "./measurementsSession";
import { predictFor } from "./measureSession";
import { busyText, stacksText } from "./measureText";

const icon = { size: 15, strokeWidth: 1.75 };

interface DeviceListProps {
  readonly openId: string | null;
  readonly comparedId: string | null;
  readonly onOpen: (id: string) => void;
  readonly onCompare: (id: string | null) => void;
}

/** The measured devices of this browser: open, predict for, compare, export, delete, read from a file. */
export function DeviceList(props: DeviceListProps) {
  const list = useMeasurements((state) => state.measurements);
  return (
    <Section title="Measured devices" aside={<ImportMeasurement />}>
      {list.length === 0 ? (
        <p className="py-2 text-ink-soft">
          No device is measured yet. Measure this one, or read a file that was exported on another.
        </p>
      ) : (
        <ul aria-label="Measured devices" className="flex flex-col">
          {list.map((measurement) => (
            <DeviceRow key={measurement.id} measurement={measurement} {...props} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function DeviceRow({
  measurement,
  openId,
  comparedId,
  onOpen,
  onCompare,
}: DeviceListProps & { readonly measurement: Measurement }) {
  const { id, name, createdAt, plan } = measurement;
  const { fit, profile } = measuredDevice(measurement);
  const inUse = useWorkbench(({ document }) => document.deviceId === id);
  const compared = comparedId === id;
  return (
    <li
      data-testid="measured-device"
      data-id={id}
      data-software={onSoftwareAdapter(measurement)}
      data-validation-error={fit.validationError ?? ""}
      className="flex flex-wrap items-center gap-x-3 border-t border-line py-1"
    >
      <button
        type="button"
        aria-pressed={openId === id}
        className="min-w-0 flex-1 truncate text-left aria-pressed:font-semibold max-lg:basis-full max-lg:whitespace-normal"
        onClick={() => onOpen(id)}
      >
        {name}
      </button>
      <span className="tabular text-xs text-ink-muted">
        {plan.name}, {new Date(createdAt).toLocaleString()}
      </span>
      {fit.busy && <span className="text-warning max-lg:basis-full">{busyText(fit)}</span>}
      <span className="tabular text-ink-soft">{fit.refusal === null ? stacksText(fit) : "fit refused"}</span>
      <div className="flex">
        <Button look="quiet" disabled={profile === null || inUse} onClick={() => predictFor(measurement)}>
          {inUse ? "In use" : "Predict on it"}
        </Button>
        <Button
          look="quiet"
          tip={compared ? "Stop comparing" : `Compare with ${name}`}
          tipSide="end"
          aria-pressed={compared}
          icon={<GitCompare {...icon} />}
          onClick={() => onCompare(compared ? null : id)}
        />
        <Button
          look="quiet"
          tip={`Export ${name}`}
          tipSide="end"
          icon={<Download {...icon} />}
          onClick={() => download(measurement)}
        />
        <Button
          look="quiet"
          tip={`Delete ${name}`}
          tipSide="end"
          icon={<Trash2 {...icon} />}
          onClick={() => void removeMeasurement(measurement)}
        />
      </div>
    </li>
  );
}

async function removeMeasurement({ id, name }: Measurement): Promise<void> {
  const bringBack = await measurements.getState().remove(id);
  commands.notify({
    kind: "notice",
    title: `Deleted ${name}`,
    action: { label: "Bring it back", perform: () => void bringBack() },
  });
}

function download(measurement: Measurement): void {
  const text = JSON.stringify(measurementDocument(measurement), null, 1);
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const name = measurement.name.replaceAll(/[^\w.]+/g, "-");
  Object.assign(document.createElement("a"), { href: url, download: `paretoscope-${name}.json` }).click();
  URL.revokeObjectURL(url);
}

function ImportMeasurement() {
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.target;
    const file = input.files?.[0];
    if (file === undefined) return;
    const result = await measurements.getState().importText(await file.text());
    if (result.ok) commands.notify({ kind: "notice", title: `Read ${result.value.name}` });
    else commands.notify({ kind: "error", title: "The measurement was not read", problems: result.problems });
    input.value = "";
  };
  return (
    <label className="inline-flex h-7 cursor-pointer items-center gap-1.5 rounded-[5px] px-2.5 text-ink-soft focus-within:outline-2 focus-within:outline-accent hover:bg-sunken">
      <Upload {...icon} />
      Read a measurement file
      <input
        type="file"
        accept=".json,application/json"
        className="sr-only"
        data-testid="measurement-import"
        onChange={(event) => void read(event)}
      />
    </label>
  );
}
