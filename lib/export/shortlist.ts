import { csvFormat } from "d3-dsv";
import { parameterTable, sumParameters } from "../cost/parameters";
import type { Design } from "../design/design";
import { type BundleOptions, byPath, makeBundle } from "./bundle";
import { jsonText } from "./configFile";
import { recipeFor } from "./recipe";
import { distinctNames } from "./safeName";
import { commentText } from "./shell";
import type { ExportFile, Reason, Target } from "./target";

/** Columns of the manifest. `design`, `tokens` and `loss` are what own results are read from. */
const columns = ["name", "folder", "target", "status", "params", "tokens", "loss", "design"] as const;

/** Several designs exported at once. */
export interface Shortlist {
  readonly files: readonly ExportFile[];
  /** Designs the target refused; their folders hold design.json and the reasons. */
  readonly refused: readonly { readonly design: Design; readonly reasons: readonly Reason[] }[];
}

/**
 * Exports several designs for one target, a folder each, with one manifest. Its column `loss` is empty, to be filled in
 * with validation losses (nats a token) after training; the table then reads back as own results, since `design` holds
 * each design in full.
 */
export function makeShortlist(
  target: Target,
  designs: readonly Design[],
  options: BundleOptions = {},
): Shortlist {
  const folders = distinctNames(designs.map(({ name }) => name));
  const files: ExportFile[] = [];
  const refused: { design: Design; reasons: readonly Reason[] }[] = [];
  const rows = designs.map((design, index) => {
    const folder = folders[index]!;
    const bundle = makeBundle(target, design, options);
    const inner = bundle.ok
      ? bundle.files
      : [
          { path: "design.json", text: jsonText(design) },
          { path: "refused.txt", text: refusalText(target, bundle.reasons) },
        ];
    if (!bundle.ok) refused.push({ design, reasons: bundle.reasons });
    files.push(...inner.map(({ path, text }) => ({ path: `${folder}/${path}`, text })));
    return {
      name: spreadsheetText(design.name),
      folder,
      target: target.id,
      status: bundle.ok ? "exported" : "refused",
      params: String(sumParameters(parameterTable(design)).total),
      tokens: String(recipeFor(design, options.wishes).tokens.value),
      loss: "",
      design: JSON.stringify(design),
    };
  });
  files.push({ path: "manifest.csv", text: `${csvFormat(rows, columns)}\n` });
  return { files: files.sort(byPath), refused };
}

function refusalText(target: Target, reasons: readonly Reason[]): string {
  const lines = reasons.map(({ message, mend }) => `- ${message}${mend ? ` ${mend}` : ""}`);
  return [`${target.name} cannot hold this design:`, ...lines, ""].join("\n");
}

/** A name as a spreadsheet shows it: a leading sign would make it a formula. */
function spreadsheetText(name: string): string {
  const line = commentText(name);
  return /^[=+\-@]/.test(line) ? `'${line}` : line;
}
