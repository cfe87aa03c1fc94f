import { useProfile } from "@/components/devices/session";
import { useWorkbench } from "@/components/shell/session";
import { type Predictions, predictionsFor } from "@/lib/store/predictions";
import { asPublished } from "@/lib/store/qualityChoices";
import { workloadOf } from "@/lib/store/workbenchDocument";

/** Predictions under the document's device, stack, workload and choices of quality. */
export function usePredictions(): Predictions {
  const deviceId = useWorkbench((state) => state.document.deviceId);
  const stackId = useWorkbench((state) => state.document.stackId);
  const workload = useWorkbench((state) => workloadOf(state.document));
  const quality = useWorkbench((state) => state.document.quality ?? asPublished);
  return predictionsFor(useProfile(deviceId), stackId, workload, quality);
}
