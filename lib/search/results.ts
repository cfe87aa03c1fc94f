import type { Archive } from "./archive";
import { type EstimatedDesign, estimateCandidate } from "./candidateEstimates";
import type { PreparedSearch } from "./searchRequest";
import { lossGap } from "./ties";

/** One design of a run's front, fully predicted. */
export interface FrontDesign extends EstimatedDesign {
  readonly id: number;
  /** True when the predictor cannot tell its loss from that of the best. */
  readonly tiedWithBest: boolean;
}

/**
 * The record to call the best: where loss or commonsense is an objective, the front's design that is best in it, else the
 * feasible one with the best first objective. -1 when no design met the limits.
 */
export function bestRecord({ setting }: PreparedSearch, archive: Archive): number {
  if (archive.feasible === 0) return -1;
  const { goal, objectives } = setting.goal;
  const quality = objectives[goal.objectives.findIndex((metric) => metric === "loss" || metric === "cr6")];
  if (quality === undefined) return archive.best;
  const score = (id: number) => quality.sign * archive.record(id).figures[quality.column]!;
  let best = archive.best;
  let least = score(best);
  for (const id of archive.front.ids) {
    const own = score(id);
    if (own < least) {
      best = id;
      least = own;
    }
  }
  return best;
}

/** The front of a run, from the first axis's best on, each design with its full predictions. */
export function frontDesigns(
  prepared: PreparedSearch,
  archive: Archive,
  ids: readonly number[] = archive.front.ids,
): readonly FrontDesign[] {
  const best = bestRecord(prepared, archive);
  if (best < 0) return [];
  const bestDesign = estimateCandidate(prepared, archive.record(best).genome);
  return ids.flatMap((id) => {
    const estimated = estimateCandidate(prepared, archive.record(id).genome);
    if (estimated === null || bestDesign === null) return [];
    const tiedWithBest = id !== best && lossGap(prepared, estimated.design, bestDesign.design).tied;
    return [{ id, ...estimated, tiedWithBest }];
  });
}
