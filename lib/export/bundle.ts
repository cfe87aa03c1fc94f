import type { Design } from "../design/design";
import { jsonText } from "./configFile";
import { designFigures, type NamedFigure } from "./figures";
import { parameterCsv } from "./parameterCsv";
import { readme } from "./readme";
import { type RecipeWishes, recipeFor } from "./recipe";
import { type RoundTrip, roundTrip } from "./roundTrip";
import type { ExportFile, Reason, Target } from "./target";
import { capabilityOf } from "./targets";

/** An export of one design for one target: its files, or the reasons against. */
export type Bundle =
  | {
      readonly ok: true;
      /** Sorted by path; no path leaves the folder. */
      readonly files: readonly ExportFile[];
      readonly warnings: readonly string[];
      readonly trip: RoundTrip;
    }
  | { readonly ok: false; readonly reasons: readonly Reason[] };

export interface BundleOptions {
  readonly wishes?: RecipeWishes;
  /** Predicted figures of the caller's device and workload, put beside what this module counts itself. */
  readonly predicted?: readonly NamedFigure[];
}

/**
 * Makes an export: the target's files, the design, its parameter table and figures, and a README. The same design and
 * options always give the same bytes: nothing depends on the clock, the locale or the machine.
 */
export function makeBundle(target: Target, design: Design, options: BundleOptions = {}): Bundle {
  const { reasons, warnings } = capabilityOf(target, design);
  if (reasons.length > 0) return { ok: false, reasons };
  const recipe = recipeFor(design, options.wishes);
  const own = target.emit(design, recipe);
  const trip = roundTrip(target, design, own);
  const figures = [...designFigures(design, recipe), ...(options.predicted ?? [])];
  const files: ExportFile[] = [
    ...own.filter(({ path }) => path !== "design.json"),
    { path: "design.json", text: jsonText(design) },
    { path: "parameters.csv", text: parameterCsv(design) },
    { path: "figures.json", text: jsonText({ figures, recipe }) },
  ];
  files.push(readme({ design, target, recipe, warnings, figures, trip, files }));
  return { ok: true, files: files.sort(byPath), warnings, trip };
}

/** Orders files by path, by code unit: the same on every machine. */
export function byPath(one: ExportFile, other: ExportFile): number {
  return one.path < other.path ? -1 : one.path > other.path ? 1 : 0;
}
