import type { MetricId } from "@/lib/pareto/metrics";
import type { ViewChoices } from "@/lib/store/viewChoices";
import { Segments } from "./Segments";

/** The costs of the paper's main table, and its groups of benchmarks. */
const costs = [
  ["latency", "latencyMs"],
  ["throughput", "tokensPerSecond"],
] as const;
const groups = [
  ["average", "average"],
  ["MMLU", "mmlu"],
  ["commonsense", "cr6"],
  ["math", "math"],
  ["code", "code"],
  ["recall", "recall"],
] as const;

type Named = readonly (readonly [string, MetricId])[];

/** The published comparison of the paper's main table, as a view. */
export const paperView = {
  frontierX: "latencyMs",
  frontierY: "average",
  frontierXScale: "log",
  frontierYScale: "linear",
  publishedAs: "published",
  showDominated: true,
  constraints: {},
} as const;

/** True while the plot shows published models on axes of the paper's main table. */
export function isPaperView({ publishedAs, frontierX, frontierY }: ViewChoices): boolean {
  return (
    publishedAs === "published" && nameOf(costs, frontierX) !== null && nameOf(groups, frontierY) !== null
  );
}

interface PaperChoicesProps {
  readonly view: ViewChoices;
  readonly onView: (view: Partial<ViewChoices>) => void;
}

/** Costs and groups of benchmarks of the paper's main table, each one click away. */
export function PaperChoices({ view, onView }: PaperChoicesProps) {
  const choose = (named: Named, name: string) => named.find(([known]) => known === name)?.[1];
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1 text-xs">
      <span className="text-ink-muted">Table 6, twelve models and one variant:</span>
      <Segments
        legend="Cost of Table 6"
        name="paper-cost"
        choices={costs.map(([name]) => name)}
        chosen={nameOf(costs, view.frontierX) ?? "latency"}
        onChoose={(name) =>
          onView({ frontierX: choose(costs, name) ?? view.frontierX, frontierXScale: "log" })
        }
      />
      <Segments
        legend="Benchmarks of Table 6"
        name="paper-group"
        choices={groups.map(([name]) => name)}
        chosen={nameOf(groups, view.frontierY) ?? "average"}
        onChoose={(name) =>
          onView({ frontierY: choose(groups, name) ?? view.frontierY, frontierYScale: "linear" })
        }
      />
    </div>
  );
}

function nameOf<N extends string>(named: readonly (readonly [N, MetricId])[], metric: MetricId): N | null {
  return named.find(([, id]) => id === metric)?.[0] ?? null;
}
