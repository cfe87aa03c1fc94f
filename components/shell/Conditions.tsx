"use client";

import { WorkloadSelect } from "@/components/editor/WorkloadSelect";

/** The question asked of the design: device, runtime stack, workload. */
export function Conditions() {
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <WorkloadSelect />
    </div>
  );
}
