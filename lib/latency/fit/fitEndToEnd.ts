import { fail, ok, type Result } from "../../base/result";
import { lowerStep } from "../../cost/lower";
import { memoryOf } from "../../cost/memory";
import { formatsOf } from "../../cost/precision";
import { finalContext, type WeightPrecision } from "../../cost/workload";
import type { Design } from "../../design/design";
import type { Kernel } from "../../design/kernel";
import type { Step } from "../../design/step";
import type { DataSheet } from "../dataSheet";
import type { DeviceProfile } from "../deviceProfile";
import { readDimensions } from "../kernel/dimensions";
import { classOf, type KernelClass, kernelClasses } from "../kernel/kernelClass";
import type { KernelModel } from "../kernel/kernelModel";
import type { RuntimeStack } from "../runtimeStack";
import { defaultReserveBytes, typedDevice } from "../typedDevice";
import { timingsPerParameter } from "./chooseParameters";
import { fitStack, type StackFit, stackFrom } from "./fitStack";
import type { NamedTiming } from "./readTimingsCsv";
import { assumedBalance } from "./sheetFromRows";
import type { StackParameter } from "./stackModel";
import { layerLaunches, stackRows } from "./stackRows";

/** The fit of one runtime at one weight precision. */
export interface EndToEndGroup {
  readonly stack: RuntimeStack;
  readonly precision: WeightPrecision;
  readonly timings: readonly NamedTiming[];
  readonly fit: StackFit;
  /** Mean |error| of the models left out one at a time, %. */
  readonly leaveOneModelOutPercent: number;
  readonly errorPercent: number;
}

/** A profile calibrated by whole-model timings, with what each group of rows could say. */
export interface EndToEndFit {
  readonly profile: DeviceProfile;
  readonly groups: readonly EndToEndGroup[];
  /** Groups left out, and why. */
  readonly skipped: readonly string[];
  readonly notes: readonly string[];
}

export interface EndToEndOptions {
  readonly id: string;
  readonly name: string;
  /** A device whose kernels are known; absent: only the timings are. */
  readonly base?: DeviceProfile;
  readonly memoryBytes?: number;
}

const candidates: readonly StackParameter["id"][] = ["kernels", "layers", "cache", "compute", "steps"];
/** Rounds of fitting the memory rate and starting again from it, so that launches and rates are split at the right rate. */
const rateRounds = 4;

/**
 * Calibrates a device from whole-model timings, one runtime stack for each stack and precision in the table: memory rate, overhead
 * a layer and a step, cost of the cache, compute rate, as far as the timings tell them apart.
 */
export function fitEndToEnd(timings: readonly NamedTiming[], options: EndToEndOptions): Result<EndToEndFit> {
  const devices = new Set(timings.map(({ device }) => device).filter((device) => device !== ""));
  if (devices.size > 1)
    return fail({
      field: "device",
      message: `The table mixes the devices ${[...devices].join(", ")}.`,
      mend: "Fit one device at a time.",
    });
  const grouped = groupTimings(timings);
  const usable = grouped.filter(({ rows }) => rows.length >= 2 * timingsPerParameter);
  if (usable.length === 0)
    return fail({
      field: "",
      message: `${timings.length} timings are too few: one runtime at one precision needs at least ${2 * timingsPerParameter}, for two parameters.`,
    });
  const device = deviceOf(usable[0]!.rows, options);
  const base = device.all;
  const groups = usable.map((group) =>
    fitGroup(device, group, grouped.length === 1, options.base !== undefined),
  );
  const main = groups[0]!;
  const skipped = grouped
    .filter((group) => !usable.includes(group))
    .map(({ label, rows }) => `${label}: ${rows.length} timings free fewer than two parameters.`);
  const notes =
    options.base === undefined && options.memoryBytes === undefined
      ? [
          "The timings do not say how much memory the device has; the largest run that was timed is taken as the limit.",
        ]
      : [];
  return ok({
    groups,
    skipped,
    notes,
    profile: {
      ...base,
      models:
        options.base === undefined
          ? absorbed(
              base,
              usable.flatMap(({ rows }) => rows),
            )
          : base.models,
      id: options.id,
      name: options.name,
      ...(options.base === undefined &&
        options.memoryBytes === undefined && { memoryAssumed: true as const }),
      stacks: groups.map(({ stack }) => stack),
      defaultStack: main.stack.id,
      provenance: {
        note: `Calibrated by ${timings.length} whole-model timings. ${notes.join(" ")}`.trim(),
        sources: options.base?.provenance.sources ?? [],
        notice: options.base?.provenance.notice ?? "",
      },
    },
  });
}

