import { seededRandom } from "../../base/random";
import type { DataSheet } from "../dataSheet";
import { rooflineStarts } from "../fit/buildModel";
import { dealFamilies, foldCount } from "../fit/crossValidate";
import { fitKernels, predictRows, prepareRows } from "../fit/fitKernelModel";
import type { KernelRow } from "../fit/kernelTable";
import { sheetFromRows } from "../fit/sheetFromRows";
import type { DonorResidual } from "../kernel/borrowedResidual";
import { familyOf } from "../kernel/dimensions";
import { encodeTrees } from "../kernel/treeCode";
import { compileTrees } from "../kernel/treeEnsemble";

/** A device whose kernels of one class were measured. */
export interface MeasuredDevice {
  readonly id: string;
  readonly name: string;
  readonly sheet: DataSheet;
  readonly rows: readonly KernelRow[];
}

/**
 * Mean error (%) of each device in turn as one nobody knows: fitted to `count` random rows of one class, from four fifths of the
 * families, without a data sheet, and judged on all rows of the families left out; the mean over the five choices of what
 * is left out. The other devices lend their residuals, fitted without those families too: nothing has seen them anywhere.
 */
export function newDeviceErrors(
  devices: readonly MeasuredDevice[],
  count: number,
  seed = 3,
): readonly { readonly device: string; readonly errorPercent: number }[] {
  const families = [...new Set(devices.flatMap(({ rows }) => rows.map(({ kernel }) => familyOf(kernel))))];
  const dealt = dealFamilies(families, foldCount, seed);
  const foldOf = new Map(families.map((family, index) => [family, dealt[index]!]));
  const parted = devices.map((device) => {
    const folds = device.rows.map(({ kernel }) => foldOf.get(familyOf(kernel))!);
    return { ...device, folds, donors: lentByFold(device, folds), random: seededRandom(seed) };
  });
  return parted.map(({ id, rows, folds, random }) => {
    let sum = 0;
    for (let fold = 0; fold < foldCount; fold++) {
      const donors = parted.flatMap((other) => (other.id === id ? [] : other.donors[fold]!));
      const prepared = prepareRows(rows, donors);
      const inFold = (held: boolean) =>
        rows.flatMap((_, index) => ((folds[index] === fold) === held ? [index] : []));
      const train = sample(inFold(false), count, random);
      const { sheet } = sheetFromRows(
        train.map((index) => rows[index]!),
        24 * 2 ** 30,
      );
      const fitted = fitKernels(prepared, train, {
        starts: rooflineStarts(rows[0]!.kernelClass, sheet),
        sms: sheet.sms,
      });
      const test = inFold(true);
      const predicted = predictRows(fitted, prepared, test, sheet.sms);
      test.forEach((index, place) => {
        sum += Math.abs(predicted[place]! / rows[index]!.latencyUs - 1);
      });
    }
    return { device: id, errorPercent: (100 * sum) / rows.length };
  });
}

/** What a device lends in each fold: its residual fitted without the fold's families; nothing where no trees could be fitted. */
function lentByFold(
  { name, sheet, rows }: MeasuredDevice,
  folds: readonly number[],
): readonly (readonly DonorResidual[])[] {
  const prepared = prepareRows(rows);
  return Array.from({ length: foldCount }, (_, fold) => {
    const train = rows.flatMap((_row, index) => (folds[index] === fold ? [] : [index]));
    const { roofline, trees } = fitKernels(prepared, train, {
      starts: rooflineStarts(rows[0]!.kernelClass, sheet),
      sms: sheet.sms,
    });
    return trees === null
      ? []
      : [{ device: name, roofline, sms: sheet.sms, trees: compileTrees(trees), code: encodeTrees(trees) }];
  });
}

function sample(indices: readonly number[], count: number, random: () => number): readonly number[] {
  const left = [...indices];
  for (let place = 0; place < Math.min(count, left.length); place++) {
    const other = place + Math.floor(random() * (left.length - place));
    [left[place], left[other]] = [left[other]!, left[place]!];
  }
  return left.slice(0, count).sort((a, b) => a - b);
}
