import { readCsvTable } from "../base/csvTable";
import { fail, ok, type Result } from "../base/result";

/** A row of a table of points: whatever fields its maker gave it. */
export type PointRow = Readonly<Record<string, unknown>>;

/**
 * Rows of points from parsed JSON: a list of objects, or an object that holds one under `points`, `front` or `models`,
 * as the answers of the search and of this program do.
 */
export function pointRows(json: unknown): Result<readonly PointRow[]> {
  const list = Array.isArray(json) ? json : isRow(json) ? (json.points ?? json.front ?? json.models) : null;
  if (!Array.isArray(list))
    return fail({
      field: "",
      message: "Points are a list of objects.",
      mend: 'Write [{"id": "a", "latencyMs": 10, "average": 50}, …], or put such a list under "points".',
    });
  const wrong = list.findIndex((row) => !isRow(row));
  if (wrong >= 0)
    return fail({ field: `[${wrong}]`, message: "A point is an object with named numbers.", mend: "" });
  return ok(list as readonly PointRow[]);
}

/** Rows of points from a CSV with a header line. */
export function pointRowsOfCsv(text: string): Result<readonly PointRow[]> {
  const { columns, rows } = readCsvTable(text);
  if (columns.length < 2)
    return fail({
      field: "",
      message: "A table of points has a header line and at least two columns.",
      mend: "Separate columns by commas and name them in the first line.",
    });
  return ok(rows);
}

function isRow(value: unknown): value is PointRow {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a row calls itself: its `id`, `name` or `model`, else its place in the list. */
export function rowId(row: PointRow, index: number): string {
  const named = row.id ?? row.name ?? row.model;
  return typeof named === "string" || typeof named === "number" ? String(named) : String(index);
}

/**
 * The number a row holds under `path` (dots lead into nested objects; an estimate counts by its value). Text is read
 * as a number, as CSV has nothing else. NaN where there is none.
 */
export function rowNumber(row: PointRow, path: string): number {
  const found = rowField(row, path);
  const value = isRow(found) && "value" in found ? found.value : found;
  if (typeof value === "number") return value;
  return typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
}

/** What a row holds in a field, or where a dotted path leads. */
export function rowField(row: PointRow, path: string): unknown {
  if (Object.hasOwn(row, path)) return row[path];
  let at: unknown = row;
  for (const part of path.split(".")) {
    if (!isRow(at) || !Object.hasOwn(at, part)) return undefined;
    at = at[part];
  }
  return at;
}

/** True when some row has the field, whatever it holds. */
export function hasColumn(rows: readonly PointRow[], path: string): boolean {
  return rows.some((row) => rowField(row, path) !== undefined);
}
