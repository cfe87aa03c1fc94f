"use client";

import { Download } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";
import { pageLibrary } from "@/components/shell/librarySession";
import { commands, workbench } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import { downloadJson } from "@/components/ui/downloadFile";
import { Section } from "@/components/ui/Section";
import { Select } from "@/components/ui/Select";
import type { Estimate } from "@/lib/base/estimate";
import { bandText, figureText, fullText } from "@/lib/base/figure";
import { type FrontDesign, frontDesigns } from "@/lib/search/results";
import { foundDesign } from "@/lib/search/searchAnswer";
import { shortlist } from "@/lib/search/shortlist";
import { useSearch } from "./searchSession";

interface ResultTableProps {
  readonly openId: number | null;
  readonly onOpen: (id: number | null) => void;
}

const sizes = [6, 12, 24, 48] as const;

/** The shortlist: the best design and the most different others of the front, with what can be done with each. */
export function ResultTable({ openId, onOpen }: ResultTableProps) {
  const run = useSearch((state) => state.run);
  const digest = useDeferredValue(useSearch((state) => state.digest));
  const [size, setSize] = useState<number>(12);
  const found = useMemo(() => {
    if (run === null || digest === null) return [];
    return frontDesigns(run.prepared, run.archive, shortlist(run.prepared, run.archive, size));
  }, [run, digest, size]);
  if (run === null || found.length === 0) return null;
  const exportAll = () =>
    downloadJson(
      "shortlist.json",
      `${JSON.stringify({ request: run.prepared.request, designs: found.map(foundDesign) }, null, 2)}\n`,
    );
  return (
    <Section
      title="Shortlist"
      aside={
        <div className="flex items-center gap-2">
          <Select
            label="Designs on the shortlist"
            value={size}
            onChange={({ target }) => setSize(Number(target.value))}
          >
            {sizes.map((one) => (
              <option key={one} value={one}>
                {one} most different
              </option>
            ))}
          </Select>
          <Button look="quiet" icon={<Download size={14} />} data-testid="search-export" onClick={exportAll}>
            Export
          </Button>
        </div>
      }
    >
      <div className="overflow-x-auto">
        <table className="tabular w-full text-sm">
          <thead className="text-left text-xs text-ink-muted">
            <tr>
              <th className="pr-3 font-normal">Pattern</th>
              <th className="pr-3 text-right font-normal">Latency</th>
              <th className="pr-3 text-right font-normal">Loss</th>
              <th className="pr-3 text-right font-normal">Commonsense</th>
              <th className="pr-3 text-right font-normal">Parameters</th>
              <th className="pr-3 text-right font-normal">Memory</th>
              <th className="font-normal">
                <span className="sr-only">Commands</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {found.map((one) => (
              <ResultRow
                key={one.id}
                found={one}
                open={one.id === openId}
                onOpen={() => onOpen(one.id === openId ? null : one.id)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

interface ResultRowProps {
  readonly found: FrontDesign;
  readonly open: boolean;
  readonly onOpen: () => void;
}

function ResultRow({ found, open, onOpen }: ResultRowProps) {
  const { design, latency, quality, params, tiedWithBest } = found;
  const document = () => ({ ...workbench.getState().document, design });
  const adopt = () => commands.open(`Adopt ${design.name}`, document());
  const keep = async () => {
    await pageLibrary()
      .getState()
      .save({ document: document(), view: workbench.getState().view }, design.name);
    commands.notify({ kind: "notice", title: `Saved ${design.name} to the library` });
  };
  return (
    <tr data-testid="search-result" data-id={found.id} className="border-t border-line align-baseline">
      <td className="min-w-56 max-w-md pr-3 font-mono text-xs break-words">
        {design.name}
        {tiedWithBest && (
          <span
            className="ml-1 rounded bg-sunken px-1 font-sans text-ink-soft"
            title="The 90 % interval of the difference in loss to the best contains zero"
          >
            tied with the best
          </span>
        )}
      </td>
      <Cell estimate={latency.latencyMs} />
      <Cell estimate={quality.loss} />
      <Cell estimate={quality.cr6} />
      <Cell estimate={params} />
      <Cell estimate={latency.memoryBytes} />
      <td className="whitespace-nowrap">
        <Button look="quiet" data-testid="search-adopt" onClick={adopt}>
          Adopt
        </Button>
        <Button look="quiet" onClick={() => void keep()}>
          Save
        </Button>
        <Button look="quiet" aria-expanded={open} data-testid="search-why" onClick={onOpen}>
          Why
        </Button>
      </td>
    </tr>
  );
}

function Cell({ estimate }: { readonly estimate: Estimate }) {
  return (
    <td
      className="pr-3 text-right whitespace-nowrap"
      title={`${fullText(estimate.value, estimate.unit)}. ${estimate.provenance}`}
    >
      {figureText(estimate.value, estimate.unit)}
      <span className="ml-1 text-xs text-ink-muted">{bandText(estimate)}</span>
    </td>
  );
}
