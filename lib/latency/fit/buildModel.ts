import type { DataSheet } from "../dataSheet";
import type { EvaluationRow } from "../deviceProfile";
import type { DonorResidual } from "../kernel/borrowedResidual";
import type { KernelClass } from "../kernel/kernelClass";
import type { Band, KernelModel } from "../kernel/kernelModel";
import { type Roofline, rooflineUs } from "../kernel/roofline";
import { decodeTrees, encodeTrees } from "../kernel/treeCode";
import { compileTrees } from "../kernel/treeEnsemble";
import { sheetModel, sheetRoofline } from "../typedDevice";
import { conformalHalfWidth } from "./conformal";
import { correlationOf } from "./correlation";
import { crossValidate, type HeldOut } from "./crossValidate";
import {
  type FittedKernels,
  fitKernels,
  fitRooflineTo,
  type KernelFitOptions,
  measuredRanges,
  measuredRules,
  type PreparedRows,
  prepareRows,
} from "./fitKernelModel";
import type { KernelRow } from "./kernelTable";

/** A trained model with what was learnt about its errors. */
export interface BuiltModel {
  readonly model: KernelModel;
  readonly evaluation: EvaluationRow | null;
  /** Held-out prediction and error of each row, for parity and residual plots; null where nothing could be held out. */
  readonly heldOut: HeldOut | null;
}

export interface BuildOptions {
  /** Other devices' residuals of the class, for tables with few rows. */
  readonly donors?: readonly DonorResidual[];
  /** Called with the share done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** A kernel is small while its roofline time stays below this many launches: errors differ between the regimes. */
const smallLaunches = 3;
/** Held-out errors a regime needs for a band of its own. */
const leastRegimeRows = 60;
/** Below this many rows the start of the roofline fit matters, so that donors' rooflines are starts too. */
const fewRows = 40;
/** Below this many families a band is stretched by the factor after it: a choice, checked by the coverage column. */
const fewFamilies = 8;
const fewFamiliesStretch = 1.2;

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
 * coverage on folds the interval has not seen, then the final fit on all rows. What the roofline leaves is explained by trees, by
 * donors' residuals and trees, or not at all: by whichever predicts the held-out families best.
 */
export function buildModel(
  kernelClass: KernelClass,
  rows: readonly KernelRow[],
  sheet: DataSheet,
  origin: string,
  { donors = [], onProgress }: BuildOptions = {},
): BuiltModel {
  const prepared = prepareRows(rows, donors);
  const options: KernelFitOptions = {
    starts: [
      ...rooflineStarts(kernelClass, sheet),
      ...(rows.length < fewRows ? donors.map(({ roofline }) => roofline) : []),
    ],
    sms: sheet.sms,
  };
  const all = rows.map((_, index) => index);
  const rules = measuredRules(kernelClass, rows);
  const described = {
    kernelClass,
    sms: sheet.sms,
    ranges: measuredRanges(rows),
    ...(rules !== undefined && { rules }),
    origin,
  };
  if (new Set(prepared.families).size < 2) {
    const { band, correlation } = sheetModel(kernelClass, sheet);
    const roofline = fitRooflineTo(prepared, all, options.starts);
    const model = { ...described, roofline, code: null, trees: null, band, correlation };
    return { model, evaluation: null, heldOut: null };
  }
  const { borrowing, trees, rooflineOnly } = crossValidate(prepared, {
    ...options,
    onProgress: (share) => onProgress?.(0.8 * share),
  });
  const rooflineError = mean(rooflineOnly.relativeErrors);
  const residualError = mean(trees.relativeErrors);
  const borrowingHelps =
    borrowing !== null && mean(borrowing.relativeErrors) < Math.min(residualError, rooflineError);
  const treesHelp = residualError < rooflineError;
  const heldOut = borrowingHelps ? borrowing : treesHelp ? trees : rooflineOnly;
  const full = fitKernels(borrowingHelps ? prepared : { ...prepared, donors: [] }, all, options);
  onProgress?.(1);
  const fitted = borrowingHelps || treesHelp ? full : { ...full, trees: null };
  const regime = regimeOf(prepared, fitted);
  const band = bandOf(prepared, heldOut, regime, all);
  const correlation = correlationOf(prepared, heldOut, regime.widths(band));
  return {
    model: { ...described, ...compiled(fitted, donors), band, correlation },
    evaluation: evaluate(kernelClass, prepared, heldOut, rooflineError, regime),
    heldOut,
  };
}

/** A fit as a model holds it. The trees are read back from their code, so that a file predicts exactly as its maker did. */
function compiled(
  { roofline, borrowed, trees }: FittedKernels,
  donors: readonly DonorResidual[],
): Pick<KernelModel, "roofline" | "borrowed" | "code" | "trees"> {
  const code = trees === null ? null : encodeTrees(trees);
  return {
    roofline,
    ...(borrowed !== null && {
      borrowed: {
        offset: borrowed.offset,
        donors: donors
          .map((donor, index) => ({ ...donor, ...borrowed.donors[index]! }))
          .filter(({ weight }) => weight !== 0),
      },
    }),
    code,
    trees: code === null ? null : compileTrees(decodeTrees(code)),
  };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
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

/**
 * The half-widths of both regimes from the held-out errors at the given rows; a thin regime shares the other's errors. Few
 * families say little about the next one, so that their widths are stretched.
 */
function bandOf(
  { families }: PreparedRows,
  heldOut: HeldOut,
  regime: Regime,
  indices: readonly number[],
): Band {
  const few = new Set(indices.map((index) => families[index]!)).size < fewFamilies;
  const errors = (small: boolean) =>
    indices.filter((index) => regime.isSmall[index] === small).map((index) => heldOut.logErrors[index]!);
  const pooled = () => indices.map((index) => heldOut.logErrors[index]!);
  const width = (own: readonly number[]) =>
    (few ? fewFamiliesStretch : 1) * conformalHalfWidth(own.length >= leastRegimeRows ? own : pooled());
  return { splitUs: regime.splitUs, small: width(errors(true)), large: width(errors(false)) };
}

function evaluate(
  kernelClass: KernelClass,
  prepared: PreparedRows,
  heldOut: HeldOut,
  rooflineError: number,
  regime: Regime,
): EvaluationRow {
  const { rows, families } = prepared;
  const all = rows.map((_, index) => index);
  let covered = 0;
  for (const fold of new Set(heldOut.folds)) {
    const others = all.filter((index) => heldOut.folds[index] !== fold);
    const widths = regime.widths(bandOf(prepared, heldOut, regime, others));
    for (const index of all)
      if (heldOut.folds[index] === fold && Math.abs(heldOut.logErrors[index]!) <= widths[index]!) covered++;
  }
  const percent = (value: number) => (100 * value) / rows.length;
  let error = 0;
  let within10 = 0;
  for (const index of all) {
    const size = heldOut.relativeErrors[index]!;
    error += size;
    if (size <= 0.1) within10++;
  }
  return {
    kernelClass,
    rows: rows.length,
    families: new Set(families).size,
    errorPercent: percent(error),
    rooflinePercent: 100 * rooflineError,
    within10Percent: percent(within10),
    coveragePercent: percent(covered),
  };
}
