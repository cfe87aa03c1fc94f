import { readFile } from "node:fs/promises";
import { fail } from "../../base/result";
import { type KernelOp, kernelOps, readKernelCsv } from "../../latency/fit/readKernelCsv";
import { predictRow } from "../../latency/predictRow";
import { type Command, done, failed, textOption, usageError } from "../command";
import { loadProfile } from "../loadProfile";

/** Predicts every row of a table of kernels; rows come back in order with their columns unchanged. */
export const predictKernelsCommand: Command = {
  usage: `--device ID|profile.json --op ${kernelOps.join("|")} FILE.csv`,
  summary: "Predicts the kernels of a table: each row with predicted_us, lo_us and hi_us.",
  options: { device: { type: "string" }, op: { type: "string" } },
  async run(args) {
    const [path, ...more] = args.words;
    const device = textOption(args, "device");
    const op = textOption(args, "op");
    if (path === undefined || more.length > 0) return usageError("predict-kernels takes one FILE.csv.");
    if (device === undefined) return usageError("predict-kernels needs --device.");
    if (op !== undefined && !isKernelOp(op))
      return usageError(`--op must be one of ${kernelOps.join(", ")}, but is ${op}.`);
    const text = await readFile(path, "utf8").catch(() => null);
    if (text === null) return failed(fail({ field: path, message: "The file cannot be read." }));
    const table = readKernelCsv(text, { needsLatency: false, ...(op !== undefined && { op }) });
    if (!table.ok) return failed(table);
    const profile = await loadProfile(device);
    if (!profile.ok) return failed(profile);
    const { records, rows } = table.value;
    return done(
      rows.map((row, index) => ({ ...asNumbers(records[index]!), ...predictRow(profile.value, row) })),
    );
  },
};

function isKernelOp(op: string): op is KernelOp {
  return kernelOps.some((known) => known === op);
}

/** Cells that are numbers as JSON numbers, others as text. */
function asNumbers(record: Readonly<Record<string, string>>): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    Object.entries(record).map(([column, cell]) => [
      column,
      cell.trim() !== "" && Number.isFinite(Number(cell)) ? Number(cell) : cell,
    ]),
  );
}
