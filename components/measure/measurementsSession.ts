import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { deviceShelf, measuredDevicesAreRead } from "@/components/devices/session";
import { createDeviceFits, type FitWorker } from "@/lib/measure/record/deviceFits";
import type { MeasuredDevice } from "@/lib/measure/record/measuredDevice";
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

const fits = createDeviceFits(
  () =>
    new Worker(new URL("../../lib/measure/fit.worker.ts", import.meta.url), { type: "module" }) as FitWorker,
);

/** Devices that are fitted, by their measurement; a measurement that is renamed is another. */
const fitted = createStore<{ readonly devices: ReadonlyMap<Measurement, MeasuredDevice> }>()(() => ({
  devices: new Map(),
}));

/** The fit of a measurement, done in a worker and once. */
export async function fittedDevice(measurement: Measurement): Promise<MeasuredDevice> {
  const device = await fits.fit(measurement);
  if (!fitted.getState().devices.has(measurement)) {
    const { measurements: present } = measurements.getState();
    const kept = [...fitted.getState().devices].filter(([one]) => present.includes(one));
    fitted.setState({ devices: new Map([...kept, [measurement, device]]) });
  }
  return device;
}

/** The device of a measurement; null without one, and while it is being fitted. */
export function useFittedDevice(measurement: Measurement | undefined): MeasuredDevice | null {
  return useStore(fitted, ({ devices }) =>
    measurement === undefined ? null : (devices.get(measurement) ?? null),
  );
}

/** Puts every measured device whose fit holds on the device shelf, and takes deleted ones off. */
async function shelve(list: readonly Measurement[]): Promise<void> {
  const shelf = deviceShelf.getState();
  const present = new Set(list.map(({ id }) => id));
  for (const { id, origin } of shelf.devices) if (origin === "measured" && !present.has(id)) shelf.remove(id);
  await Promise.all(
    list.map(async (measurement) => {
      const { profile } = await fittedDevice(measurement);
      // It may have been deleted or renamed while it was fitted.
      if (profile === null || !measurements.getState().measurements.includes(measurement)) return;
      const { devices, keep } = deviceShelf.getState();
      if (!devices.some(({ id, name }) => id === profile.id && name === profile.name))
        keep(profile, "measured");
    }),
  );
}

// The first change is what storage holds, or that there is none.
measurements.subscribe((state, before) => {
  if (state.measurements === before.measurements) measuredDevicesAreRead();
  else void shelve(state.measurements).then(measuredDevicesAreRead);
});
