"use client";

import { Section } from "@/components/ui/Section";
import { changeLabels } from "@/lib/search/mutate";
import { useSearch } from "./searchSession";
import { count } from "./searchText";

/** Which changes paid: how often each was tried, and how often the child beat its parent. */
export function ChangeTable() {
  const changes = useSearch((state) => state.digest?.changes);
  const tried = changes?.filter((change) => change.tried > 0) ?? [];
  if (tried.length === 0) return null;
  return (
    <Section title="Which changes paid">
      <table className="tabular text-sm">
        <thead className="text-left text-xs text-ink-muted">
          <tr>
            <th className="pr-4 font-normal">Change</th>
            <th className="pr-4 text-right font-normal">Tried</th>
            <th className="text-right font-normal">Better than the parent in the first objective</th>
          </tr>
        </thead>
        <tbody>
          {tried.map(({ change, tried: times, paid }) => (
            <tr key={change} className="border-t border-line">
              <td className="pr-4">{changeLabels[change]}</td>
              <td className="pr-4 text-right">{count(times)}</td>
              <td className="text-right">
                {change === "sampled" || change === "seed" ? "" : `${((100 * paid) / times).toFixed(1)} %`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
