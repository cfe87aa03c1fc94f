import { type MeasuredDevice, measurementDocument } from "@/lib/measure/record/measuredDevice";

/** What scripts can read of a measurement. */
type AutomationState =
  | { readonly state: "running" }
  | { readonly state: "cancelled" }
  | { readonly state: "failed"; readonly reason: string }
  | { readonly state: "finished"; readonly device: MeasuredDevice };

/**
 * Puts the state of the last measurement where scripts find it: `window.paretoscopeMeasurement` is an object with
 * `state` (running, cancelled, failed, finished), with `reason` after a failure, and with `document` when finished: the
 * JSON that the tab exports, raw samples, validation and profile included. Its events go to the window as
 * `paretoscope-measurement`.
 */
export function publishForAutomation(state: AutomationState): void {
  const published =
    state.state === "finished" ? { state: state.state, document: measurementDocument(state.device) } : state;
  Object.assign(window, { paretoscopeMeasurement: published });
  window.dispatchEvent(new CustomEvent("paretoscope-measurement", { detail: published }));
}
