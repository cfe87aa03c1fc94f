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

/** What a donor adds to a logarithm: weight · residual + rooflineWeight · ln(its roofline / the device's). */
export interface DonorWeight {
  readonly weight: number;
  readonly rooflineWeight: number;
}

/**
 * A residual borrowed from other devices. Kernels of one library deviate from their rooflines alike on kindred devices (tile
 * sizes, split heuristics, launch floors), so that few rows of a new device are enough to weigh them.
 */
export interface Borrowed {
  readonly offset: number;
  readonly donors: readonly (DonorResidual & DonorWeight)[];
}

/** What a donor says of a kernel on its own device: the logarithm of its roofline, and ln(time / roofline). */
export function donorOpinion(
  donor: DonorResidual,
  kernel: Kernel,
  work: KernelWork,
): { readonly logRoofline: number; readonly residual: number } {
  const time = rooflineUs(donor.roofline, work);
  return {
    logRoofline: Math.log(time),
    residual: evaluateTrees(donor.trees, features(kernel, work, time, donor.sms)),
  };
}

/** The residual that all donors together lend to a kernel whose roofline on the device itself takes `rooflineLatencyUs`. */
export function borrowedResidual(
  { offset, donors }: Borrowed,
  kernel: Kernel,
  work: KernelWork,
  rooflineLatencyUs: number,
): number {
  const own = Math.log(rooflineLatencyUs);
  let sum = offset;
  for (const donor of donors) {
    const { logRoofline, residual } = donorOpinion(donor, kernel, work);
    sum += donor.weight * residual + donor.rooflineWeight * (logRoofline - own);
  }
  return sum;
}
