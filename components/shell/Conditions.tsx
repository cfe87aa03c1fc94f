"use client";

import { DeviceSelect } from "@/components/devices/DeviceSelect";
import { StackSelect } from "@/components/devices/StackSelect";
import { WorkloadSelect } from "@/components/editor/WorkloadSelect";

/** The question asked of the design: device, runtime stack, workload. */
export function Conditions() {
  return (
    <div className="conditions flex flex-wrap items-center gap-1.5">
      <DeviceSelect />
      <StackSelect />
      <WorkloadSelect />
    </div>
  );
}
