import { csvFormatRows } from "d3-dsv";
import { fail, ok, type Result } from "../base/result";
import { type MetricId, metricIds } from "./metrics";
import { hasColumn, type PointRow, rowId, rowNumber } from "./pointTable";

/** Where the figures of a set come from; sets on different footings are never ranked against each other in words. */
export type SetBasis = "predicted" | "measured" | "published";

/** Many points with figures by metric, kept as columns: candidates of a search, or a table somebody brought. */
export interface PointSet {
  readonly id: string;
  readonly name: string;
  readonly basis: SetBasis;
  readonly size: number;
  /** One name a point. */
  readonly names: readonly string[];
  /** One value a point; NaN where a point has none. */
  readonly columns: { readonly [M in MetricId]?: Float64Array };
}

/** Other names under which files hold a metric. */
const aliases: { readonly [M in MetricId]?: readonly string[] } = {
  loss: ["quality.loss"],
  cr6: ["quality.cr6", "commonsense"],
  average: ["avg"],
  latencyMs: ["latency_ms"],
  tokensPerSecond: ["throughput", "tokens_per_second"],
  memoryBytes: ["memory_bytes"],
  params: ["parameters", "params.total"],
};

/** A set of the points a file holds: every field that is a metric becomes a column. */
export function pointSetOfRows(
  rows: readonly PointRow[],
  identity: { readonly id: string; readonly name: string; readonly basis: SetBasis },
): Result<PointSet> {
  const columns: { [M in MetricId]?: Float64Array } = {};
  for (const metric of metricIds) {
    const field = [metric, ...(aliases[metric] ?? [])].find((name) => hasColumn(rows, name));
    if (field !== undefined) columns[metric] = Float64Array.from(rows, (row) => rowNumber(row, field));
  }
  if (Object.keys(columns).length < 2)
    return fail({
      field: Object.keys(rows[0] ?? {}).join(", "),
      message: "Points need at least two fields that name a metric.",
      mend: `Use names such as ${metricIds.join(", ")}, in ms, bytes, parameters and percent.`,
    });
  return ok({ ...identity, size: rows.length, names: rows.map(rowId), columns });
}

/** The metrics a set has values of, in menu order. */
export function metricsOf(set: PointSet): readonly MetricId[] {
  return metricIds.filter((metric) => set.columns[metric] !== undefined);
}

/** A set as plain objects, as `pointSetOfRows` reads them back. */
export function rowsOfSet(set: PointSet): readonly PointRow[] {
  const present = metricsOf(set);
  return Array.from({ length: set.size }, (_, index) => ({
    id: set.names[index] ?? String(index),
    ...Object.fromEntries(
      present.flatMap((metric) => {
        const value = set.columns[metric]?.[index];
        return value === undefined || !Number.isFinite(value) ? [] : [[metric, value]];
      }),
    ),
  }));
}

/** A set as CSV: one line a point, one column a metric; the header names metrics, units are those of the catalogue. */
export function csvOfSet(set: PointSet): string {
  const present = metricsOf(set);
  const lines = Array.from({ length: set.size }, (_, index) => [
    set.names[index] ?? String(index),
    ...present.map((metric) => {
      const value = set.columns[metric]?.[index];
      return value === undefined || !Number.isFinite(value) ? "" : String(value);
    }),
  ]);
  return `${csvFormatRows([["id", ...present], ...lines])}\n`;
}

/** A metric's value at a point; null where the set has none. */
export function setValue(set: PointSet, metric: MetricId, index: number): number | null {
  const value = set.columns[metric]?.[index];
  return value === undefined || !Number.isFinite(value) ? null : value;
}
