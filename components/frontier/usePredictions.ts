import { useProfile } from "@/components/devices/session";
import { useOwnUpdate } from "@/components/quality/ownResultsSession";
import { useWorkbench } from "@/components/shell/session";
import { qualityOptions } from "@/lib/store/ownResults";
import { type Predictions, predictionsFor } from "@/lib/store/predictions";
import { workloadOf } from "@/lib/store/workbenchDocument";

/** Predictions under the document's device, stack, workload and choices of quality. */
export function usePredictions(): Predictions {
  const deviceId = useWorkbench((state) => state.document.deviceId);
  const stackId = useWorkbench((state) => state.document.stackId);
  const workload = useWorkbench((state) => workloadOf(state.document));
  const quality = qualityOptions(
    useWorkbench((state) => state.document.quality),
    useOwnUpdate(),
  );
  return predictionsFor(useProfile(deviceId), stackId, workload, quality);
}
