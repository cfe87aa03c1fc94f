import { usePredictions } from "@/components/frontier/usePredictions";
import { useWorkbench } from "@/components/shell/session";
import { type LayerShares, layerShares } from "@/lib/store/layerShares";
import { memoise } from "@/lib/store/memoise";
import type { LaneMeasure } from "@/lib/store/viewChoices";
import { workloadOf } from "@/lib/store/workbenchDocument";

const sharesOf = memoise(layerShares);

/** What a measure is called in a sentence. */
export function measureWords(measure: LaneMeasure): string {
  switch (measure) {
    case "time":
      return "the time";
    case "parameters":
      return "the parameters";
    case "cache":
      return "cache and state";
  }
}

/** Each layer's share of what the lane shows below its layers. */
export function useLayerShares(): LayerShares {
  const design = useWorkbench((state) => state.document.design);
  const workload = useWorkbench((state) => workloadOf(state.document));
  const measure = useWorkbench((state) => state.view.laneMeasure);
  const latency = usePredictions().latencyOf(design);
  return sharesOf(measure, design, workload, latency?.breakdown ?? null);
}
