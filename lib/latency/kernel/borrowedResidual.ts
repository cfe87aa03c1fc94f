import type { Kernel } from "../../design/kernel";
import { features } from "./features";
import { type KernelWork, type Roofline, rooflineUs } from "./roofline";
import type { TreeCode } from "./treeCode";
import { type CompiledTrees, evaluateTrees } from "./treeEnsemble";

/** The residual of another device's model of the same kernel class. */
export interface DonorResidual {
  /** Name of the device. */
  readonly device: string;
  readonly roofline: Roofline;
  readonly sms: number;
  readonly trees: CompiledTrees;
  /** The same trees as a file holds them. */
  readonly code: TreeCode;
}

/**
 * A residual borrowed from other devices: offset + Σ weight · residual. Kernels of one library deviate from their rooflines alike on
 * kindred devices (tile sizes, split heuristics, launch floors), so that few rows of a new device are enough to weigh them.
 */
export interface Borrowed {
  readonly offset: number;
  readonly donors: readonly (DonorResidual & { readonly weight: number })[];
}

/** ln(time / roofline) of a kernel on the donor's own device. */
export function donorResidual(donor: DonorResidual, kernel: Kernel, work: KernelWork): number {
  const time = rooflineUs(donor.roofline, work);
  return evaluateTrees(donor.trees, features(kernel, work, time, donor.sms));
}

/** The weighted residual of all donors, on the logarithm of the latency. */
export function borrowedResidual({ offset, donors }: Borrowed, kernel: Kernel, work: KernelWork): number {
  let residual = offset;
  for (const donor of donors) residual += donor.weight * donorResidual(donor, kernel, work);
  return residual;
}
