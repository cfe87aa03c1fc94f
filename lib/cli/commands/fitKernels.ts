import { readFile } from "node:fs/promises";
import { fail, problemText } from "../../base/result";
import { knownDevices } from "../../latency/dataSheet";
import { writeDeviceProfile } from "../../latency/deviceProfile";
import { shippedDevices } from "../../latency/devices";
import { fitDevice } from "../../latency/fit/fitDevice";
import type { KernelRow } from "../../latency/fit/kernelTable";
import { readKernelCsv } from "../../latency/fit/readKernelCsv";
import { type Command, done, failed, textOption, usageError } from "../command";
import { loadProfile } from "../loadProfile";
import { memoryOption } from "../memoryOption";
import { writeTextFile } from "../writeTextFile";

/** Fits a profile to measured kernels. */
export const fitKernelsCommand: Command = {
  usage: "--device ID|NAME --out FILE [--memory GB] CSV…",
  summary: "Fits a device profile to measured kernels; reports the error on shape families held out whole.",
  options: { device: { type: "string" }, out: { type: "string" }, memory: { type: "string" } },
  async run(args) {
    const device = textOption(args, "device");
    const out = textOption(args, "out");
    if (device === undefined || out === undefined) return usageError("fit-kernels needs --device and --out.");
    if (args.words.length === 0) return usageError("fit-kernels takes at least one CSV.");
    const memory = memoryOption(args);
    if (!memory.ok) return usageError(memory.problems.map(problemText).join(" "));
    const memoryBytes = memory.value;
    const rows: KernelRow[] = [];
    for (const path of args.words) {
      const text = await readFile(path, "utf8").catch(() => null);
      if (text === null) return failed(fail({ field: path, message: "The file cannot be read." }));
      const table = readKernelCsv(text, { needsLatency: true });
      if (!table.ok)
        return failed({
          problems: table.problems.map((problem) => ({ ...problem, field: `${path}: ${problem.field}` })),
        });
      for (const row of table.value.rows) rows.push(row);
    }
    const lenders = await Promise.all(shippedDevices.map(({ id }) => loadProfile(id)));
    const known = knownDevices.find(({ id }) => id === device);
    const fit = fitDevice(rows, {
      id: device,
      name: known?.name ?? device,
      ...(known !== undefined && { sheet: known.sheet }),
      ...(memoryBytes !== undefined && { memoryBytes }),
      lenders: lenders.flatMap((lender) => (lender.ok ? [lender.value] : [])),
    });
    if (!fit.ok) return failed(fit);
    const { profile, notes } = fit.value;
    const written = await writeTextFile(out, `${JSON.stringify(writeDeviceProfile(profile))}\n`);
    if (!written.ok) return failed(written);
    return done({ out, device: profile.id, rows: rows.length, heldOut: profile.evaluation, notes });
  },
};
