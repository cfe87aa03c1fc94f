import type { Kernel } from "../../design/kernel";
import type { KernelClass } from "../kernel/kernelClass";

/** One measured kernel. */
export interface KernelRow {
  readonly kernelClass: KernelClass;
  readonly kernel: Kernel;
  /** Name of the implementation, empty when the table has none. */
  readonly implementation: string;
  readonly latencyUs: number;
}
