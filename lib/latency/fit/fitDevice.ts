import { evenSample } from "../../base/evenSample";
import { fail, ok, type Result } from "../../base/result";
import type { DataSheet } from "../dataSheet";
import type { DeviceProfile } from "../deviceProfile";
import type { Borrowed } from "../kernel/borrowedResidual";
import { type KernelClass, kernelClasses, kernelClassLabels } from "../kernel/kernelClass";
import type { KernelModel } from "../kernel/kernelModel";
import { kernelsStack } from "../runtimeStack";
import { defaultReserveBytes, sheetModel } from "../typedDevice";
import { buildModel } from "./buildModel";
import { donorsFor, mostRowsThatBorrow } from "./donors";
import type { KernelRow } from "./kernelTable";
import { mixedUnitsProblem } from "./mixedUnits";
import { type ParityPoint, parityPoints } from "./parity";
import { assumedBalance, sheetFromRows } from "./sheetFromRows";

/** Rows a class needs before it is fitted at all; fewer where other devices lend a start. */
const leastRows = 12;
const leastRowsThatBorrow = 6;
/** Rows of a class used at most; an even sample of longer tables changes errors by less than they scatter. */
export const mostRows = 30_000;
/** Weights below this are too small to name. */
const smallestNamedWeight = 0.1;
/** Half-width of classes that were not measured on a device whose peak is assumed: a factor of ten. */
const unknownPeakWidth = Math.LN10;
/** Characters of a kernel's name that notes repeat. */
const longestName = 80;
/** Memory of a device nobody stated it for: the least the shipped ones have. */
const assumedMemoryBytes = 24 * 2 ** 30;

export interface DeviceFitOptions {
  readonly id: string;
  readonly name: string;
  /** Data sheet where it is known; otherwise rates are read off the rows. */
  readonly sheet?: DataSheet;
  readonly memoryBytes?: number;
  /** Devices whose residuals few rows may borrow; the device itself among them lends nothing. */
  readonly lenders?: readonly DeviceProfile[];
  /** Share done, 0 to 1, and what is being fitted. */
  readonly onProgress?: (share: number, label: string) => void;
}

/** A device fitted to a user's kernels. */
export interface DeviceFit {
  readonly profile: DeviceProfile;
  /** Held-out prediction of each row by class, for parity and residual plots. */
  readonly parity: readonly ParityPoint[];
  readonly notes: readonly string[];
}

/**
 * Fits a device profile to measured kernels: a model for each class with enough rows, first principles for the rest. Refuses
 * tables in which no class has enough rows.
 */
export function fitDevice(rows: readonly KernelRow[], options: DeviceFitOptions): Result<DeviceFit> {
  const notes: string[] = [];
  const byClass = new Map<KernelClass, readonly KernelRow[]>();
  for (const [kernelClass, group] of groupByClass(rows))
    byClass.set(kernelClass, mainImplementation(group, notes));
  const donorsOf = (kernelClass: KernelClass) => donorsFor(kernelClass, options.lenders ?? [], options.id);
  const needed = (kernelClass: KernelClass) =>
    donorsOf(kernelClass).length > 0 ? leastRowsThatBorrow : leastRows;
  const fitted = kernelClasses.filter(
    (kernelClass) => (byClass.get(kernelClass)?.length ?? 0) >= needed(kernelClass),
  );
  if (fitted.length === 0) {
    const counts = [...byClass].map(
      ([kernelClass, { length }]) => `${kernelClassLabels[kernelClass]}: ${length} of ${needed(kernelClass)}`,
    );
    return fail({
      field: "rows",
      message: `Too few rows to fit any kernel class. There are, of those needed, ${counts.join(", ") || "none"}.`,
    });
  }
  const { sheet, peakAssumed } =
    options.sheet === undefined
      ? sheetFromRows(rows, options.memoryBytes ?? assumedMemoryBytes)
      : { sheet: options.sheet, peakAssumed: false };
  if (options.sheet === undefined)
    notes.push(
      peakAssumed
        ? `No row computes at the device's matrix rate; ${assumedBalance} operations a byte of its memory's rate are assumed, so that classes that were not measured may be off tenfold. Measure large matrix products, or state the data sheet.`
        : "Rates of classes that were not measured are read off the measured ones.",
    );
  if (options.sheet === undefined && options.memoryBytes === undefined)
    notes.push("Kernel times do not say how much memory the device has; 24 GiB is assumed.");
  const models = new Map<KernelClass, KernelModel>();
  const evaluation: DeviceProfile["evaluation"][number][] = [];
  const parity: ParityPoint[] = [];
  for (const [place, kernelClass] of fitted.entries()) {
    const all = byClass.get(kernelClass)!;
    const used = evenSample(all, mostRows);
    const mixed = mixedUnitsProblem(used, sheet);
    if (mixed !== null) return fail(mixed);
    if (used.length < all.length)
      notes.push(
        `${kernelClassLabels[kernelClass]}: an even sample of ${used.length} of ${all.length} rows is fitted.`,
      );
    const label = kernelClassLabels[kernelClass];
    options.onProgress?.(place / fitted.length, label);
    const donors = used.length > mostRowsThatBorrow ? [] : donorsOf(kernelClass);
    const built = buildModel(kernelClass, used, sheet, `Measured: ${used.length} kernels.`, {
      donors,
      onProgress: (share) => options.onProgress?.((place + share) / fitted.length, label),
    });
    models.set(kernelClass, built.model);
    if (built.model.borrowed !== undefined)
      notes.push(`${label}: what the roofline leaves is partly ${lentBy(built.model.borrowed)}.`);
    if (built.evaluation !== null) evaluation.push(built.evaluation);
    else
      notes.push(
        `${label}: one shape family only, so that nothing could be held out; its band is the widest.`,
      );
    if (built.heldOut !== null) for (const point of parityPoints(used, built.heldOut)) parity.push(point);
  }
  for (const [kernelClass, { length }] of byClass)
    if (length < needed(kernelClass))
      notes.push(`${kernelClassLabels[kernelClass]}: ${length} rows are too few and were not used.`);
  const complete = Object.fromEntries(
    kernelClasses.map((kernelClass) => [
      kernelClass,
      models.get(kernelClass) ?? unmeasuredModel(kernelClass, sheet, peakAssumed),
    ]),
  ) as Record<KernelClass, KernelModel>;
  return ok({
    parity,
    notes,
    profile: {
      id: options.id,
      name: options.name,
      sheet,
      ...(options.sheet === undefined &&
        options.memoryBytes === undefined && { memoryAssumed: true as const }),
      reserveBytes: defaultReserveBytes,
      models: complete,
      stacks: [kernelsStack],
      defaultStack: kernelsStack.id,
      ...(options.sheet === undefined && {
        assumedFigures: [...(peakAssumed ? (["peakBf16"] as const) : []), "cacheBytes", "sms"] as const,
      }),
      evaluation,
      provenance: {
        note: `Fitted to ${rows.length} measured kernels. ${notes.join(" ")}`.trim(),
        ...lendersNotice(models, options.lenders ?? []),
      },
    },
  });
}

