import { memo } from "react";
import { SourceGlyph } from "@/components/ui/SourceGlyph";
import type { Estimate } from "@/lib/base/estimate";
import { bandText, figureOf } from "@/lib/base/figure";
import type { Mark } from "@/lib/pareto/marks";
import { type MetricId, metricOf } from "@/lib/pareto/metrics";

interface MarkCardProps {
  readonly mark: Mark;
  readonly x: MetricId;
  readonly y: MetricId;
}

/** What a mark stands for: its name, its coordinates with bands and sources, and its size. */
export const MarkCard = memo(function MarkCard({ mark, x, y }: MarkCardProps) {
  const size = mark.subject.predicted.params ?? mark.subject.published.params;
  return (
    <>
      <p className="text-sm font-semibold">{mark.subject.name}</p>
      <p className="mb-1 text-ink-muted">{mark.basis}</p>
      <dl className="tabular grid grid-cols-[auto_auto] gap-x-3 gap-y-0.5">
        <Row metric={x} estimate={mark.x} />
        <Row metric={y} estimate={mark.y} />
        {size !== undefined && x !== "params" && y !== "params" && <Row metric="params" estimate={size} />}
      </dl>
    </>
  );
});

function Row({ metric, estimate }: { readonly metric: MetricId; readonly estimate: Estimate | null }) {
  const { label, unit } = metricOf(metric);
  const figure = estimate === null ? null : figureOf(estimate.value, unit);
  const band = estimate === null ? null : bandText(estimate);
  return (
    <>
      <dt className="text-ink-muted">{label}</dt>
      <dd className="text-right whitespace-nowrap">
        {figure === null || estimate === null ? (
          "not predictable"
        ) : (
          <>
            <b className="font-semibold">{figure.digits}</b> {figure.unit}
            {band !== null && <span className="text-ink-muted"> {band}</span>}{" "}
            <SourceGlyph source={estimate.source} />
          </>
        )}
      </dd>
    </>
  );
}
