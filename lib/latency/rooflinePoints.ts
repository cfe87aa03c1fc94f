import { lowerStep, type StepPart } from "../cost/lower";
import { formatsOf } from "../cost/precision";
import type { Workload } from "../cost/workload";
import type { Design } from "../design/design";
import type { Kernel } from "../design/kernel";
import type { LayerRef } from "../design/operatorKinds";
import type { DeviceProfile } from "./deviceProfile";
import { kernelWork } from "./kernel/kernelWork";
import { kernelTime } from "./kernelTime";
import { kernelKey } from "./lookupTable";

/** One kernel of a step on a device's roofline. */
export interface RooflinePoint {
  readonly id: string;
  readonly operator: LayerRef | StepPart;
  readonly label: string;
  /** Operations a byte moved. */
  readonly intensity: number;
  /** Operations a second it reaches, by its predicted time. */
  readonly flopsPerSecond: number;
  /** Time of all its launches in the step, ms. */
  readonly ms: number;
}

/**
 * The distinct kernels of one step of a workload (its last decode step, or its prefill) on the roofline: intensity counted,
 * rate by predicted time. Kernels without arithmetic have no place on it and are left out.
 */
export function rooflinePoints(
  design: Design,
  workload: Workload,
  batch: number,
  profile: DeviceProfile,
): readonly RooflinePoint[] {
  const formats = formatsOf(workload);
  const step =
    workload.phase === "prefill"
      ? ({ phase: "prefill", batch, tokens: workload.prompt, context: 0 } as const)
      : ({ phase: "decode", batch, tokens: 1, context: workload.prompt + workload.new - 1 } as const);
  const points = new Map<string, RooflinePoint>();
  for (const { operator, count, kernels } of lowerStep(design, step))
    for (const kernel of kernels) {
      const { flops, bytes } = kernelWork(kernel, formats);
      const { us } = kernelTime(profile, kernel, formats);
      if (flops <= 0 || bytes <= 0 || us <= 0) continue;
      const label = kernelName(kernel);
      const id = `${operator} ${label} ${kernelKey(kernel, formats)}`;
      const ms = (count * us) / 1000;
      const known = points.get(id);
      points.set(id, {
        id,
        operator,
        label,
        intensity: flops / bytes,
        flopsPerSecond: flops / (us * 1e-6),
        ms: ms + (known?.ms ?? 0),
      });
    }
  return [...points.values()].sort((a, b) => b.ms - a.ms);
}

function kernelName(kernel: Kernel): string {
  switch (kernel.op) {
    case "gemm":
    case "elementwise":
      return kernel.role.replaceAll("_", " ");
    case "attention":
      return "attention";
    case "recurrence":
      return kernel.phase === "decode" ? "state update" : "scan";
    case "conv":
      return "short convolution";
    case "moe":
      return "experts";
    case "embedding":
    case "sampling":
      return kernel.op;
  }
}
