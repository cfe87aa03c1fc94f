import type { Backend } from "../backend/backend";
import { adapterName, precisionName } from "../backend/backend";
import type { DeviceProbe } from "../backend/probe";
import type { Plan } from "../plan/plan";
import type { RunFindings } from "../run/runFindings";

export const measurementSchema = "paretoscope/measurement@1";

/**
 * What was measured, raw: the plan, where it ran, and every sample. Fit, validation and profile are computed from it and
 * never stored.
 */
export interface Measurement {
  readonly schema: typeof measurementSchema;
  /** Unique, and the id of the device it becomes. */
  readonly id: string;
  /** Name of the device; says so where it is a software adapter. */
  readonly name: string;
  /** Date and time in ISO 8601. */
  readonly createdAt: string;
  readonly plan: Plan;
  readonly backend: Backend;
  readonly findings: RunFindings;
}

/** Whether the times are those of a software adapter, which stands for no GPU. */
export function onSoftwareAdapter(measurement: Pick<Measurement, "backend" | "findings">): boolean {
  return measurement.backend.kind === "webgpu" && (measurement.findings.probe?.adapter?.software ?? false);
}

/** A name that says what ran where, such as `Apple M3, WebGPU, fp16`; software adapters are always labelled. */
export function deviceName(backend: Backend, probe: DeviceProbe | null, plan: Plan): string {
  const precision = plan.cases[0] === undefined ? "" : `, ${precisionName(plan.cases[0].block.precision)}`;
  switch (backend.kind) {
    case "webgpu": {
      const adapter = probe?.adapter;
      const name = adapter == null ? "This GPU" : adapterName(adapter);
      return `${name}, WebGPU${precision}${adapter?.software ? " (software adapter)" : ""}`;
    }
    case "wasm":
      return `This processor, WebAssembly, ${backend.threads} thread${backend.threads > 1 ? "s" : ""}${precision}`;
    case "webnn":
      return `This device, WebNN${precision}`;
  }
}