interface Grouped {
  readonly label: string;
  readonly stack: string;
  readonly precision: WeightPrecision;
  readonly rows: readonly NamedTiming[];
}

/** Rows by runtime and precision; bf16 first, then by number of rows. */
function groupTimings(timings: readonly NamedTiming[]): readonly Grouped[] {
  const groups = new Map<string, NamedTiming[]>();
  for (const timing of timings) {
    const label = `${timing.stack || "runtime"}, ${timing.workload.precision}`;
    const rows = groups.get(label);
    if (rows === undefined) groups.set(label, [timing]);
    else rows.push(timing);
  }
  return [...groups]
    .map(([label, rows]) => ({
      label,
      rows,
      stack: rows[0]!.stack,
      precision: rows[0]!.workload.precision,
    }))
    .sort(
      (a, b) =>
        Number(b.precision === "bf16") - Number(a.precision === "bf16") || b.rows.length - a.rows.length,
    );
}

/** The device that the runtimes run on, and the same as it looks to who has not seen a model. */
interface TimedDevice {
  readonly all: DeviceProfile;
  readonly without: (model: string) => DeviceProfile;
}

/** A known device stays what it is; else its rates are those of the timings, without those of the model left out. */
function deviceOf(timings: readonly NamedTiming[], options: EndToEndOptions): TimedDevice {
  const { base } = options;
  if (base !== undefined) return { all: base, without: () => base };
  const all = deviceFromTimings(timings, options);
  const known = new Map<string, DeviceProfile>();
  return {
    all,
    without(model) {
      const kept = timings.filter((timing) => timing.model !== model);
      if (kept.length === 0 || kept.length === timings.length) return all;
      const device = known.get(model) ?? deviceFromTimings(kept, options);
      known.set(model, device);
      return device;
    },
  };
}

function fitGroup(device: TimedDevice, group: Grouped, alone: boolean, known: boolean): EndToEndGroup {
  const rows = stackRows(device.all, group.rows);
  const fit = fitStack(rows, {
    candidates,
    launches: layerLaunches(device.all.models),
    rowsWithout: (model) => stackRows(device.without(model), group.rows),
  });
  const models = new Set(rows.map(({ model }) => model)).size;
  const stack = stackFrom(fit, {
    id: alone ? group.stack || "fitted" : `${group.stack || "fitted"} ${group.precision}`,
    name: `${group.stack || "Fitted runtime"}, ${group.precision}`,
    precision: group.precision,
    calibrated: true,
    origin: `Fitted to ${rows.length} timings of ${models} models${known ? " on measured kernels" : ""}; ${leftOutWords(fit)}.`,
  });
  return {
    stack,
    precision: group.precision,
    timings: group.rows,
    fit,
    leaveOneModelOutPercent: meanPercent(fit.heldOutErrors),
    errorPercent: meanPercent(fit.errors),
  };
}

function leftOutWords({ heldOutErrors }: StackFit): string {
  return heldOutErrors.every(Number.isFinite)
    ? `models left out one at a time: ${meanPercent(heldOutErrors).toFixed(1)} % mean error`
    : "too few models to leave one out, so that its band is wide";
}

