import { type Problem, problemText, type Result } from "../base/result";
import type { Workload } from "../cost/workload";
import type { Design } from "../design/design";
import type { DeviceProfile } from "../latency/deviceProfile";
import type { LatencyPrediction } from "../latency/prediction";
import { defaultStackFor, predictLatency } from "../latency/predictLatency";
import { type ModelFigures, predictedFigures } from "../pareto/modelFigures";
import { predictQuality } from "../quality/predictQuality";
import type { QualityOptions } from "../quality/qualityOptions";
import type { QualityPrediction } from "../quality/qualityPrediction";
import type { ProfileState } from "./deviceShelf";
import { memoise } from "./memoise";
import { descriptionOf } from "./selectors";

/** Predictions under one device, stack and workload. Null where nothing can be predicted. */
export interface Predictions {
  readonly workload: Workload;
  readonly latencyOf: (design: Design) => LatencyPrediction | null;
  /** Why a design's latency is missing, as sentences; empty where it is there. */
  readonly latencyProblems: (design: Design) => readonly string[];
  readonly qualityOf: (design: Design) => QualityPrediction | null;
  readonly qualityProblems: (design: Design) => readonly string[];
  /** All that is counted and predicted of a design, by metric. */
  readonly figuresOf: (design: Design) => ModelFigures;
}

/**
 * Predictions for a device's profile (as far as it is loaded), a stack (null: the device's default), a workload, and
 * what the user decided about the quality model.
 */
export const predictionsFor = memoise(
  (
    profile: ProfileState,
    stackId: string | null,
    workload: Workload,
    quality: QualityOptions,
  ): Predictions => {
    const latencyResult = perDesign((design) => latencyWith(profile, stackId, workload, design));
    const qualityResult = qualityUnder(quality);
    const latencyOf = (design: Design) => answered(latencyResult(design));
    const qualityOf = (design: Design) => answered(qualityResult(design));
    return {
      workload,
      latencyOf,
      latencyProblems: (design) => problemsOf(latencyResult(design)),
      qualityOf,
      qualityProblems: (design) => problemsOf(qualityResult(design)),
      figuresOf: perDesign((design) =>
        predictedFigures(descriptionOf(design), latencyOf(design), qualityOf(design)),
      ),
    };
  },
);

/** Quality hangs on neither device nor workload, so it outlives a change of either. */
const qualityUnder = memoise((options: QualityOptions) =>
  perDesign((design): Result<QualityPrediction> => predictQuality(design, options)),
);

function latencyWith(
  state: ProfileState,
  stackId: string | null,
  workload: Workload,
  design: Design,
): Result<LatencyPrediction> {
  switch (state.kind) {
    case "ready":
      return predictLatency(design, workload, state.profile, stackOf(state.profile, stackId, workload));
    case "loading":
      return failure("The device's profile is loading.");
    case "failed":
      return { ok: false, problems: state.problems };
  }
}

/** The stack asked for where the profile has it, as a link may name another device's; else the usual one for the workload. */
export function stackOf(profile: DeviceProfile, stackId: string | null, workload: Workload): string {
  return profile.stacks.find(({ id }) => id === stackId)?.id ?? defaultStackFor(profile, workload);
}

function failure(message: string): Result<never> {
  const problem: Problem = { field: "", message };
  return { ok: false, problems: [problem] };
}

/** Remembers one result a design, as long as the design itself is kept. */
function perDesign<R>(compute: (design: Design) => R): (design: Design) => R {
  const known = new WeakMap<Design, { readonly result: R }>();
  return (design) => {
    const found = known.get(design);
    if (found !== undefined) return found.result;
    const result = compute(design);
    known.set(design, { result });
    return result;
  };
}

function answered<T>(result: Result<T>): T | null {
  return result.ok ? result.value : null;
}

function problemsOf<T>(result: Result<T>): readonly string[] {
  return result.ok ? [] : result.problems.map(problemText);
}
