import { csvFormatRows } from "d3-dsv";
import { fail, ok, type Result } from "../base/result";
import { type FileLimit, fileSizeProblem, readJsonText } from "../design/readDesignText";
import { metricsOf, type PointSet, pointSetOfRows, type SetBasis, setBases, setValue } from "./pointSet";
import { type PointRow, pointRows, pointRowsOfCsv, rowField } from "./pointTable";

/** Larger files are refused unread: 50,000 candidates take about 12 MB. */
export const pointSetFiles: FileLimit = {
  bytes: 64 * 1024 * 1024,
  kind: "a set of points",
  mend: "Split it.",
};

/** A set as the JSON document that `readPointSet` reads back. */
export function documentOfSet(set: PointSet) {
  return { name: set.name, basis: set.basis, points: rowsOfSet(set) };
}

/** The points of a set as plain objects. */
function rowsOfSet(set: PointSet): readonly PointRow[] {
  const present = metricsOf(set);
  return Array.from({ length: set.size }, (_, index) => ({
    id: nameAt(set, index),
    ...Object.fromEntries(
      present.flatMap((metric) => {
        const value = setValue(set, metric, index);
        return value === null ? [] : [[metric, value]];
      }),
    ),
  }));
}

/**
 * A set as CSV: one line a point with its name, what its figures rest on, and one column a metric. The header names
 * metrics, units are those of the catalogue.
 */
export function csvOfSet(set: PointSet): string {
  const present = metricsOf(set);
  const lines = Array.from({ length: set.size }, (_, index) => [
    nameAt(set, index),
    set.basis,
    ...present.map((metric) => String(setValue(set, metric, index) ?? "")),
  ]);
  return `${csvFormatRows([["id", "basis", ...present], ...lines])}\n`;
}

function nameAt(set: PointSet, index: number): string {
  return set.names[index] ?? String(index);
}

/**
 * Reads a set from the text of a file, CSV by its name and JSON else. What its figures rest on is read from the document's or
 * the rows' `basis`, else told by the sources of their estimates; a file that says nothing of it holds measurements.
 */
export function readPointSet(fileName: string, text: string): Result<PointSet> {
  const tooLarge = fileSizeProblem(text.length, pointSetFiles);
  if (tooLarge) return fail(tooLarge);
  const isCsv = fileName.toLowerCase().endsWith(".csv");
  const json = isCsv ? null : readJsonText(text, pointSetFiles);
  if (json !== null && !json.ok) return json;
  const rows = json === null ? pointRowsOfCsv(text) : pointRows(json.value);
  if (!rows.ok) return rows;
  const header = isObject(json?.value) ? json.value : {};
  const basis = readBasis(header.basis, rows.value);
  if (!basis.ok) return basis;
  const name =
    typeof header.name === "string" && header.name.trim() !== ""
      ? header.name.trim().slice(0, 200)
      : fileName.replace(/\.[^.]*$/, "");
  return pointSetOfRows(rows.value, { id: `file:${fileName}`, name, basis: basis.value });
}

/** What the figures of a file rest on; every statement of it must say the same. */
function readBasis(stated: unknown, rows: readonly PointRow[]): Result<SetBasis> {
  const said = [
    { field: "basis", value: stated },
    ...rows.map((row, at) => ({ field: `row ${at + 1}, basis`, value: rowField(row, "basis") })),
  ].filter(({ value }) => value !== undefined && value !== "");
  const wrong = said.find(({ value }) => !setBases.includes(value as SetBasis));
  if (wrong !== undefined)
    return fail({
      field: wrong.field,
      message: `must be ${setBases.join(", ")}, but is ${JSON.stringify(wrong.value)?.slice(0, 60)}.`,
      mend: "Say what the figures rest on, or leave the field out: they then count as measured.",
    });
  const [first] = said;
  const other = said.find(({ value }) => value !== first?.value);
  if (other !== undefined)
    return fail({
      field: other.field,
      message: `is ${other.value}, but ${first?.field} is ${first?.value}: a set rests on one footing.`,
      mend: "Save one file for each.",
    });
  return ok((first?.value as SetBasis | undefined) ?? basisOfSources(rows));
}

/** Answers of the search hold estimates: their source tells whether anything of them was predicted. */
function basisOfSources(rows: readonly PointRow[]): SetBasis {
  const sources = Object.values(rows[0] ?? {}).flatMap((field) => (isObject(field) ? [field.source] : []));
  if (sources.some((source) => source === "calibrated" || source === "modelled")) return "predicted";
  return sources.includes("published") && !sources.includes("measured") ? "published" : "measured";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
