import { type MeasuredDevice, measuredDevice } from "./measuredDevice";
import type { Measurement } from "./measurement";

/** The part of a Worker that fits use; tests hand in their own. */
export interface FitWorker {
  postMessage(measurement: Measurement): void;
  terminate(): void;
  onmessage: ((event: { readonly data: MeasuredDevice }) => void) | null;
  onerror: (() => void) | null;
}

/** Fits measurements, each once for as long as it is held. */
export interface DeviceFits {
  fit(measurement: Measurement): Promise<MeasuredDevice>;
}

/**
 * Fits measurements one after another in a worker: a full plan takes seconds, as each of its blocks is predicted by a fit of
 * its own. The worker is there while there is something to fit. Where it cannot be had, the fit is done here.
 */
export function createDeviceFits(createWorker: () => FitWorker): DeviceFits {
  const known = new WeakMap<Measurement, Promise<MeasuredDevice>>();
  const waiting: { readonly measurement: Measurement; readonly settle: (device: MeasuredDevice) => void }[] =
    [];
  let worker: FitWorker | null = null;

  const end = () => {
    worker?.terminate();
    worker = null;
  };
  const fitNext = () => {
    const [next] = waiting;
    if (next === undefined) return end();
    const { measurement, settle } = next;
    const done = (device: MeasuredDevice) => {
      waiting.shift();
      settle(device);
      fitNext();
    };
    const failed = () => {
      end();
      done(measuredDevice(measurement));
    };
    try {
      worker ??= createWorker();
      // The copy that comes back stands for the measurement that the page holds.
      worker.onmessage = ({ data }) => done({ ...data, measurement });
      worker.onerror = failed;
      worker.postMessage(measurement);
    } catch {
      failed();
    }
  };

  return {
    fit(measurement) {
      const begun = known.get(measurement);
      if (begun !== undefined) return begun;
      const fitted = new Promise<MeasuredDevice>((settle) => {
        waiting.push({ measurement, settle });
      });
      known.set(measurement, fitted);
      if (waiting.length === 1) fitNext();
      return fitted;
    },
  };
}
