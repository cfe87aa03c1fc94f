import { workbench } from "@/components/shell/session";
import { saveBlob } from "@/components/ui/chart/exportFigure";
import { programName } from "@/components/ui/chart/programVersion";
import { fail, type Result } from "@/lib/base/result";
import { readJsonText } from "@/lib/design/readDesignText";
import type { Subject } from "@/lib/pareto/marks";
import { csvOfSet, type PointSet, pointSetOfRows, rowsOfSet } from "@/lib/pareto/pointSet";
import { pointRows, pointRowsOfCsv } from "@/lib/pareto/pointTable";

/** Larger files are refused unread. */
const largestFile = 64e6;

/** Reads a set of measured or otherwise known points from a file that somebody brought. */
export async function readPointSetFile(file: File): Promise<Result<PointSet>> {
  if (file.size > largestFile)
    return fail({ field: file.name, message: "The file is larger than 64 MB.", mend: "Split it." });
  const text = await file.text();
  const json = file.name.toLowerCase().endsWith(".csv") ? null : readJsonText(text);
  if (json !== null && !json.ok) return json;
  const rows = json === null ? pointRowsOfCsv(text) : pointRows(json.value);
  if (!rows.ok) return rows;
  const name = file.name.replace(/\.[^.]*$/, "");
  return pointSetOfRows(rows.value, { id: `file:${file.name}`, name, basis: "measured" });
}

/** Saves a set as a file that can be loaded again. */
export function savePointSet(set: PointSet, format: "csv" | "json"): void {
  const text = format === "csv" ? csvOfSet(set) : `${JSON.stringify(rowsOfSet(set), null, 1)}\n`;
  saveBlob(
    new Blob([text], { type: format === "csv" ? "text/csv" : "application/json" }),
    `${set.name}.${format}`,
  );
}

/** Everything the plot is drawn from as one file: document, view, every model's figures with their sources, all sets. */
export function saveEverything(subjects: readonly Subject[], sets: readonly PointSet[]): void {
  const { document, view } = workbench.getState();
  const everything = {
    program: programName,
    document,
    view,
    models: subjects,
    sets: sets.map((set) => ({ id: set.id, name: set.name, basis: set.basis, points: rowsOfSet(set) })),
  };
  saveBlob(
    new Blob([`${JSON.stringify(everything, null, 1)}\n`], { type: "application/json" }),
    "paretoscope.json",
  );
}
