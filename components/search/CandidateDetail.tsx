"use client";

import { useMemo } from "react";
import { useWorkbench } from "@/components/shell/session";
import { Section } from "@/components/ui/Section";
import { figureText } from "@/lib/base/figure";
import { findPreset } from "@/lib/design/presets";
import { candidateDesign } from "@/lib/search/candidateDesign";
import { estimateDesign } from "@/lib/search/candidateEstimates";
import { explain } from "@/lib/search/explain";
import { figureAt } from "@/lib/search/goal";
import { lineage } from "@/lib/search/lineage";
import { changeLabels } from "@/lib/search/mutate";
import { recordOfPoint } from "@/lib/store/searchPoints";
import { Comparison } from "./Comparison";
import { useSearch } from "./searchSession";

/** Published models every candidate is compared with. */
const rivals = ["qwen3-0.6b", "nemotron-flash-1b"] as const;

/** One candidate: why it is better than its parent and than published models, and what mutated into what. */
export function CandidateDetail({ openId }: { readonly openId: number | null }) {
  const run = useSearch((state) => state.run);
  const points = useSearch((state) => state.points);
  const picked = useWorkbench((state) => state.selection.points.at(-1));
  const id = openId ?? (picked === undefined ? null : recordOfPoint(points, picked));
  const detail = useMemo(() => {
    if (run === null || id === null) return null;
    const { prepared, archive } = run;
    const line = lineage(archive, id).map((record) => ({
      record,
      design: candidateDesign(prepared.setting.space, record.genome),
    }));
    const own = line[0] && estimateDesign(prepared, line[0].design);
    if (!own) return null;
    const others = [
      ...(line[1] ? [{ name: "its parent", design: line[1].design }] : []),
      ...rivals.flatMap((rival) => findPreset(rival) ?? []),
    ];
    const comparisons = others.flatMap(({ name, design }) => {
      const other = estimateDesign(prepared, design);
      return other ? [{ name, explanation: explain(prepared, own, other) }] : [];
    });
    return { own, line, comparisons };
  }, [run, id]);
  if (detail === null) return null;
  const { own, line, comparisons } = detail;
  return (
    <Section title={`Why ${own.design.name}`}>
      <div data-testid="search-detail" className="grid gap-x-6 gap-y-3 lg:grid-cols-2">
        {comparisons.map(({ name, explanation }) => (
          <Comparison key={name} name={name} explanation={explanation} />
        ))}
        <div>
          <h3 className="text-xs text-ink-muted">Lineage, youngest first</h3>
          <ol className="tabular flex flex-col gap-0.5 text-xs">
            {line.slice(0, 24).map(({ record, design }) => (
              <li key={record.id}>
                <span className="font-mono">{design.name}</span>{" "}
                <span className="text-ink-soft">
                  {changeLabels[record.change]}; {figureText(record.figures[figureAt.latencyMs]!, "ms")},{" "}
                  {figureText(record.figures[figureAt.loss]!, "nats/token")}
                  {record.violation > 0 && ", outside the limits"}
                </span>
              </li>
            ))}
            {line.length > 24 && <li className="text-ink-soft">and {line.length - 24} before</li>}
          </ol>
        </div>
      </div>
    </Section>
  );
}
