import type { DataSheet } from "../dataSheet";
import type { EvaluationRow, TrainedModel } from "../deviceProfile";
import type { KernelClass } from "../kernel/kernelClass";
import type { Band } from "../kernel/kernelModel";
import { type Roofline, rooflineUs } from "../kernel/roofline";
import { sheetModel, sheetRoofline } from "../typedDevice";
import { conformalHalfWidth } from "./conformal";
import { correlationOf } from "./correlation";
import { crossValidate, type HeldOut } from "./crossValidate";
import {
  type FittedKernels,
  fitKernels,
  type KernelFitOptions,
  measuredRanges,
  type PreparedRows,
  prepareRows,
} from "./fitKernelModel";
import type { KernelRow } from "./kernelTable";

/** A trained model with what was learnt about its errors. */
export interface BuiltModel {
  readonly model: TrainedModel;
  readonly evaluation: EvaluationRow | null;
  /** Held-out prediction and error of each row, for parity and residual plots; null where nothing could be held out. */
  readonly heldOut: HeldOut | null;
}

/** A kernel is small while its roofline time stays below this many launches: errors differ between the regimes. */
const smallLaunches = 3;
/** Held-out errors a regime needs for a band of its own. */
const leastRegimeRows = 60;

/** Starts of the roofline fit: the data sheet as it is, and with other balances of launch, cache and sharpness. */
export function rooflineStarts(kernelClass: KernelClass, sheet: DataSheet): readonly Roofline[] {
  const base = sheetRoofline(kernelClass, sheet);
  return [
    base,
    { ...base, launch: base.launch * 2.5, peak: base.peak * 0.6 },
    { ...base, launch: base.launch * 0.7, cache: base.cache * 2, turn: base.turn * 2, sharpness: 1.2 },
  ];
}

/**
 * Trains the model of one class: errors from families held out whole, the interval by split-conformal calibration on them, its
 * coverage on folds the interval has not seen, then the final fit on all rows.
 */
export function buildModel(
  kernelClass: KernelClass,
  rows: readonly KernelRow[],
  sheet: DataSheet,
  origin: string,
  onProgress?: (share: number) => void,
): BuiltModel {
  const prepared = prepareRows(rows);
  const options: KernelFitOptions = { starts: rooflineStarts(kernelClass, sheet), sms: sheet.sms };
  const families = new Set(prepared.families).size;
  const all = rows.map((_, index) => index);
  const fitted = fitKernels(prepared, all, options);
  onProgress?.(0.2);
  const model = { kernelClass, sms: sheet.sms, ranges: measuredRanges(rows), origin, ...fitted };
  if (families < 2) {
    const { halfWidth } = { halfWidth: sheetModel(kernelClass, sheet).band.large };
    const band = { splitUs: 0, small: halfWidth, large: halfWidth };
    return { model: { ...model, band, correlation: 1 }, evaluation: null, heldOut: null };
  }
  const heldOut = crossValidate(prepared, {
    ...options,
    onProgress: (share) => onProgress?.(0.2 + 0.8 * share),
  });
  const regime = regimeOf(prepared, fitted);
  const band = bandOf(heldOut, regime, all);
  return {
    model: { ...model, band, correlation: correlationOf(prepared, heldOut, regime.widths(band)) },
    evaluation: evaluate(kernelClass, prepared, fitted, heldOut, regime),
    heldOut,
  };
}

interface Regime {
  readonly splitUs: number;
  readonly isSmall: readonly boolean[];
  readonly widths: (band: Band) => Float64Array;
}

function regimeOf({ works }: PreparedRows, { roofline }: FittedKernels): Regime {
  const splitUs = smallLaunches * roofline.launch;
  const isSmall = works.map((work) => rooflineUs(roofline, work) < splitUs);
  return {
    splitUs,
    isSmall,
    widths: (band) => Float64Array.from(isSmall, (small) => (small ? band.small : band.large)),
  };
}

/** The half-widths of both regimes from the held-out errors at the given rows; a thin regime shares the other's errors. */
function bandOf(heldOut: HeldOut, regime: Regime, indices: readonly number[]): Band {
  const errors = (small: boolean) =>
    indices.filter((index) => regime.isSmall[index] === small).map((index) => heldOut.logErrors[index]!);
  const pooled = () => indices.map((index) => heldOut.logErrors[index]!);
  const width = (own: readonly number[]) =>
    conformalHalfWidth(own.length >= leastRegimeRows ? own : pooled());
  return { splitUs: regime.splitUs, small: width(errors(true)), large: width(errors(false)) };
}

function evaluate(
  kernelClass: KernelClass,
  { rows, works, families }: PreparedRows,
  { roofline }: FittedKernels,
  heldOut: HeldOut,
  regime: Regime,
): EvaluationRow {
  const all = rows.map((_, index) => index);
  let covered = 0;
  for (const fold of new Set(heldOut.folds)) {
    const others = all.filter((index) => heldOut.folds[index] !== fold);
    const widths = regime.widths(bandOf(heldOut, regime, others));
    for (const index of all)
      if (heldOut.folds[index] === fold && Math.abs(heldOut.logErrors[index]!) <= widths[index]!) covered++;
  }
  const percent = (value: number) => (100 * value) / rows.length;
  let error = 0;
  let rooflineError = 0;
  let within10 = 0;
  for (const index of all) {
    const size = heldOut.relativeErrors[index]!;
    error += size;
    if (size <= 0.1) within10++;
    rooflineError += Math.abs(rooflineUs(roofline, works[index]!) / rows[index]!.latencyUs - 1);
  }
  return {
    kernelClass,
    rows: rows.length,
    families: new Set(families).size,
    errorPercent: percent(error),
    rooflinePercent: percent(rooflineError),
    within10Percent: percent(within10),
    coveragePercent: percent(covered),
  };
}
