import { readFile } from "node:fs/promises";
import type { Result } from "../../base/result";
import { frontierAnswer } from "../../pareto/frontierAnswer";
import type { ReferencePoint } from "../../pareto/hypervolume";
import { type PointRow, pointRows, pointRowsOfCsv } from "../../pareto/pointTable";
import { type Command, done, failed, textOption, usageError } from "../command";
import { readJsonFile } from "../jsonFile";

/** The Pareto front of a set of points and its hypervolume. */
export const frontierCommand: Command = {
  usage: "POINTS.json|.csv --x FIELD --y FIELD [--x-max] [--y-min] [--reference X,Y]",
  summary: "Finds the Pareto front of points (x minimised, y maximised) and its hypervolume.",
  options: {
    x: { type: "string" },
    y: { type: "string" },
    "x-max": { type: "boolean" },
    "y-min": { type: "boolean" },
    reference: { type: "string" },
  },
  async run(args) {
    const [path, ...more] = args.words;
    const x = textOption(args, "x");
    const y = textOption(args, "y");
    if (path === undefined || more.length > 0) return usageError("frontier takes one file of points.");
    if (x === undefined || y === undefined) return usageError("frontier needs --x FIELD and --y FIELD.");
    const corner = textOption(args, "reference");
    const reference = corner === undefined ? undefined : readReference(corner);
    if (reference === null)
      return usageError("--reference takes two finite numbers with a comma, such as 60,20.");

    const rows = await readPoints(path);
    if (!rows.ok) return failed(rows);
    const senses = {
      x: args.options["x-max"] ? "max" : "min",
      y: args.options["y-min"] ? "min" : "max",
    } as const;
    const answer = frontierAnswer(rows.value, x, y, senses, reference);
    return answer.ok ? done(answer.value) : failed(answer);
  },
};

async function readPoints(path: string): Promise<Result<readonly PointRow[]>> {
  if (path.toLowerCase().endsWith(".csv")) {
    const text = await readFile(path, "utf8").catch(() => null);
    return text === null
      ? { ok: false, problems: [{ field: path, message: "The file cannot be read." }] }
      : pointRowsOfCsv(text);
  }
  const json = await readJsonFile(path);
  return json.ok ? pointRows(json.value) : json;
}

function readReference(text: string): ReferencePoint | null {
  const [x, y, ...more] = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (x === undefined || y === undefined || more.length > 0) return null;
  return Number.isFinite(x) && Number.isFinite(y) ? { x, y } : null;
}
