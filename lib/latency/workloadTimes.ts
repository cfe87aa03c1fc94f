import type { StepPart } from "../cost/lower";
import type { Design } from "../design/design";
import { countLayers } from "../design/flatten";
import type { LayerRef } from "../design/operatorKinds";
import { bindOperator } from "../design/settingsOf";
import { timeCauses } from "./kernelTime";
import {
  type KernelTotal,
  operatorTotals,
  prefillStepCount,
  type TimedWorkload,
  type TimeTable,
} from "./operatorTime";
import { type LayerGroup, layerGroup } from "./runtimeStack";

/** A kernel of one operator with how many layers run it. */
export interface CountedKernel {
  readonly operator: LayerRef | StepPart;
  readonly total: KernelTotal;
  readonly count: number;
}

/** One phase of a workload before any runtime: its kernels, its steps, and the layers each step runs. */
export interface PhaseTimes {
  readonly kernels: readonly CountedKernel[];
  readonly steps: number;
}

/** A workload on a device before any runtime. */
export interface WorkloadTimes {
  readonly prefill: PhaseTimes;
  readonly decode: PhaseTimes;
  readonly layers: readonly {
    readonly operator: LayerRef;
    readonly group: LayerGroup;
    readonly count: number;
  }[];
}

/** Collects the kernels of a design under a workload from the device's look-up table. */
export function workloadTimes(table: TimeTable, design: Design, timed: TimedWorkload): WorkloadTimes {
  const prefill: CountedKernel[] = [];
  const decode: CountedKernel[] = [];
  const layers: WorkloadTimes["layers"][number][] = [];
  const add = (operator: LayerRef | StepPart, count: number) => {
    const totals = operatorTotals(table, design, operator, timed);
    for (const total of totals.prefill) prefill.push({ operator, total, count });
    for (const total of totals.decode) decode.push({ operator, total, count });
  };
  add("embedding", 1);
  for (const [operator, count] of countLayers(design.stages)) {
    layers.push({ operator, count, group: layerGroup(bindOperator(design, operator).family) });
    add(operator, count);
  }
  add("head", 1);
  add("sampling", 1);
  return {
    prefill: { kernels: prefill, steps: prefillStepCount(timed) },
    decode: { kernels: decode, steps: timed.new },
    layers,
  };
}

/** Kernel time of a phase by cause, in microseconds, in the order of `timeCauses`. */
export function causesUs({ kernels }: PhaseTimes): Float64Array {
  const sums = new Float64Array(timeCauses.length);
  for (const { total, count } of kernels)
    for (let cause = 0; cause < sums.length; cause++) sums[cause]! += count * total.us * total.causes[cause]!;
  return sums;
}
