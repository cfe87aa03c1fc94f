"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { setHoveredPoint, useWorkbench } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import { downloadFile } from "@/components/ui/downloadFile";
import { figureStory } from "@/components/ui/Figure";
import { SourceGlyph } from "@/components/ui/SourceGlyph";
import { bandText, figureOf } from "@/lib/base/figure";
import { arrangeRows, type ListedRow, listedMetrics, listRows, type RowOrder } from "@/lib/pareto/listing";
import type { Subject } from "@/lib/pareto/marks";
import { type MetricId, metricOf } from "@/lib/pareto/metrics";
import type { PointSet } from "@/lib/pareto/pointSet";
import { OtherConditionsNote, otherMark, useOtherConditions } from "./OtherConditions";

interface PointTableProps {
  readonly subjects: readonly Subject[];
  readonly sets: readonly PointSet[];
  readonly onSelect: (ids: readonly string[], add: boolean) => void;
}

const rowHeight = 26;

/** Everything on the plot as a table: the same points, limits and selection. */
export default function PointTable({ subjects, sets, onSelect }: PointTableProps) {
  const constraints = useWorkbench((state) => state.view.constraints);
  const selection = useWorkbench((state) => state.selection.points);
  const x = useWorkbench((state) => state.view.frontierX);
  const [query, setQuery] = useState("");
  const [order, setOrder] = useState<RowOrder>({ by: x, descending: metricOf(x).sense === "max" });
  const rows = useMemo(() => listRows(subjects, sets, constraints), [subjects, sets, constraints]);
  const metrics = useMemo(() => listedMetrics(subjects, sets), [subjects, sets]);
  const others = useOtherConditions(metrics);
  const banded = useMemo(
    () => new Set(metrics.filter((metric) => rows.some(hasBand(metric)))),
    [metrics, rows],
  );
  const arranged = useMemo(() => arrangeRows(rows, query, order), [rows, query, order]);
  const selected = useMemo(() => new Set(selection), [selection]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: arranged.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const sortBy = (by: RowOrder["by"]) =>
    setOrder((now) => ({ by, descending: now.by === by ? !now.descending : startsDescending(by) }));
  const save = async () => {
    const { csvOf } = await import("@/components/ui/chart/exportFigure");
    const table = {
      columns: ["id", "name", "group", "basis", ...metrics],
      rows: arranged.map((row) => [row.id, row.name, row.group, row.basis, ...metrics.map(row.value)]),
    };
    downloadFile("frontier.csv", csvOf(table), "text/csv");
  };

  return (
    <div className="flex min-h-[340px] flex-1 flex-col min-[760px]:min-h-0">
      <div className="flex items-center gap-3 px-3 py-1.5 text-xs">
        <input
          type="search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          placeholder="Filter by name or group"
          aria-label="Filter rows"
          className="h-6 w-52 rounded-[5px] border border-line bg-raised px-2"
        />
        <span className="tabular text-ink-muted">
          {arranged.length.toLocaleString("en-US")} of {rows.length.toLocaleString("en-US")}
        </span>
        <Button className="ml-auto h-6 text-xs" onClick={() => void save()}>
          Save as CSV
        </Button>
      </div>
      <div ref={scroller} className="min-h-0 flex-1 overflow-auto">
        <table aria-rowcount={arranged.length + 1} className="tabular w-full border-collapse text-xs">
          <thead className="sticky top-0 z-10 bg-panel">
            <tr>
              <HeaderCell by="name" label="Name" order={order} onSort={sortBy} />
              <th scope="col" className="px-2 py-1 text-left font-semibold text-ink-muted">
                Basis
              </th>
              {metrics.map((metric) => (
                <HeaderCell
                  key={metric}
                  by={metric}
                  label={metricOf(metric).label}
                  order={order}
                  onSort={sortBy}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {before > 0 && (
              <tr aria-hidden style={{ height: before }}>
                <td />
              </tr>
            )}
            {items.map(({ index }) => {
              const row = arranged[index];
              return row === undefined ? null : (
                <PointRow
                  key={row.id}
                  row={row}
                  index={index}
                  metrics={metrics}
                  others={others}
                  banded={banded}
                  selected={selected.has(row.id)}
                  onSelect={onSelect}
                />
              );
            })}
            {after > 0 && (
              <tr aria-hidden style={{ height: after }}>
                <td />
              </tr>
            )}
          </tbody>
        </table>
      </div>
      <OtherConditionsNote others={others} />
    </div>
  );
}

function startsDescending(by: RowOrder["by"]): boolean {
  return by !== "name" && metricOf(by).sense === "max";
}

interface HeaderCellProps {
  readonly by: RowOrder["by"];
  readonly label: string;
  readonly order: RowOrder;
  readonly onSort: (by: RowOrder["by"]) => void;
}

function HeaderCell({ by, label, order, onSort }: HeaderCellProps) {
  const active = order.by === by;
  return (
    <th
      scope="col"
      aria-sort={active ? (order.descending ? "descending" : "ascending") : "none"}
      className={`px-2 py-1 whitespace-nowrap ${by === "name" ? "text-left" : "text-right"}`}
    >
      <button
        type="button"
        className="inline-flex items-center gap-0.5 font-semibold text-ink-muted hover:text-ink"
        onClick={() => onSort(by)}
      >
        {label}
        {active &&
          (order.descending ? <ArrowDown size={11} aria-hidden /> : <ArrowUp size={11} aria-hidden />)}
      </button>
    </th>
  );
}

interface PointRowProps {
  readonly row: ListedRow;
  readonly index: number;
  readonly metrics: readonly MetricId[];
  /** Metrics whose published figures stand for other conditions, with these. */
  readonly others: ReadonlyMap<MetricId, string>;
  /** Metrics of which some row has a band: all their cells keep room for one, so that digits stand under each other. */
  readonly banded: ReadonlySet<MetricId>;
  readonly selected: boolean;
  readonly onSelect: (ids: readonly string[], add: boolean) => void;
}

function PointRow({ row, index, metrics, others, banded, selected, onSelect }: PointRowProps) {
  return (
    <tr
      aria-rowindex={index + 2}
      data-selected={selected}
      style={{ height: rowHeight }}
      className="border-t border-line hover:bg-sunken data-[selected=true]:bg-accent-soft"
      onPointerEnter={() => setHoveredPoint(row.id)}
      onPointerLeave={() => setHoveredPoint(null)}
    >
      <th scope="row" className="max-w-56 px-2 text-left font-normal">
        <label className="flex cursor-pointer items-center gap-1.5">
          <input
            type="checkbox"
            checked={selected}
            onChange={() => onSelect([row.id], true)}
            className="accent-(--accent)"
          />
          <span className={`truncate ${row.isModel ? "font-semibold" : ""}`}>{row.name}</span>
        </label>
      </th>
      <td className="px-2 whitespace-nowrap text-ink-muted">
        {row.group}, {row.basis}
      </td>
      {metrics.map((metric) => (
        <FigureCell
          key={metric}
          row={row}
          metric={metric}
          other={others.get(metric)}
          banded={banded.has(metric)}
        />
      ))}
    </tr>
  );
}

interface FigureCellProps {
  readonly row: ListedRow;
  readonly metric: MetricId;
  /** The conditions of published figures, where predictions stand for others. */
  readonly other: string | undefined;
  readonly banded: boolean;
}

function hasBand(metric: MetricId): (row: ListedRow) => boolean {
  return (row) => {
    const estimate = row.estimate(metric);
    return estimate !== null && bandText(estimate) !== null;
  };
}

/** A figure on its unit with its band and source; a published one of other conditions bears the mark. */
function FigureCell({ row, metric, other, banded }: FigureCellProps) {
  const value = row.value(metric);
  if (value === null)
    return (
      <td className="px-2 text-right text-ink-muted">
        <span>–</span>
      </td>
    );
  const { digits, unit } = figureOf(value, metricOf(metric).unit);
  const estimate = row.estimate(metric);
  const band = estimate === null ? null : bandText(estimate);
  return (
    <td
      className="px-2 text-right whitespace-nowrap"
      title={estimate === null ? undefined : figureStory(estimate)}
    >
      {other !== undefined && estimate?.source === "published" && (
        <span className="text-warning" title={other}>
          {otherMark}
        </span>
      )}
      {digits}{" "}
      <span className="text-ink-muted">
        {unit} {banded && <span className="inline-block min-w-10 text-left">{band}</span>}{" "}
      </span>
      {estimate !== null && (
        <span className="text-ink-soft">
          <SourceGlyph source={estimate.source} />
        </span>
      )}
    </td>
  );
}
