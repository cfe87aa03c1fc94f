import type { Problem } from "../base/result";
import type { DeviceProfile } from "../latency/deviceProfile";
import type { EpochResult, IslandState } from "./island";
import type { SearchRequest } from "./searchRequest";
import type { EpochTask } from "./searchRun";

/** What the page asks of a search worker. */
export type WorkerRequest =
  | { readonly kind: "prepare"; readonly request: SearchRequest; readonly profile: DeviceProfile }
  /** Puts an island where it stands; `known` are the fingerprints of its candidates so far. */
  | {
      readonly kind: "place";
      readonly island: number;
      readonly state: IslandState;
      readonly known: readonly Float64Array[];
    }
  | { readonly kind: "epoch"; readonly task: EpochTask };

/** What a search worker answers. */
export type WorkerAnswer =
  | { readonly kind: "epoch"; readonly island: number; readonly result: EpochResult }
  | { readonly kind: "refused"; readonly problems: readonly Problem[] };
