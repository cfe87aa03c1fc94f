"use client";

import { Section } from "@/components/ui/Section";
import { adapterName, backendChoices } from "@/lib/measure/backend/backend";
import { useMeasure } from "./measureSession";
import { megabytesText } from "./measureText";

/** What this browser on this machine can measure with, and why not more. */
export function ProbeReport() {
  const probe = useMeasure((state) => state.probe);
  if (probe === null) return null;
  const { adapter } = probe;
  return (
    <Section title="This device">
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
        {backendChoices(probe).map(({ id, name, backend, reason }) => (
          <Fact key={id} label={name} testId={`backend-${id}`}>
            {backend === null ? "not usable" : "usable"}
            {reason !== "" && <span className="text-ink-muted">. {reason}</span>}
          </Fact>
        ))}
        {adapter !== null && (
          <>
            <Fact label="Adapter">
              {adapterName(adapter)}
              {adapter.software && " (software adapter)"}
            </Fact>
            <Fact label="Half precision">{adapter.halfPrecision ? "yes" : "no shader-f16"}</Fact>
            <Fact label="Largest buffer">{megabytesText(adapter.maxStorageBufferBindingSize)}</Fact>
          </>
        )}
        <Fact label="Cores">{probe.cores}</Fact>
        <Fact label="Clock step">{`${(1000 * probe.clockStepMs).toFixed(0)} µs`}</Fact>
        <Fact label="Isolated">
          {probe.isolated ? "yes: threads may share memory" : "no: one thread, coarse clock"}
        </Fact>
      </dl>
    </Section>
  );
}

interface FactProps {
  readonly label: string;
  readonly testId?: string;
  readonly children: React.ReactNode;
}

function Fact({ label, testId, children }: FactProps) {
  return (
    <>
      <dt className="text-ink-muted">{label}</dt>
      <dd data-testid={testId} className="min-w-0">
        {children}
      </dd>
    </>
  );
}
