import type { Estimate } from "../base/estimate";
import { type Constraints, meets } from "./constraints";
import { type Basis, markId, type Subject, subjectMeets } from "./marks";
import { type MetricId, metricIds } from "./metrics";
import { type PointSet, type SetBasis, setValue } from "./pointSet";

/** One model or candidate as a row of the table and a line of the parallel axes. */
export interface ListedRow {
  /** The id of its mark on the plot, shared by every view's selection. */
  readonly id: string;
  readonly name: string;
  /** The set it belongs to: a series of models, or the name of a point set. */
  readonly group: string;
  readonly basis: Basis | SetBasis;
  /** True for models, false for candidates. */
  readonly isModel: boolean;
  readonly value: (metric: MetricId) => number | null;
  /** The value with its band and source; null for candidates, whose sets hold values alone. */
  readonly estimate: (metric: MetricId) => Estimate | null;
}

const groups = {
  own: "in hand",
  saved: "saved",
  "nemotron-flash": "Nemotron-Flash",
  transformers: "transformers",
} as const;

/** All models (as published and as predicted) and all candidates that meet the limits, models first, as on the plot. */
export function listRows(
  subjects: readonly Subject[],
  sets: readonly PointSet[],
  constraints: Constraints,
): readonly ListedRow[] {
  const models = subjects.flatMap((subject) => modelRows(subject, constraints));
  const candidates = sets.flatMap((set) =>
    Array.from(
      { length: set.size },
      (_, index): ListedRow => ({
        id: `${set.id}/${index}`,
        name: set.names[index] ?? String(index),
        group: set.name,
        basis: set.basis,
        isModel: false,
        value: (metric) => setValue(set, metric, index),
        estimate: () => null,
      }),
    ),
  );
  if (Object.keys(constraints).length === 0) return [...models, ...candidates];
  return [...models, ...candidates.filter((row) => meets(constraints, row.value))];
}

function modelRows(subject: Subject, constraints: Constraints): ListedRow[] {
  const { name, series, predicted } = subject;
  const row = (basis: Basis): ListedRow[] => {
    if (!subjectMeets(subject, basis, constraints)) return [];
    const estimate = (metric: MetricId) => {
      const counted = predicted[metric]?.source === "exact" ? predicted[metric] : undefined;
      return subject[basis][metric] ?? counted ?? null;
    };
    return [
      {
        id: markId(subject, basis),
        name,
        group: groups[series],
        basis,
        isModel: true,
        value: (metric) => estimate(metric)?.value ?? null,
        estimate,
      },
    ];
  };
  const bases = (["published", "predicted"] as const).filter(
    (basis) => Object.keys(subject[basis]).length > 0,
  );
  return bases.flatMap(row);
}

/** The metrics that at least one model has, or one set has a column of. */
export function listedMetrics(subjects: readonly Subject[], sets: readonly PointSet[]): readonly MetricId[] {
  return metricIds.filter(
    (metric) =>
      sets.some((set) => set.columns[metric] !== undefined) ||
      subjects.some((subject) => subject.published[metric] ?? subject.predicted[metric]),
  );
}

/** How rows are ordered. Rows without the value come last either way. */
export interface RowOrder {
  readonly by: MetricId | "name";
  readonly descending: boolean;
}

/** Rows whose name, group and basis together contain every word of a query, in order. */
export function arrangeRows(
  rows: readonly ListedRow[],
  query: string,
  order: RowOrder,
): readonly ListedRow[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found =
    words.length === 0
      ? [...rows]
      : rows.filter((row) => {
          const text = `${row.name} ${row.group} ${row.basis}`.toLowerCase();
          return words.every((word) => text.includes(word));
        });
  const sign = order.descending ? -1 : 1;
  const { by } = order;
  if (by === "name") return found.sort((a, b) => sign * a.name.localeCompare(b.name));
  const keyed = found.map((row) => ({ row, key: row.value(by) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return (a.key === null ? 1 : 0) - (b.key === null ? 1 : 0);
    return sign * (a.key - b.key);
  });
  return keyed.map(({ row }) => row);
}
