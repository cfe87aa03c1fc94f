import { formatsOf } from "../../cost/precision";
import { generatedTokens, type Workload } from "../../cost/workload";
import type { Design } from "../../design/design";
import type { DeviceProfile } from "../deviceProfile";
import type { KernelClass } from "../kernel/kernelClass";
import { timeCauses } from "../kernelTime";
import { tableOf } from "../predictLatency";
import type { LayerGroup } from "../runtimeStack";
import { causesUs, workloadTimes } from "../workloadTimes";

/** A whole-model timing as read from a table. */
export interface WholeModelTiming {
  readonly model: string;
  readonly design: Design;
  readonly workload: Workload & { readonly batch: number };
  readonly ms: number;
}

/** What a timing says about a runtime: the kernels' time by cause, and how often layers and steps ran. */
export interface StackRow {
  readonly model: string;
  readonly measuredUs: number;
  /** Kernel microseconds by cause, in the order of `timeCauses`, prefill and decode together. */
  readonly causes: Float64Array;
  /** Layers run, over all steps, by group. */
  readonly layerRuns: Readonly<Record<LayerGroup, number>>;
  readonly steps: number;
}

/** Lowers timings on a device's kernel models. */
export function stackRows(profile: DeviceProfile, timings: readonly WholeModelTiming[]): readonly StackRow[] {
  const table = tableOf(profile);
  return timings.map(({ model, design, workload, ms }) => {
    const times = workloadTimes(table, design, {
      phase: workload.phase,
      batch: workload.batch,
      prompt: workload.prompt,
      new: generatedTokens(workload),
      formats: formatsOf(workload),
    });
    const steps = times.prefill.steps + times.decode.steps;
    const layerRuns = { attention: 0, linear: 0, feedForward: 0 };
    for (const { group, count } of times.layers) layerRuns[group] += count * steps;
    const prefill = causesUs(times.prefill);
    const decode = causesUs(times.decode);
    return {
      model,
      measuredUs: ms * 1000,
      causes: prefill.map((us, index) => us + decode[index]!),
      layerRuns,
      steps,
    };
  });
}

/**
 * Launches of one layer of each group, in microseconds, from a device's kernel models: what overhead a layer is in proportion to.
 * Every layer has a norm, two projections and one elementwise kernel more (rotation, gated norm, activation); attention also
 * writes its cache; a recurrent layer runs a short convolution and a state update.
 */
export function layerLaunches(
  models: { readonly [C in KernelClass]: { readonly roofline: { readonly launch: number } } },
): Readonly<Record<LayerGroup, number>> {
  const launch = (kernelClass: KernelClass) => models[kernelClass].roofline.launch;
  const around = 2 * launch("gemm_bf16") + 2 * launch("elementwise");
  return {
    attention: around + launch("elementwise") + launch("decode_attention"),
    linear: around + launch("conv_decode") + launch("delta_decode"),
    feedForward: around,
  };
}

/** Kernel microseconds of some causes together. */
export function causeSum(row: StackRow, causes: readonly (typeof timeCauses)[number][]): number {
  return causes.reduce((sum, cause) => sum + row.causes[timeCauses.indexOf(cause)]!, 0);
}
