import { seededRandom } from "../../base/random";
import { rooflineStarts } from "../fit/buildModel";
import { dealFamilies, foldCount } from "../fit/crossValidate";
import { fitKernels, predictRows, prepareRows } from "../fit/fitKernelModel";
import type { KernelRow } from "../fit/kernelTable";
import { sheetFromRows } from "../fit/sheetFromRows";

/**
 * Mean error (%) of a device nobody knows: fitted to `count` random rows of one class, from four fifths of the families, without a
 * data sheet, and judged on all rows of the families left out; the mean over the five choices of what is left out.
 */
export function newDeviceErrorPercent(rows: readonly KernelRow[], count: number, seed = 3): number {
  const prepared = prepareRows(rows);
  const dealt = dealFamilies(prepared.families, foldCount, seed);
  const random = seededRandom(seed);
  let sum = 0;
  let judged = 0;
  for (let fold = 0; fold < foldCount; fold++) {
    const train = sample(
      rows.flatMap((_, index) => (dealt[index] === fold ? [] : [index])),
      count,
      random,
    );
    const test = rows.flatMap((_, index) => (dealt[index] === fold ? [index] : []));
    const sheet = sheetFromRows(
      train.map((index) => rows[index]!),
      24 * 2 ** 30,
    );
    const fitted = fitKernels(prepared, train, {
      starts: rooflineStarts(rows[0]!.kernelClass, sheet),
      sms: sheet.sms,
    });
    const predicted = predictRows(fitted, prepared, test, sheet.sms);
    test.forEach((index, place) => {
      sum += Math.abs(predicted[place]! / rows[index]!.latencyUs - 1);
      judged++;
    });
  }
  return (100 * sum) / judged;
}

function sample(indices: readonly number[], count: number, random: () => number): readonly number[] {
  const left = [...indices];
  for (let place = 0; place < Math.min(count, left.length); place++) {
    const other = place + Math.floor(random() * (left.length - place));
    [left[place], left[other]] = [left[other]!, left[place]!];
  }
  return left.slice(0, count).sort((a, b) => a - b);
}
