"use client";

import { useState } from "react";
import { Warning } from "@/components/ui/Warning";
import { DeviceComparison } from "./DeviceComparison";
import { DeviceList } from "./DeviceList";
import { DeviceReport } from "./DeviceReport";
import { useFittedDevice, useMeasurements } from "./measurementsSession";
import { useMeasure } from "./measureSession";
import { PlanForm } from "./PlanForm";
import { ProbeReport } from "./ProbeReport";
import { RunProgress } from "./RunProgress";

/** The Measure tab: what this browser offers, the plan with its cost, the run, and the devices measured so far. */
export default function MeasurePanel() {
  const run = useMeasure((state) => state.run);
  const ending = useMeasure((state) => state.ending);
  const measurements = useMeasurements((state) => state.measurements);
  const trouble = useMeasurements((state) => state.trouble);
  const [openId, setOpenId] = useState<string | null>(null);
  const [comparedId, setComparedId] = useState<string | null>(null);
  const told = ending !== null && run === null;
  const opened = measurements.find(({ id }) => id === openId) ?? measurements[0];
  const compared = measurements.find(({ id }) => id === comparedId);
  const openedDevice = useFittedDevice(opened);
  const comparedDevice = useFittedDevice(compared);
  return (
    <div className="grid gap-x-6 gap-y-4 px-4 py-3 md:grid-cols-[minmax(16rem,22rem)_minmax(0,1fr)]">
      {/* What is going on comes first, on narrow screens too. */}
      {(told || run !== null || trouble !== null) && (
        <div className="flex flex-col gap-2 px-3 md:col-span-2">
          {told && (
            <p data-testid="measure-ending" className="text-ink-soft">
              {ending}
            </p>
          )}
          <Warning>{trouble}</Warning>
          {run !== null && <RunProgress run={run} />}
        </div>
      )}
      <div className="flex flex-col gap-4">
        <PlanForm />
        <ProbeReport />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <DeviceList
          openId={opened?.id ?? null}
          comparedId={comparedId}
          onOpen={setOpenId}
          onCompare={setComparedId}
        />
        {openedDevice !== null && comparedDevice !== null && compared !== opened && (
          <DeviceComparison first={openedDevice} second={comparedDevice} />
        )}
        {openedDevice !== null && <DeviceReport device={openedDevice} />}
      </div>
    </div>
  );
}
