import { fail, ok, type Problem, type Result } from "../base/result";
import { type MetricId, metricIds, metricOf } from "./metrics";
import { hasColumn, type PointRow, rowField, rowId, rowNumber } from "./pointTable";

/** Where the figures of a set come from; sets on different footings are never ranked against each other in words. */
export const setBases = ["predicted", "measured", "published"] as const;
export type SetBasis = (typeof setBases)[number];

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

/**
 * A set of the points a file holds: every field that is a metric becomes a column, unless it is empty throughout. A column
 * that holds something but no number at all is refused with its first cell.
 */
export function pointSetOfRows(
  rows: readonly PointRow[],
  identity: { readonly id: string; readonly name: string; readonly basis: SetBasis },
): Result<PointSet> {
  const columns: { [M in MetricId]?: Float64Array } = {};
  const problems: Problem[] = [];
  for (const metric of metricIds) {
    const field = [metric, ...(aliases[metric] ?? [])].find((name) => hasColumn(rows, name));
    if (field === undefined) continue;
    const column = Float64Array.from(rows, (row) => rowNumber(row, field));
    if (column.some(Number.isFinite)) columns[metric] = column;
    else problems.push(...unreadableColumn(rows, field, metric));
  }
  if (problems.length > 0) return fail(...problems);
  if (Object.keys(columns).length < 2)
    return fail({
      field: Object.keys(rows[0] ?? {}).join(", "),
      message: "Points need at least two fields that name a metric.",
      mend: `Use names such as ${metricIds.join(", ")}, in ms, bytes, parameters and percent.`,
    });
  return ok({ ...identity, size: rows.length, names: rows.map(rowId), columns });
}

/** What is wrong with a column without any number: its first cell that holds something; nothing when all are empty. */
function unreadableColumn(rows: readonly PointRow[], field: string, metric: MetricId): readonly Problem[] {
  const isEmpty = (cell: unknown) =>
    cell === undefined || cell === null || (typeof cell === "string" && cell.trim() === "");
  const at = rows.findIndex((row) => !isEmpty(rowField(row, field)));
  if (at < 0) return [];
  const cell = JSON.stringify(rowField(rows[at]!, field)) ?? "";
  return [
    {
      field: `row ${at + 1}, column ${field}`,
      message: `has no number that can be read, but ${cell.slice(0, 60)}.`,
      mend: `Write plain numbers in ${metricOf(metric).unit}, without the unit.`,
    },
  ];
}

/** The metrics a set has values of, in menu order. */
export function metricsOf(set: PointSet): readonly MetricId[] {
  return metricIds.filter((metric) => set.columns[metric] !== undefined);
}

/** A metric's value at a point; null where the set has none. */
export function setValue(set: PointSet, metric: MetricId, index: number): number | null {
  const value = set.columns[metric]?.[index];
  return value === undefined || !Number.isFinite(value) ? null : value;
}
