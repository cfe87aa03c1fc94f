import type { StepPart } from "../cost/lower";
import type { LayerRef } from "../design/operatorKinds";
import { type KernelClass, kernelClasses, kernelClassLabels } from "./kernel/kernelClass";
import { timeCauses } from "./kernelTime";
import type { LatencyPrediction, ModelPart } from "./prediction";
import type { StackedPhase } from "./stackTime";

type Breakdowns = Pick<LatencyPrediction, "breakdown" | "byKernelClass" | "byCause">;

/** Times by operator, kernel class and cause, largest first; each adds up to the whole. */
export function breakdowns(phases: readonly StackedPhase[]): Breakdowns {
  const byOperator = new Map<LayerRef | StepPart | ModelPart, number>();
  const byClass = new Map<KernelClass, number>();
  const byCause = new Float64Array(timeCauses.length);
  let totalUs = 0;
  let overheadUs = 0;
  for (const phase of phases) {
    totalUs += phase.us;
    const sum = phase.kernelsUs + phase.overheadUs;
    const shown = sum > 0 ? phase.us / sum : 0;
    overheadUs += shown * phase.overheadUs;
    let layersUs = 0;
    for (const [operator, us] of phase.layerUs) {
      layersUs += us;
      increase(byOperator, operator, shown * us);
    }
    increase(byOperator, "runtime", shown * Math.max(0, phase.overheadUs - layersUs));
    for (const { operator, kernelClass, us, causes } of phase.kernels) {
      increase(byOperator, operator, shown * us);
      increase(byClass, kernelClass, shown * us);
      for (let cause = 0; cause < byCause.length; cause++) byCause[cause]! += shown * causes[cause]!;
    }
  }
  byCause[timeCauses.length - 1]! += overheadUs;
  const part = (us: number) => ({ ms: us / 1000, share: totalUs > 0 ? us / totalUs : 0 });
  const classes = kernelClasses.map((kernelClass) => ({
    kernelClass: kernelClassLabels[kernelClass],
    ...part(byClass.get(kernelClass) ?? 0),
  }));
  return {
    breakdown: ordered([...byOperator].map(([operator, us]) => ({ operator, ...part(us) }))),
    byKernelClass: ordered([...classes, { kernelClass: "Runtime overhead", ...part(overheadUs) }]),
    byCause: ordered(timeCauses.map((cause, index) => ({ cause, ...part(byCause[index]!) }))),
  };
}

function increase<K>(sums: Map<K, number>, key: K, us: number): void {
  sums.set(key, (sums.get(key) ?? 0) + us);
}

function ordered<T extends { readonly ms: number }>(parts: readonly T[]): readonly T[] {
  return parts.filter(({ ms }) => ms > 0).sort((a, b) => b.ms - a.ms);
}
