import { useStore } from "zustand";
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
