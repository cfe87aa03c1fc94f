import { readFile } from "node:fs/promises";
import { fail, problemText } from "../../base/result";
import { writeDeviceProfile } from "../../latency/deviceProfile";
import { fitEndToEnd } from "../../latency/fit/fitEndToEnd";
import { readTimingsCsv } from "../../latency/fit/readTimingsCsv";
import { type Command, done, failed, textOption, usageError } from "../command";
import { findDesign } from "../designReference";
import { loadProfile } from "../loadProfile";
import { memoryOption } from "../memoryOption";
import { writeTextFile } from "../writeTextFile";

/** Calibrates a profile from whole-model timings. */
export const fitE2eCommand: Command = {
  usage: "CSV --out FILE [--device ID|profile.json] [--id ID] [--memory GB]",
  summary: "Calibrates a device from whole-model timings; reports errors with each model left out.",
  options: {
    out: { type: "string" },
    device: { type: "string" },
    id: { type: "string" },
    memory: { type: "string" },
  },
  async run(args) {
    const [path, ...more] = args.words;
    const out = textOption(args, "out");
    if (path === undefined || more.length > 0) return usageError("fit-e2e takes one CSV.");
    if (out === undefined) return usageError("fit-e2e needs --out FILE.");
    const memory = memoryOption(args);
    if (!memory.ok) return usageError(memory.problems.map(problemText).join(" "));
    const memoryBytes = memory.value;
    const text = await readFile(path, "utf8").catch(() => null);
    if (text === null) return failed(fail({ field: path, message: "The file cannot be read." }));
    const timings = await readTimingsCsv(text, findDesign);
    if (!timings.ok) return failed(timings);
    const device = textOption(args, "device");
    const base = device === undefined ? null : await loadProfile(device);
    if (base !== null && !base.ok) return failed(base);
    const named = timings.value.find((timing) => timing.device !== "")?.device ?? "device";
    const id = textOption(args, "id") ?? base?.value.id ?? named;
    const fit = fitEndToEnd(timings.value, {
      id,
      name: base === null ? id : base.value.name,
      ...(base !== null && { base: base.value }),
      ...(memoryBytes !== undefined && { memoryBytes }),
    });
    if (!fit.ok) return failed(fit);
    const { profile, groups, skipped, notes } = fit.value;
    const written = await writeTextFile(out, `${JSON.stringify(writeDeviceProfile(profile))}\n`);
    if (!written.ok) return failed(written);
    return done({
      out,
      device: profile.id,
      defaultStack: profile.defaultStack,
      bandwidthGBs: profile.sheet.bandwidth / 1e9,
      groups: groups.map((group) => ({
        stack: group.stack.id,
        precision: group.precision,
        timings: group.timings.length,
        models: new Set(group.timings.map(({ model }) => model)).size,
        leaveOneModelOutPercent: group.leaveOneModelOutPercent,
        errorPercent: group.errorPercent,
        halfWidthPercent: 100 * Math.expm1(group.fit.halfWidth),
        parameters: group.fit.parameters,
        byModel: byModel(
          group.timings.map(({ model }) => model),
          group.fit.heldOutErrors,
        ),
      })),
      skipped,
      notes,
    });
  },
};

/** Mean error of each model when it was left out, in percent with its sign. */
function byModel(models: readonly string[], errors: readonly number[]): Readonly<Record<string, number>> {
  const means: Record<string, number> = {};
  for (const model of new Set(models)) {
    const own = errors.filter((_, index) => models[index] === model);
    means[model] = (100 * own.reduce((sum, error) => sum + error, 0)) / own.length;
  }
  return means;
}
