import { familyOf } from "../kernel/dimensions";
import type { KernelClass } from "../kernel/kernelClass";
import type { HeldOut } from "./crossValidate";
import type { KernelRow } from "./kernelTable";

/** One measured kernel beside its held-out prediction: a point of the parity plot. */
export interface ParityPoint {
  readonly kernelClass: KernelClass;
  readonly family: string;
  readonly measuredUs: number;
  readonly predictedUs: number;
  /** predicted / measured − 1, in %: the point of the residual plot. */
  readonly errorPercent: number;
}

/** Parity and residual points of a class; each prediction comes from a fit without the row's family. */
export function parityPoints(rows: readonly KernelRow[], heldOut: HeldOut): readonly ParityPoint[] {
  return rows.flatMap(({ kernelClass, kernel, latencyUs }, index) => {
    const predictedUs = heldOut.predictedUs[index]!;
    if (!Number.isFinite(predictedUs)) return [];
    return [
      {
        kernelClass,
        family: familyOf(kernel),
        measuredUs: latencyUs,
        predictedUs,
        errorPercent: 100 * (predictedUs / latencyUs - 1),
      },
    ];
  });
}
