import type { Workload } from "../../cost/workload";
import type { Design } from "../../design/design";
import { countLayers } from "../../design/flatten";
import { bindOperator } from "../../design/settingsOf";
import type { DeviceProfile } from "../deviceProfile";
import { predictLatency } from "../predictLatency";
import { layerGroup, type RuntimeStack } from "../runtimeStack";
import type { PublishedLatency } from "./evaluationReport";

/** A model with a published latency. */
export interface PublishedTiming {
  readonly model: string;
  readonly design: Design;
  readonly workload: Workload;
  readonly seconds: number;
}

/** Relative band of the overhead of a recurrent layer: as wide as the launches of its measured kernels differ between stacks. */
const recurrentBand = 0.3;

/**
 * Sets published latencies beside predictions. `leftOut` gives the error of each fitted model in the fit without it; models without
 * one were never fitted. For designs with recurrent layers, the error is repeated with those layers' overhead moved to
 * either end of its band.
 */
export function publishedLatencies(
  profile: DeviceProfile,
  stackId: string,
  timings: readonly PublishedTiming[],
  leftOut: ReadonlyMap<string, number>,
): readonly PublishedLatency[] {
  return timings.map(({ model, design, workload, seconds }) => {
    const estimate = latencyOf(profile, stackId, design, workload);
    const errorPercent = 100 * (estimate.value / 1000 / seconds - 1);
    const out = leftOut.get(model);
    const ends = hasRecurrentLayers(design)
      ? ([1 - recurrentBand, 1 + recurrentBand].map((factor) => {
          const moved = withRecurrentOverhead(profile, stackId, factor);
          return 100 * (latencyOf(moved, stackId, design, workload).value / 1000 / seconds - 1);
        }) as [number, number])
      : null;
    return {
      model,
      publishedSeconds: seconds,
      predictedSeconds: estimate.value / 1000,
      loSeconds: (estimate.lo ?? estimate.value) / 1000,
      hiSeconds: (estimate.hi ?? estimate.value) / 1000,
      errorPercent,
      leftOutPercent: out === undefined ? errorPercent : 100 * out,
      fitted: out !== undefined,
      bandEndsPercent: ends,
    };
  });
}

function latencyOf(profile: DeviceProfile, stackId: string, design: Design, workload: Workload) {
  const predicted = predictLatency(design, workload, profile, stackId);
  if (!predicted.ok) throw new Error(predicted.problems[0]?.message);
  return predicted.value.latencyMs;
}

function hasRecurrentLayers(design: Design): boolean {
  return [...countLayers(design.stages).keys()].some(
    (ref) => layerGroup(bindOperator(design, ref).family) === "linear",
  );
}

function withRecurrentOverhead(profile: DeviceProfile, stackId: string, factor: number): DeviceProfile {
  const moved = (stack: RuntimeStack): RuntimeStack =>
    stack.id === stackId
      ? { ...stack, perLayerUs: { ...stack.perLayerUs, linear: factor * stack.perLayerUs.linear } }
      : stack;
  return { ...profile, stacks: profile.stacks.map(moved) };
}
