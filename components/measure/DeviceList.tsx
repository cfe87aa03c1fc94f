"use client";

import { Download, GitCompare, Trash2 } from "lucide-react";
import { commands, useWorkbench } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import { downloadJson } from "@/components/ui/downloadFile";
import { FileButton, jsonFiles } from "@/components/ui/FileButton";
import { Section } from "@/components/ui/Section";
import type { Problem } from "@/lib/base/result";
import { type MeasuredDevice, measurementDocument } from "@/lib/measure/record/measuredDevice";
import { type Measurement, onSoftwareAdapter } from "@/lib/measure/record/measurement";
import { fittedDevice, measurements, useFittedDevice, useMeasurements } from "./measurementsSession";
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
  const device = useFittedDevice(measurement);
  const inUse = useWorkbench(({ document }) => document.deviceId === id);
  const compared = comparedId === id;
  return (
    <li
      data-testid="measured-device"
      data-id={id}
      data-software={onSoftwareAdapter(measurement)}
      data-validation-error={device?.fit.validationError ?? ""}
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
      {device?.fit.busy && <span className="text-warning max-lg:basis-full">{busyText(device.fit)}</span>}
      <span className="tabular text-ink-soft">{fitWords(device)}</span>
      <div className="flex">
        <Button
          look="quiet"
          disabled={device === null || device.profile === null || inUse}
          onClick={() => predictFor(measurement)}
        >
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
          onClick={() => void fittedDevice(measurement).then(download)}
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

/** How well the fit of a device holds, in a few words. */
function fitWords(device: MeasuredDevice | null): string {
  if (device === null) return "being fitted";
  return device.fit.refusal === null ? stacksText(device.fit) : "fit refused";
}

function download(device: MeasuredDevice): void {
  const { measurement } = device;
  const text = JSON.stringify(measurementDocument(device), null, 1);
  const name = measurement.name.replaceAll(/[^\w.]+/g, "-");
  downloadJson(`paretoscope-${name}.json`, text);
}

function ImportMeasurement() {
  const refuse = (problems: readonly Problem[]) =>
    commands.notify({ kind: "error", title: "The measurement was not read", problems });
  return (
    <FileButton
      label="Read a measurement file"
      accept={jsonFiles}
      testId="measurement-import"
      onText={async (text) => {
        const result = await measurements.getState().importText(text);
        if (result.ok) commands.notify({ kind: "notice", title: `Read ${result.value.name}` });
        else refuse(result.problems);
      }}
      onProblems={refuse}
    />
  );
}
