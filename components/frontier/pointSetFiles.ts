import { workbench } from "@/components/shell/session";
import { saveBlob } from "@/components/ui/chart/exportFigure";
import { programName } from "@/components/ui/chart/programVersion";
import { fail, type Result } from "@/lib/base/result";
import { fileSizeProblem } from "@/lib/design/readDesignText";
import type { Subject } from "@/lib/pareto/marks";
import type { PointSet } from "@/lib/pareto/pointSet";
import { csvOfSet, documentOfSet, pointSetFiles, readPointSet } from "@/lib/pareto/pointSetFile";

/** Reads a set of measured or otherwise known points from a file that somebody brought. */
export async function readPointSetFile(file: File): Promise<Result<PointSet>> {
  const tooLarge = fileSizeProblem(file.size, pointSetFiles);
  if (tooLarge) return fail({ ...tooLarge, field: file.name });
  return readPointSet(file.name, await file.text());
}

/** Saves a set as a file that can be loaded again. */
export function savePointSet(set: PointSet, format: "csv" | "json"): void {
  const text = format === "csv" ? csvOfSet(set) : `${JSON.stringify(documentOfSet(set), null, 1)}\n`;
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
    sets: sets.map((set) => ({ id: set.id, ...documentOfSet(set) })),
  };
  saveBlob(
    new Blob([`${JSON.stringify(everything, null, 1)}\n`], { type: "application/json" }),
    "paretoscope.json",
  );
}
