import type { MeasurementFit } from "@/lib/measure/fit/fitMeasurement";
import { driftLimit } from "@/lib/measure/plan/plan";
import type { PlanCost } from "@/lib/measure/plan/planCost";
import type { RunState } from "@/lib/measure/run/measureRun";

/** Seconds as people say them: `35 s`, `4 min`. */
export function durationText(seconds: number): string {
  return seconds < 90 ? `${Math.max(1, Math.round(seconds / 5) * 5)} s` : `${Math.round(seconds / 60)} min`;
}

/** Bytes in MB. */
export function megabytesText(bytes: number): string {
  const megabytes = bytes / 1e6;
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes).toLocaleString("en-US")} MB`;
}

/** Time and download of a plan. */
export function costText(cost: PlanCost): string {
  return `about ${durationText(cost.seconds)}, ${megabytesText(cost.downloadBytes)} download`;
}

/** The stage of a run, without figures that change by the moment: what a screen reader is told. */
export function stageText(run: Pick<RunState, "paused" | "stage">): string {
  if (run.paused) return "Measurement paused";
  switch (run.stage) {
    case "loading":
      return "Measuring: loading the runtime";
    case "checking":
      return "Measuring: checking results";
    case "timing":
      return "Measuring: timing";
    case "done":
      return "Measuring: fitting";
  }
}

/** Where a run stands, in a few words. */
export function progressText(run: RunState): string {
  const left = run.secondsLeft === null ? "" : `, ${durationText(run.secondsLeft)} left`;
  const percent = `${Math.round(100 * run.progress)} %`;
  if (run.paused) return `Paused at ${percent}`;
  switch (run.stage) {
    case "loading":
      return "Loading the runtime";
    case "checking":
      return `Checking results, ${percent}`;
    case "timing":
      return `Timing, ${percent}${left}`;
    case "done":
      return "Fitting";
  }
}

/** A time with three significant digits, in seconds from one second on. */
export function msText(ms: number): string {
  return ms < 999.5 ? `${ms.toPrecision(3)} ms` : `${Number((ms / 1000).toPrecision(3))} s`;
}

/** A signed share in percent, to a tenth. */
export function errorText(share: number): string {
  return `${signOf(share)}${Math.abs(100 * share).toFixed(1)} %`;
}

function signOf(share: number): string {
  return share > 0 ? "+" : share < 0 ? "\u2212" : "";
}

/** That other work disturbed a measurement, and by how much: `the device was busy: …`. */
export function busyText({ drift }: MeasurementFit): string {
  return `the device was busy: the reference block changed by ${(100 * drift).toFixed(0)} % during the run${drift > driftLimit ? "" : ", and many blocks scattered"}.`;
}

/** How a fit stands its validation: `2 stacks within 2.2 %`. */
export function stacksText({ stacks, validationError }: MeasurementFit): string {
  return `${stacks} ${stacks === 1 ? "stack" : "stacks"} within ${(100 * (validationError ?? 0)).toFixed(1)} %`;
}
