"use client";

import { Download, Pencil, Trash2 } from "lucide-react";
import { useMemo } from "react";
import { useWorkbench } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import { ErrorBox } from "@/components/ui/ErrorBox";
import { Figure } from "@/components/ui/Figure";
import { ProblemList } from "@/components/ui/ProblemList";
import type { DeviceProfile } from "@/lib/latency/deviceProfile";
import { predictLatency } from "@/lib/latency/predictLatency";
import { sheetSentence } from "@/lib/latency/sheetSentence";
import { metricOf } from "@/lib/pareto/metrics";
import type { ShelfDevice } from "@/lib/store/deviceShelf";
import { stackOf } from "@/lib/store/predictions";
import { workloadOf } from "@/lib/store/workbenchDocument";
import { originWords } from "./DeviceTable";
import { EvaluationTable } from "./EvaluationTable";
import { exportProfile } from "./exportProfile";
import { KernelClassTable } from "./KernelClassTable";
import { deleteDevice, predictOn, useOwnDevices } from "./ownDevicesSession";
import { StackTable } from "./StackTable";
import { useDeviceShelf, useProfile } from "./session";

const icon = { size: 14, "aria-hidden": true } as const;

interface DeviceReportProps {
  readonly id: string;
  readonly onEdit: (id: string) => void;
}

/** One device: what it is, how well its models were found to hold, and where all of it comes from. */
export function DeviceReport({ id, onEdit }: DeviceReportProps) {
  const profile = useProfile(id);
  const device = useDeviceShelf((state) => state.devices.find((one) => one.id === id));
  if (profile.kind === "loading") return null;
  if (profile.kind === "failed")
    return (
      <ErrorBox size="large">
        <ProblemList problems={profile.problems} />
      </ErrorBox>
    );
  if (device === undefined) return null;
  return <LoadedReport key={id} device={device} profile={profile.profile} onEdit={onEdit} />;
}

interface LoadedReportProps {
  readonly device: ShelfDevice;
  readonly profile: DeviceProfile;
  readonly onEdit: (id: string) => void;
}

function LoadedReport({ device, profile, onEdit }: LoadedReportProps) {
  const inUse = useWorkbench((state) => state.document.deviceId === device.id);
  const own = useOwnDevices((state) => state.devices.find((kept) => kept.device.id === device.id));
  const { provenance } = profile;
  return (
    <article data-testid="device-report" data-id={device.id} className="flex flex-col gap-4">
      <header className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 flex-1 text-base font-semibold">
          {profile.name}{" "}
          <span className="text-sm font-normal text-ink-muted">{originWords[device.origin]}</span>
        </h2>
        <Button look="primary" disabled={inUse} onClick={() => predictOn(device)}>
          {inUse ? "In use" : "Predict on it"}
        </Button>
        {own?.device.kind === "typed" && (
          <Button icon={<Pencil {...icon} />} onClick={() => onEdit(device.id)}>
            Edit
          </Button>
        )}
        <Button icon={<Download {...icon} />} onClick={() => exportProfile(profile)}>
          Export profile
        </Button>
        {own !== undefined && (
          <Button
            look="quiet"
            tip={`Delete ${profile.name}`}
            tipSide="end"
            icon={<Trash2 {...icon} />}
            onClick={() => void deleteDevice(own)}
          />
        )}
      </header>
      {device.origin === "typed" && (
        <p data-testid="message" data-kind="notice" className="rounded bg-sunken px-3 py-2 text-ink-soft">
          Modelled from the data sheet alone: nothing was measured on this device, and the 90 % band is wide.
          Timings in a CSV, or a measurement here, narrow it.
        </p>
      )}
      <DesignOnDevice profile={profile} />
      <p className="tabular text-ink-soft">{sheetSentence(profile)}</p>
      <EvaluationTable rows={profile.evaluation} />
      <StackTable stacks={profile.stacks} defaultStack={profile.defaultStack} />
      <KernelClassTable profile={profile} />
      <section aria-label="Provenance" className="flex flex-col gap-1">
        <h3 className="panel-title">Provenance</h3>
        <p className="max-w-[80ch] text-ink-soft">{provenance.note}</p>
        {provenance.sources.length > 0 && (
          <ul className="list-disc pl-4 text-ink-soft">
            {provenance.sources.map(({ name, licence }) => (
              <li key={name}>
                {name} <span className="text-ink-muted">({licence})</span>
              </li>
            ))}
          </ul>
        )}
        {provenance.notice !== "" && (
          <details>
            <summary className="text-ink-soft">Licence notice</summary>
            <pre className="mt-1 max-w-[80ch] overflow-x-auto rounded bg-sunken px-2 py-1.5 font-mono text-xs whitespace-pre-wrap">
              {provenance.notice}
            </pre>
          </details>
        )}
      </section>
    </article>
  );
}

/** The design at hand on this device, so that a device can be weighed before it is chosen. */
function DesignOnDevice({ profile }: { readonly profile: DeviceProfile }) {
  const design = useWorkbench((state) => state.document.design);
  const workload = useWorkbench((state) => workloadOf(state.document));
  const stackId = useWorkbench(({ document }) =>
    document.deviceId === profile.id ? document.stackId : null,
  );
  const prediction = useMemo(
    () => predictLatency(design, workload, profile, stackOf(profile, stackId, workload)),
    [design, workload, profile, stackId],
  );
  return (
    <section aria-label="This design on it" className="max-w-[32rem]">
      <h3 className="panel-title">{design.name} on it</h3>
      <p className="text-xs text-ink-muted">{workload.name}</p>
      {prediction.ok ? (
        (["latencyMs", "msPerToken", "tokensPerSecond", "maxBatch"] as const).map((metric) => {
          const estimate = prediction.value[metric];
          return estimate === null ? null : (
            <Figure key={metric} label={metricOf(metric).label} metric={metric} estimate={estimate} />
          );
        })
      ) : (
        <ProblemList problems={prediction.problems} />
      )}
    </section>
  );
}
