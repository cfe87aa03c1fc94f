import type { Predictions } from "@/lib/store/predictions";

const none: Predictions = {
  latencyOf: () => null,
  latencyNote: "No profile of this device is loaded yet, so its times are not known.",
  qualityOf: () => null,
};

/** Predictions under the document's device, stack and workload. */
export function usePredictions(): Predictions {
  return none;
}
