import { type DeviceProfile, type ProfileDocument, writeDeviceProfile } from "../../latency/deviceProfile";
import { fitMeasurement, type MeasurementFit } from "../fit/fitMeasurement";
import { measuredProfile } from "../fit/measuredProfile";
import type { Measurement } from "./measurement";

/** A measurement with everything that follows from it. */
export interface MeasuredDevice {
  readonly measurement: Measurement;
  readonly fit: MeasurementFit;
  /** Null where the fit is refused. */
  readonly profile: DeviceProfile | null;
}

/** Fits a measurement. A full plan takes seconds: pages ask `DeviceFits`. */
export function measuredDevice(measurement: Measurement): MeasuredDevice {
  const fit = fitMeasurement(measurement);
  const profile = fit.refusal === null ? measuredProfile(measurement, fit) : null;
  return { measurement, fit, profile };
}

/** A measurement as a file: raw samples, the fit's evidence, and the profile as the command line reads it. */
export interface MeasurementDocument extends Measurement {
  readonly result: {
    readonly validationErrorPercent: number | null;
    readonly driftPercent: number;
    readonly refusal: MeasurementFit["refusal"];
    readonly parity: MeasurementFit["parity"];
    readonly profile: ProfileDocument | null;
  };
}

/** What an export holds and what automation is handed. */
export function measurementDocument({ measurement, fit, profile }: MeasuredDevice): MeasurementDocument {
  const { validationError, drift, refusal, parity } = fit;
  return {
    ...measurement,
    result: {
      validationErrorPercent: validationError === null ? null : 100 * validationError,
      driftPercent: 100 * drift,
      refusal,
      parity,
      profile: profile === null ? null : writeDeviceProfile(profile),
    },
  };
}
