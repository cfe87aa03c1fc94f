import type { Design } from "@/lib/design/design";
import type { NamedFigure } from "@/lib/export/figures";
import { metricOf } from "@/lib/pareto/metrics";
import type { Predictions } from "@/lib/store/predictions";

/** What depends on device and workload; counts of the design itself are in every export anyway. */
const predicted = [
  "latencyMs",
  "prefillMs",
  "msPerToken",
  "tokensPerSecond",
  "memoryBytes",
  "maxBatch",
  "loss",
  "cr6",
] as const;

const free = new Set<string>(["loss", "cr6"]);

/** The figures on the page as an export tells them, with the conditions they stand for. */
export function predictedFigures(
  predictions: Predictions,
  design: Design,
  device: string,
): readonly NamedFigure[] {
  const figures = predictions.figuresOf(design);
  return predicted.flatMap((id) => {
    const estimate = figures[id];
    if (estimate === undefined) return [];
    const { label } = metricOf(id);
    const conditions = free.has(id) ? "" : ` (${predictions.workload.name}, ${device})`;
    return [{ id, label: `${label}${conditions}`, estimate }];
  });
}
