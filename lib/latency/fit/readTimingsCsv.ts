import { readCsvTable } from "../../base/csvTable";
import { fail, ok, type Problem, type Result } from "../../base/result";
import { parseWorkload } from "../../cost/parseWorkload";
import type { Design } from "../../design/design";
import type { WholeModelTiming } from "./stackRows";

/** A timing with the device and runtime the table names, empty where it names none. */
export interface NamedTiming extends WholeModelTiming {
  readonly device: string;
  readonly stack: string;
}

/** Finds the design a row means: by `design` (a path) or `model` (a preset id or a name). */
export type FindDesign = (reference: {
  readonly column: "design" | "model";
  readonly text: string;
}) => Promise<Result<Design>> | Result<Design>;

const needed = ["phase", "batch", "prompt", "new", "precision", "ms"] as const;
const maxProblems = 8;
/** Names are shown in menus and kept in profiles. */
const longestStackName = 200;

/**
 * Reads whole-model timings: columns `model` or `design`, `phase`, `batch`, `prompt`, `new`, `precision`, `ms`; `device` and `stack`
 * are kept where given. Clear problems for missing columns, unknown models, and times that are not positive numbers.
 */
export async function readTimingsCsv(
  text: string,
  findDesign: FindDesign,
): Promise<Result<readonly NamedTiming[]>> {
  const table = readCsvTable(text);
  if (table.rows.length === 0) return fail({ field: "", message: "The table has no rows." });
  const missing = needed.filter((column) => !table.columns.includes(column));
  const hasModel = table.columns.includes("model") || table.columns.includes("design");
  if (missing.length > 0 || !hasModel) {
    const names = [...missing, ...(hasModel ? [] : ["model (or design)"])].join(", ");
    const other = table.columns.find((column) => ["s", "us", "seconds", "latency_us"].includes(column));
    return fail({
      field: "columns",
      message: `Whole-model timings need the columns ${names}, which are missing.`,
      ...(other !== undefined && { mend: `Turn ${other} into milliseconds in a column ms.` }),
    });
  }
  const designs = new Map<string, Result<Design>>();
  const timings: NamedTiming[] = [];
  const problems: Problem[] = [];
  for (const [index, record] of table.rows.entries()) {
    const line = `line ${table.lines[index]}`;
    const column = record.design ? "design" : "model";
    const reference = record[column] ?? "";
    const key = `${column}:${reference}`;
    const design = designs.get(key) ?? (await findDesign({ column, text: reference }));
    designs.set(key, design);
    const ms = Number(record.ms || Number.NaN);
    const number = (name: "batch" | "prompt" | "new") => Number(record[name] || Number.NaN);
    const { precision } = record;
    const workload = parseWorkload({
      id: line,
      name: line,
      phase: record.phase,
      batch: number("batch"),
      prompt: number("prompt"),
      new: number("new"),
      precision,
      cachePrecision: precision === "fp32" ? "fp32" : "bf16",
    });
    if (!design.ok)
      problems.push(...design.problems.map((problem) => ({ ...problem, field: `${line}, ${column}` })));
    else if (!(ms > 0 && Number.isFinite(ms)))
      problems.push({
        field: `${line}, ms`,
        message: `must be a positive number, but is "${record.ms ?? ""}".`,
      });
    else if (!workload.ok)
      problems.push(
        ...workload.problems.map((problem) => ({ ...problem, field: `${line}, ${problem.field}` })),
      );
    else if ((record.stack ?? "").length > longestStackName)
      problems.push({
        field: `${line}, stack`,
        message: `A runtime's name has at most ${longestStackName} characters.`,
      });
    else if (workload.value.batch === "max")
      problems.push({ field: `${line}, batch`, message: "A timing needs the batch it was taken at." });
    else
      timings.push({
        model: reference,
        design: design.value,
        workload: { ...workload.value, batch: workload.value.batch },
        ms,
        device: record.device ?? "",
        stack: record.stack ?? "",
      });
    if (problems.length >= maxProblems) break;
  }
  return problems.length > 0 ? { ok: false, problems } : ok(timings);
}
