import { readCsvTable } from "../../base/csvTable";
import { fail, ok, type Problem, type Result } from "../../base/result";
import type { Design } from "../../design/design";
import { designFromNotation } from "../../design/designFromNotation";
import { findPreset } from "../../design/presets";
import { readDesignText } from "../../design/readDesignText";
import { qualityShape } from "../qualityShape";
import type { OwnResult } from "./ownResult";

/** More rows would add time, not knowledge: the terms are about twenty. */
const mostRows = 500;

/**
 * Reads own results from CSV with the columns `design`, `tokens`, and `loss` (nats a token) or `cr6` (percent) or both.
 * `design` is a preset id, a design document as JSON, a notation (with a column `hidden`), or a name that `known` finds,
 * such as one of the user's library. Every row that cannot be used is named.
 */
export function readOwnResults(
  csv: string,
  known: (name: string) => Design | null = () => null,
): Result<readonly OwnResult[]> {
  const table = readCsvTable(csv);
  const missing = ["design", "tokens"].filter((column) => !table.columns.includes(column));
  if (missing.length > 0 || !(table.columns.includes("loss") || table.columns.includes("cr6")))
    return fail({
      field: "columns",
      message: `The table has the columns ${table.columns.join(", ") || "(none)"}.`,
      mend: "It needs design, tokens, and loss or cr6.",
    });
  if (table.rows.length === 0) return fail({ field: "rows", message: "The table has no rows." });
  if (table.rows.length > mostRows)
    return fail({
      field: "rows",
      message: `The table has ${table.rows.length} rows; at most ${mostRows} are used.`,
    });
  const problems: Problem[] = [];
  const results: OwnResult[] = [];
  table.rows.forEach((row, index) => {
    const line = `line ${table.lines[index]}`;
    const design = designNamed(row.design ?? "", row.hidden, known);
    const tokens = numberOf(row.tokens);
    const loss = numberOf(row.loss);
    const cr6 = numberOf(row.cr6);
    const wrong = (field: string, message: string) => problems.push({ field: `${line}, ${field}`, message });
    if (!design.ok) problems.push(...design.problems.map((p) => ({ ...p, field: `${line}, design` })));
    else if (qualityShape(design.value).mixers === 0)
      wrong("design", "No layer mixes tokens, so the law cannot speak of it.");
    if (tokens === null || !(tokens > 0)) wrong("tokens", "Tokens must be a number above 0.");
    for (const [field, value] of Object.entries({ loss, cr6 }))
      if (value === null && row[field]) wrong(field, `"${row[field]}" is not a number.`);
    if (!row.loss && !row.cr6) wrong("loss", "Neither loss nor cr6 is given.");
    if (loss !== null && !(loss > 0 && loss < 15)) wrong("loss", `${loss} is no loss in nats a token.`);
    if (cr6 !== null && !(cr6 > 0 && cr6 < 100)) wrong("cr6", `${cr6} is no average in percent.`);
    if (design.ok && tokens !== null)
      results.push({ label: design.value.name, design: design.value, tokens, loss, cr6 });
  });
  return problems.length > 0 ? fail(...problems) : ok(results);
}

function designNamed(
  text: string,
  hidden: string | undefined,
  known: (name: string) => Design | null,
): Result<Design> {
  const found = known(text) ?? findPreset(text.replace(/^preset:/, ""))?.design;
  if (found) return ok(found);
  if (text.startsWith("{")) return readDesignText(text);
  const width = numberOf(hidden);
  if (width !== null) {
    const read = designFromNotation(text, width);
    return read.ok ? ok({ ...read.value.design, name: `${text}, ${width} wide` }) : read;
  }
  return fail({
    field: "design",
    message: `There is no design called ${text || "(empty)"}.`,
    mend: "Give a preset id, a design as JSON, or a notation with a column hidden.",
  });
}

/** A number of a cell; null when it is empty or none. */
function numberOf(cell: string | undefined): number | null {
  if (cell === undefined || cell === "") return null;
  const value = Number(cell);
  return Number.isFinite(value) ? value : null;
}
