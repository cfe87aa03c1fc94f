import { useStore } from "zustand";
import { deviceShelf } from "@/components/devices/session";
import { measuredDevice } from "@/lib/measure/record/measuredDevice";
import type { Measurement } from "@/lib/measure/record/measurement";
import {
  createMeasurements,
  type MeasurementsState,
  openMeasurementDatabase,
} from "@/lib/store/measurements";

/** The measurements of this browser; opened in the browser only. */
export const measurements = createMeasurements(() =>
  typeof indexedDB === "undefined"
    ? Promise.reject(new Error("This browser has no IndexedDB."))
    : openMeasurementDatabase(),
);

/** Reads the measurements; the component renders again when what it selects changes. */
export function useMeasurements<T>(selector: (state: MeasurementsState) => T): T {
  return useStore(measurements, selector);
}

/** Puts every measured device whose fit holds on the device shelf, and takes deleted ones off. */
function shelve(list: readonly Measurement[]): void {
  const shelf = deviceShelf.getState();
  const present = new Set(list.map(({ id }) => id));
  for (const { id, origin } of shelf.devices) if (origin === "measured" && !present.has(id)) shelf.remove(id);
  for (const measurement of list) {
    const { profile } = measuredDevice(measurement);
    if (profile !== null && !shelf.devices.some(({ id, name }) => id === profile.id && name === profile.name))
      shelf.keep(profile, "measured");
  }
}

measurements.subscribe((state, before) => {
  if (state.measurements !== before.measurements) shelve(state.measurements);
});
