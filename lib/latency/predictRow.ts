import type { DeviceProfile } from "./deviceProfile";
import { formatsOfClass } from "./fit/fitKernelModel";
import type { KernelRow } from "./fit/kernelTable";
import { predictWithModel } from "./kernel/kernelModel";

/** Prediction of one row of a kernel table, in microseconds with its 90 % interval. */
export interface RowPrediction {
  readonly predicted_us: number;
  readonly lo_us: number;
  readonly hi_us: number;
  readonly source: "calibrated" | "modelled";
  /** Dimensions outside the measured range, absent when none is. */
  readonly outside?: readonly string[];
}

/** Predicts the kernel of a row by the model of its class; the device's usual implementation is meant. */
export function predictRow(profile: DeviceProfile, row: Omit<KernelRow, "latencyUs">): RowPrediction {
  const model = profile.models[row.kernelClass];
  const { us, halfWidth, outside, calibrated } = predictWithModel(
    model,
    row.kernel,
    formatsOfClass(row.kernelClass),
  );
  return {
    predicted_us: us,
    lo_us: us * Math.exp(-halfWidth),
    hi_us: us * Math.exp(halfWidth),
    source: calibrated ? "calibrated" : "modelled",
    ...(outside.length > 0 && { outside }),
  };
}
