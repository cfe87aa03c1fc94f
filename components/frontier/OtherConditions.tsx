import { useMemo } from "react";
import { useWorkbench } from "@/components/shell/session";
import { type MetricId, metricOf } from "@/lib/pareto/metrics";
import { otherConditions } from "@/lib/pareto/modelFigures";
import { workloadOf } from "@/lib/store/workbenchDocument";

/** The metrics whose published figures stand for other conditions than the predictions beside them, with those conditions. */
export function useOtherConditions(metrics: readonly MetricId[]): ReadonlyMap<MetricId, string> {
  const workloadId = useWorkbench((state) => workloadOf(state.document).id);
  const deviceId = useWorkbench((state) => state.document.deviceId);
  return useMemo(() => {
    const pairs = metrics.flatMap((metric): [MetricId, string][] => {
      const words = otherConditions(metric, workloadId, deviceId);
      return words === null ? [] : [[metric, words]];
    });
    return new Map(pairs);
  }, [metrics, workloadId, deviceId]);
}

/** The mark of a figure that stands for other conditions. */
export const otherMark = "†";

/** What the mark means: which published figures may not be read against predictions. */
export function OtherConditionsNote({ others }: { readonly others: ReadonlyMap<MetricId, string> }) {
  const workload = useWorkbench((state) => workloadOf(state.document));
  if (others.size === 0) return null;
  const words = [...others].map(
    ([metric, condition]) => `${metricOf(metric).label.toLowerCase()}: ${condition}`,
  );
  return (
    <p className="border-t border-line px-3 py-1 text-xs text-warning">
      {otherMark} Published under other conditions, not to be read against predictions for {workload.name} (
      {words.join("; ")}).
    </p>
  );
}
