import type { Estimate } from "../base/estimate";
import type { Design } from "../design/design";
import { bestRecord, type FrontDesign, frontDesigns } from "./results";
import type { SearchRun } from "./searchRun";

/** A found design as the command line and exports state it. */
export interface FoundDesign {
  readonly design: Design;
  readonly latencyMs: Estimate;
  readonly memoryBytes: Estimate;
  readonly params: Estimate;
  readonly quality: { readonly loss: Estimate; readonly cr6: Estimate };
  /** True when the predictor cannot tell its loss from that of the best. */
  readonly tiedWithBest: boolean;
}

/** The outcome of a search. All but the rate depends on the request alone. */
export interface SearchAnswer {
  readonly algorithm: string;
  readonly space: { readonly name: string; readonly size: number };
  readonly seed: number;
  /** Candidates evaluated, and the different designs among them. */
  readonly evaluated: number;
  readonly distinct: number;
  readonly feasible: number;
  /** Different designs over wall time, selection included. */
  readonly candidatesPerSecond: number;
  readonly front: readonly FoundDesign[];
  readonly best: FoundDesign | null;
}

/** A design of a front, as exports state it. */
export function foundDesign({ design, latency, params, quality, tiedWithBest }: FrontDesign): FoundDesign {
  return {
    design,
    latencyMs: latency.latencyMs,
    memoryBytes: latency.memoryBytes,
    params,
    quality: { loss: quality.loss, cr6: quality.cr6 },
    tiedWithBest,
  };
}

/** States a run's outcome; `wallMs` is the time the run took. */
export function searchAnswer(run: SearchRun, wallMs: number): SearchAnswer {
  const { archive, prepared } = run;
  const { request, setting } = prepared;
  const best = bestRecord(prepared, archive);
  const [bestDesign] = best < 0 ? [] : frontDesigns(prepared, archive, [best]);
  return {
    algorithm: request.algorithm,
    space: { name: request.space.name, size: setting.space.size },
    seed: request.seed,
    evaluated: archive.evaluated,
    distinct: archive.distinct,
    feasible: archive.feasible,
    candidatesPerSecond: Math.round((1000 * archive.distinct) / Math.max(wallMs, 1e-3)),
    front: frontDesigns(prepared, archive).map(foundDesign),
    best: bestDesign ? foundDesign(bestDesign) : null,
  };
}