/** Mean |error| in percent; NaN where nothing could be left out. */
function meanPercent(errors: readonly number[]): number {
  return (100 * errors.reduce((sum, error) => sum + Math.abs(error), 0)) / errors.length;
}

/** A device of first principles whose memory rate (and compute rate, where prompts tell it) is that of the timings. */
function deviceFromTimings(timings: readonly NamedTiming[], options: EndToEndOptions): DeviceProfile {
  const largest = timings.reduce((most, { design, workload }) => {
    const context = finalContext(workload);
    return Math.max(most, memoryOf(design, { batch: workload.batch, context, workload }).totalBytes);
  }, 0);
  let sheet: DataSheet = {
    memoryBytes: options.memoryBytes ?? largest + defaultReserveBytes,
    bandwidth: 1e12,
    peakBf16: 1e12 * assumedBalance,
    peakFp8: null,
    cacheBytes: 32e6,
    sms: 100,
  };
  for (let round = 0; round < rateRounds; round++) {
    const device = typedDevice(options.id, options.name, sheet);
    const { factors, parameters } = fitStack(stackRows(device, timings), {
      candidates,
      launches: layerLaunches(device.models),
    });
    const memory = clampRate(factors["weight traffic"]);
    const freedCompute = parameters.some(({ id, range }) => id === "compute" && range !== null);
    const compute = freedCompute ? clampRate(factors.compute) : memory;
    sheet = {
      ...sheet,
      bandwidth: sheet.bandwidth / memory,
      peakBf16: sheet.peakBf16 / compute,
    };
  }
  return typedDevice(options.id, options.name, sheet);
}

/**
 * Models of the kernel classes that ran in the timings: their errors are part of the stack's held-out error already, so that their
 * own band shrinks to what differs between models, and their range is that of the timed models.
 */
function absorbed(base: DeviceProfile, timings: readonly NamedTiming[]): DeviceProfile["models"] {
  const ranges = new Map<KernelClass, [number, number][]>();
  for (const { design, workload } of timings)
    for (const kernel of kernelsTimed(design, workload)) {
      const { kernelClass, standsIn } = classOf(kernel, formatsOf(workload));
      if (standsIn) continue;
      const dimensions = readDimensions(kernel);
      const known = ranges.get(kernelClass);
      if (known === undefined)
        ranges.set(
          kernelClass,
          dimensions.map((value) => [value, value]),
        );
      else
        dimensions.forEach((value, index) => {
          const range = known[index]!;
          known[index] = [Math.min(range[0], value), Math.max(range[1], value)];
        });
    }
  return Object.fromEntries(
    kernelClasses.map((kernelClass) => {
      const model = base.models[kernelClass];
      const range = ranges.get(kernelClass);
      if (range === undefined) return [kernelClass, model];
      const band = { splitUs: 0, small: absorbedWidth, large: absorbedWidth };
      return [kernelClass, { ...model, band, ranges: range, origin: "Calibrated by whole-model timings." }];
    }),
  ) as Record<KernelClass, KernelModel>;
}

/** Half-width left to a class that whole-model timings calibrate. */
const absorbedWidth = 0.1;

/** Kernels at both ends of a timing. */
function kernelsTimed(design: Design, workload: NamedTiming["workload"]): readonly Kernel[] {
  const { phase, batch, prompt } = workload;
  const steps: Step[] = [];
  if (phase !== "decode") steps.push({ phase: "prefill", batch, tokens: prompt, context: 0 });
  if (phase !== "prefill")
    for (const context of [prompt, prompt + workload.new - 1])
      steps.push({ phase: "decode", batch, tokens: 1, context });
  return steps.flatMap((step) => lowerStep(design, step).flatMap(({ kernels }) => kernels));
}

/** A round moves a rate at most thousandfold; a factor of 0 says nothing. */
function clampRate(factor: number): number {
  return factor > 0 ? Math.max(1e-3, Math.min(1e3, factor)) : 1;
}
