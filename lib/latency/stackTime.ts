import type { StepPart } from "../cost/lower";
import type { LayerRef } from "../design/operatorKinds";
import type { KernelClass } from "./kernel/kernelClass";
import { timeCauses } from "./kernelTime";
import type { KernelTotal } from "./operatorTime";
import { phaseUs, type RuntimeStack } from "./runtimeStack";
import type { PhaseTimes, WorkloadTimes } from "./workloadTimes";

/** A kernel as a runtime stack reaches it, all its layers together. */
export interface StackedKernel {
  readonly operator: LayerRef | StepPart;
  readonly kernelClass: KernelClass;
  readonly total: KernelTotal;
  readonly count: number;
  readonly us: number;
  /** Microseconds by cause, in the order of `timeCauses`. */
  readonly causes: Float64Array;
}

/** One phase under a runtime stack. */
export interface StackedPhase {
  readonly kernels: readonly StackedKernel[];
  /** Wall time in microseconds. */
  readonly us: number;
  /** Sum of the kernels as reached, before host and device overlap. */
  readonly kernelsUs: number;
  readonly overheadUs: number;
  /** Overhead of each operator's layers. */
  readonly layerUs: ReadonlyMap<LayerRef, number>;
}

/** Time of a kernel, over its phase and in one layer, as a stack reaches it. */
export function reachedUs(stack: RuntimeStack, { us, causes }: KernelTotal): number {
  let factor = 0;
  for (let cause = 0; cause < causes.length; cause++)
    factor += causes[cause]! * stack.factors[timeCauses[cause]!];
  return us * factor;
}

/** Applies a runtime stack to one phase. */
export function stackPhase(
  stack: RuntimeStack,
  phase: PhaseTimes,
  layers: WorkloadTimes["layers"],
): StackedPhase {
  const factors = Float64Array.from(timeCauses, (cause) => stack.factors[cause]);
  let kernelsUs = 0;
  const kernels = phase.kernels.map(({ operator, total, count }): StackedKernel => {
    const causes = new Float64Array(factors.length);
    let us = 0;
    for (let cause = 0; cause < factors.length; cause++) {
      causes[cause] = count * total.us * total.causes[cause]! * factors[cause]!;
      us += causes[cause]!;
    }
    kernelsUs += us;
    return { operator, kernelClass: total.kernelClass, total, count, us, causes };
  });
  const layerUs = new Map<LayerRef, number>();
  let overheadUs = stack.perStepUs * phase.steps;
  for (const { operator, group, count } of layers) {
    const us = count * stack.perLayerUs[group] * phase.steps;
    overheadUs += us;
    layerUs.set(operator, us);
  }
  return { kernels, kernelsUs, overheadUs, layerUs, us: phaseUs(stack, kernelsUs, overheadUs) };
}
