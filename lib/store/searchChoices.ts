import type { DeviceProfile } from "../latency/deviceProfile";
import type { OwnUpdate } from "../quality/own/ownUpdate";
import type { AlgorithmId } from "../search/algorithm";
import type { SearchMetric } from "../search/goal";
import { namedSpaces } from "../search/parseSpace";
import type { SearchRequest } from "../search/searchRequest";
import type { SearchSpace } from "../search/space";
import { type Locks, spaceAround } from "../search/spaces";
import { qualityOptions } from "./ownResults";
import { stackOf } from "./predictions";
import { type WorkbenchDocument, workloadOf } from "./workbenchDocument";

/** Where a space comes from: the design in hand, one that has a name, or a file. */
export type SpaceKind = "around" | "paper" | "all" | "own";

/** What the user chose to search for and how. */
export interface SearchChoices {
  readonly kind: SpaceKind;
  /** The space as edited or read from a file; null follows `kind`. */
  readonly space: SearchSpace | null;
  /** What stays of the design in hand when searching around it. */
  readonly locks: Locks;
  readonly objectives: readonly SearchMetric[];
  readonly maxLatencyMs: number | null;
  readonly maxMemoryBytes: number | null;
  readonly maxParams: number | null;
  readonly robust: boolean;
  readonly algorithm: AlgorithmId;
  readonly budget: number;
  readonly seed: number;
  /** Begins with the design in hand where the space holds it. */
  readonly fromDesign: boolean;
}

export const defaultSearchChoices: SearchChoices = {
  kind: "around",
  space: null,
  locks: { stages: [], layers: [] },
  objectives: ["latencyMs", "loss"],
  maxLatencyMs: null,
  maxMemoryBytes: null,
  maxParams: null,
  robust: false,
  algorithm: "nsga2",
  budget: 200_000,
  seed: 1,
  fromDesign: true,
};

/** The space the choices stand for, given the design in hand. */
export function chosenSpace(choices: SearchChoices, { design }: WorkbenchDocument): SearchSpace {
  if (choices.space !== null) return choices.space;
  return namedSpaces[choices.kind] ?? spaceAround(design, choices.locks);
}

/**
 * The request the choices stand for, asked as every figure of the page is: with the document's device, stack and workload,
 * and with its choices of quality corrected by the user's own results (null without any).
 */
export function chosenRequest(
  choices: SearchChoices,
  document: WorkbenchDocument,
  profile: DeviceProfile,
  update: OwnUpdate | null,
): SearchRequest {
  const workload = workloadOf(document);
  const limit = (max: number | null) => (max === null ? undefined : { max });
  return {
    space: chosenSpace(choices, document),
    goal: {
      objectives: choices.objectives,
      limits: {
        latencyMs: limit(choices.maxLatencyMs),
        memoryBytes: limit(choices.maxMemoryBytes),
        params: limit(choices.maxParams),
      },
      robust: choices.robust,
    },
    algorithm: choices.algorithm,
    budget: choices.budget,
    seed: choices.seed,
    seeds: choices.fromDesign ? [document.design] : [],
    workload,
    stackId: stackOf(profile, document.stackId, workload),
    quality: qualityOptions(document.quality, update),
  };
}
