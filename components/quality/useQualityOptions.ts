import { useOwnUpdate } from "@/components/quality/ownResultsSession";
import { useWorkbench } from "@/components/shell/session";
import type { QualityOptions } from "@/lib/quality/qualityOptions";
import { qualityOptions } from "@/lib/store/ownResults";

/** What the quality model is asked with: the document's choices, corrected by the user's own results. */
export function useQualityOptions(): QualityOptions {
  return qualityOptions(
    useWorkbench((state) => state.document.quality),
    useOwnUpdate(),
  );
}
