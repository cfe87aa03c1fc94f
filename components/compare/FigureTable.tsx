import { FigureMenu } from "@/components/ui/chart/FigureMenu";
import { SourceGlyph } from "@/components/ui/SourceGlyph";
import type { Estimate } from "@/lib/base/estimate";
import { bandText, figureOf, fullText } from "@/lib/base/figure";
import { figureColumns, figureRows } from "@/lib/pareto/compare/figureRows";
import { type MetricId, metricOf, metrics } from "@/lib/pareto/metrics";
import type { CompareMember } from "@/lib/store/compareMembers";
import type { Predictions } from "@/lib/store/predictions";

interface FigureTableProps {
  readonly members: readonly CompareMember[];
  readonly predictions: Predictions;
  /** Conditions and origin of the figures, for exports. */
  readonly source: string;
}

/** Every metric any of the designs has, side by side: what is counted or predicted, and below it what was published. */
export function FigureTable({ members, predictions, source }: FigureTableProps) {
  const figures = members.map((member) => predictions.figuresOf(member.design));
  const rows = metrics.filter(
    ({ id }) => figures.some((known) => known[id]) || members.some((member) => member.published[id]),
  );
  return (
    <section aria-label="Estimates" className="col-span-full min-w-0">
      <div className="flex items-baseline gap-2">
        <h3 className="min-w-0 flex-1 font-semibold">Estimates side by side</h3>
        <FigureMenu
          svg={null}
          title="Estimates compared"
          source={source}
          table={{
            columns: figureColumns,
            rows: figureRows(
              members.map(({ name, published }, place) => ({
                name,
                published,
                predicted: figures[place] ?? {},
              })),
            ),
          }}
        />
      </div>
      <div className="overflow-x-auto">
        <table className="tabular">
          <thead className="text-left text-xs text-ink-muted">
            <tr>
              <th scope="col" className="sticky left-0 bg-panel pr-3 font-normal">
                Estimate
              </th>
              {members.map((member) => (
                <th
                  key={member.id}
                  scope="col"
                  className="max-w-40 truncate pl-8 text-right font-semibold text-ink"
                >
                  {member.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, label }) => (
              <tr key={id} className="border-t border-line align-top">
                <th
                  scope="row"
                  className="sticky left-0 bg-panel py-0.5 pr-3 text-left font-normal text-ink-soft"
                >
                  {label}
                </th>
                {members.map((member, place) => (
                  <td key={member.id} className="py-0.5 pl-8 text-right whitespace-nowrap">
                    <Cell metric={id} estimate={figures[place]?.[id]} />
                    <Cell metric={id} estimate={member.published[id]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Cell({ metric, estimate }: { readonly metric: MetricId; readonly estimate: Estimate | undefined }) {
  if (estimate === undefined) return null;
  const { digits, unit } = figureOf(estimate.value, metricOf(metric).unit);
  const band = bandText(estimate);
  return (
    <span
      title={`${fullText(estimate.value, estimate.unit)}. ${estimate.provenance}`}
      className={`block ${estimate.source === "published" ? "text-ink-muted" : ""}`}
    >
      <b className="font-semibold">{digits}</b> {unit}
      {band !== null && <span className="text-ink-muted"> {band}</span>}{" "}
      <SourceGlyph source={estimate.source} />
    </span>
  );
}