/** First principles where no row of the class was fitted; without a known peak they may be off tenfold. */
function unmeasuredModel(kernelClass: KernelClass, sheet: DataSheet, peakAssumed: boolean): KernelModel {
  const model = sheetModel(kernelClass, sheet);
  if (!peakAssumed) return model;
  const width = Math.max(unknownPeakWidth, model.band.large);
  return {
    ...model,
    band: { splitUs: 0, small: width, large: width },
    origin:
      "From rates that were partly assumed: neither this class nor the matrix rate was measured on the device.",
  };
}

/** Sources and notices of the devices whose trees the models hold, as their licences ask. */
function lendersNotice(
  models: ReadonlyMap<KernelClass, KernelModel>,
  lenders: readonly DeviceProfile[],
): Pick<DeviceProfile["provenance"], "sources" | "notice"> {
  const lent = new Set(
    [...models.values()].flatMap(({ borrowed }) => (borrowed?.donors ?? []).map(({ device }) => device)),
  );
  const used = lenders.filter(({ name }) => lent.has(name)).map(({ provenance }) => provenance);
  const sources = new Map(used.flatMap(({ sources }) => sources).map((source) => [source.name, source]));
  const notices = new Set(used.map(({ notice }) => notice));
  return { sources: [...sources.values()], notice: [...notices].join(" ") };
}

/** Names the devices that lend most. */
function lentBy({ donors }: Borrowed): string {
  const names = donors
    .filter(({ weight }) => Math.abs(weight) >= smallestNamedWeight)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .map(({ device, weight }) => `${device} (weight ${weight.toFixed(2)})`);
  return `borrowed from ${names.join(", ") || "other devices"}`;
}

/** Mangled kernel names run to thousands of characters; their beginning tells them apart. */
function shortName(name: string): string {
  if (name === "") return "the unnamed one";
  return name.length <= longestName ? name : `${name.slice(0, longestName - 1)}…`;
}

function groupByClass(rows: readonly KernelRow[]): ReadonlyMap<KernelClass, readonly KernelRow[]> {
  const groups = new Map<KernelClass, KernelRow[]>();
  for (const row of rows) {
    const group = groups.get(row.kernelClass);
    if (group === undefined) groups.set(row.kernelClass, [row]);
    else group.push(row);
  }
  return groups;
}

/** Times of two implementations do not mix: the one with most rows is kept. */
function mainImplementation(rows: readonly KernelRow[], notes: string[]): readonly KernelRow[] {
  const counts = new Map<string, number>();
  for (const { implementation } of rows) counts.set(implementation, (counts.get(implementation) ?? 0) + 1);
  if (counts.size === 1) return rows;
  const [main] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]!;
  const kept = rows.filter(({ implementation }) => implementation === main);
  notes.push(
    `${kernelClassLabels[rows[0]!.kernelClass]}: of ${counts.size} implementations only ${shortName(main)}, with most rows (${kept.length} of ${rows.length}), is fitted.`,
  );
  return kept;
}
