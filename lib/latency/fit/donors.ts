import type { DeviceProfile } from "../deviceProfile";
import type { DonorResidual } from "../kernel/borrowedResidual";
import type { KernelClass } from "../kernel/kernelClass";

/** Rows of a class above which its own trees know more than any other device: nothing is borrowed. */
export const mostRowsThatBorrow = 3000;

/** The residuals that other devices' models of a class lend. A device lends nothing to itself, nor what it did not measure. */
export function donorsFor(
  kernelClass: KernelClass,
  profiles: readonly DeviceProfile[],
  deviceId: string,
): readonly DonorResidual[] {
  return profiles.flatMap(({ id, name, models }) => {
    const { roofline, sms, trees, code } = models[kernelClass];
    return id === deviceId || trees === null || code === null
      ? []
      : [{ device: name, roofline, sms, trees, code }];
  });
}
