import { useProfile } from "@/components/devices/session";
import { useQualityOptions } from "@/components/quality/useQualityOptions";
import { useWorkbench } from "@/components/shell/session";
import { type Predictions, predictionsFor } from "@/lib/store/predictions";
import { workloadOf } from "@/lib/store/workbenchDocument";

/** Predictions under the document's device, stack, workload and choices of quality. */
export function usePredictions(): Predictions {
  const deviceId = useWorkbench((state) => state.document.deviceId);
  const stackId = useWorkbench((state) => state.document.stackId);
  const workload = useWorkbench((state) => workloadOf(state.document));
  return predictionsFor(useProfile(deviceId), stackId, workload, useQualityOptions());
}
