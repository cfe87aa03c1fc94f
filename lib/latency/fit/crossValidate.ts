import { seededRandom } from "../../base/random";
import { fitKernels, type KernelFitOptions, type PreparedRows, predictRows } from "./fitKernelModel";

/** Folds over shape families: every family is held out whole, once. */
export const foldCount = 5;

/** Held-out predictions of every row, by the roofline with its trees and by the roofline alone. */
export interface CrossValidation {
  readonly full: HeldOut;
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
  const { rows, families } = prepared;
  const folds = Math.min(foldCount, new Set(families).size);
  const dealt = dealFamilies(families, Math.max(2, folds), seed);
  const all = rows.map((_, index) => index);
  const predictedUs = new Float64Array(rows.length);
  const rooflineUs = new Float64Array(rows.length);
  for (let fold = 0; fold < Math.max(2, folds); fold++) {
    const test = all.filter((index) => dealt[index] === fold);
    const train = all.filter((index) => dealt[index] !== fold);
    if (test.length === 0 || train.length === 0) {
      for (const index of test) predictedUs[index] = rooflineUs[index] = Number.NaN;
      continue;
    }
    const fitted = fitKernels(prepared, train, {
      ...options,
      onProgress: (share) => options.onProgress?.((fold + share) / folds),
    });
    const predicted = predictRows(fitted, prepared, test, options.sms);
    const plain = predictRows({ ...fitted, trees: null }, prepared, test, options.sms);
    test.forEach((index, place) => {
      predictedUs[index] = predicted[place]!;
      rooflineUs[index] = plain[place]!;
    });
  }
  const heldOut = (times: Float64Array): HeldOut => ({
    predictedUs: times,
    folds: dealt,
    logErrors: times.map((us, index) => Math.log(rows[index]!.latencyUs / us)),
    relativeErrors: times.map((us, index) => Math.abs(us / rows[index]!.latencyUs - 1)),
  });
  return { full: heldOut(predictedUs), rooflineOnly: heldOut(rooflineUs) };
}
