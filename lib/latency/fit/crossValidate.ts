import { seededRandom } from "../../base/random";
import {
  type FittedKernels,
  fitResidual,
  fitRooflineTo,
  type KernelFitOptions,
  type PreparedRows,
  predictRows,
} from "./fitKernelModel";

/** Folds over shape families: every family is held out whole, once. */
export const foldCount = 5;

/** Held-out predictions of every row, by each way to explain what the roofline leaves. */
export interface CrossValidation {
  /** Other devices' residuals, then trees; null without donors. */
  readonly borrowing: HeldOut | null;
  readonly trees: HeldOut;
  readonly rooflineOnly: HeldOut;
}

/** Held-out predictions of every row. */
export interface HeldOut {
  /** ln(measured / predicted) of each row, predicted by a model that has not seen the row's family. */
  readonly logErrors: Float64Array;
  /** |predicted / measured − 1| of each row. */
  readonly relativeErrors: Float64Array;
  readonly predictedUs: Float64Array;
  readonly folds: Uint8Array;
}

/** Deals families out to folds in a seeded order, so that folds differ by at most one family. */
export function dealFamilies(families: readonly string[], folds: number, seed: number): Uint8Array {
  const names = [...new Set(families)].sort();
  const random = seededRandom(seed);
  for (let last = names.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [names[last], names[other]] = [names[other]!, names[last]!];
  }
  const foldOf = new Map(names.map((name, index) => [name, index % folds]));
  return Uint8Array.from(families, (family) => foldOf.get(family)!);
}

/** Fits on all folds but one and predicts that one, for every fold. With fewer families than folds, each family is a fold. */
export function crossValidate(prepared: PreparedRows, options: KernelFitOptions, seed = 7): CrossValidation {
  const { rows, families, donors } = prepared;
  const folds = Math.max(2, Math.min(foldCount, new Set(families).size));
  const dealt = dealFamilies(families, folds, seed);
  const all = rows.map((_, index) => index);
  const alone: PreparedRows = { ...prepared, donors: [] };
  const borrows = donors.length > 0;
  const times = { borrowing: unknownTimes(rows), trees: unknownTimes(rows), roofline: unknownTimes(rows) };
  for (let fold = 0; fold < folds; fold++) {
    const test = all.filter((index) => dealt[index] === fold);
    const train = all.filter((index) => dealt[index] !== fold);
    if (test.length === 0 || train.length === 0) continue;
    const roofline = fitRooflineTo(prepared, train, options.starts);
    const fitted = fitResidual(alone, train, roofline, {
      sms: options.sms,
      onProgress: (share) => options.onProgress?.((fold + share) / folds),
    });
    const fill = (target: Float64Array, by: FittedKernels) => {
      const predicted = predictRows(by, prepared, test, options.sms);
      test.forEach((index, place) => {
        target[index] = predicted[place]!;
      });
    };
    fill(times.trees, fitted);
    fill(times.roofline, { ...fitted, trees: null });
    if (borrows) fill(times.borrowing, fitResidual(prepared, train, roofline, { sms: options.sms }));
  }
  const heldOut = (predictedUs: Float64Array): HeldOut => ({
    predictedUs,
    folds: dealt,
    logErrors: predictedUs.map((us, index) => Math.log(rows[index]!.latencyUs / us)),
    relativeErrors: predictedUs.map((us, index) => Math.abs(us / rows[index]!.latencyUs - 1)),
  });
  return {
    borrowing: borrows ? heldOut(times.borrowing) : null,
    trees: heldOut(times.trees),
    rooflineOnly: heldOut(times.roofline),
  };
}

/** Rows whose fold has nothing to learn from stay unknown. */
function unknownTimes(rows: readonly unknown[]): Float64Array {
  return new Float64Array(rows.length).fill(Number.NaN);
}
