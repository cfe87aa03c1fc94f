import type { Problem } from "../../base/result";
import type { DataSheet } from "../dataSheet";
import { dimensionNames, readDimensions } from "../kernel/dimensions";
import { kernelClassLabels } from "../kernel/kernelClass";
import { rooflineUs } from "../kernel/roofline";
import { rooflineStarts } from "./buildModel";
import { fitRooflineTo, prepareRows } from "./fitKernelModel";
import type { KernelRow } from "./kernelTable";

/** No kernel of one table is this many times off its neighbours but by a unit; the units in use lie a thousand apart. */
const leastGap = 30;
/** Rows on the smaller side of the gap: fewer may be accidents of a measurement, which the robust fit ignores. */
const leastRows = 3;

/**
 * Whether a table of one class mixes units: its residuals to a roofline fall into two groups with a wide gap between. Gives the
 * problem, with the first row of the smaller group; null where all is well.
 */
export function mixedUnitsProblem(rows: readonly KernelRow[], sheet: DataSheet): Problem | null {
  const prepared = prepareRows(rows);
  const all = rows.map((_, index) => index);
  const roofline = fitRooflineTo(prepared, all, rooflineStarts(rows[0]!.kernelClass, sheet));
  const residuals = rows.map(({ latencyUs }, index) =>
    Math.log(latencyUs / rooflineUs(roofline, prepared.works[index]!)),
  );
  const order = [...all].sort((a, b) => residuals[a]! - residuals[b]!);
  for (let place = leastRows; place <= order.length - leastRows; place++) {
    const gap = residuals[order[place]!]! - residuals[order[place - 1]!]!;
    if (gap < Math.log(leastGap)) continue;
    const fastAreFew = place <= order.length - place;
    const few = fastAreFew ? order.slice(0, place) : order.slice(place);
    const first = rows[Math.min(...few)]!;
    const label = kernelClassLabels[first.kernelClass];
    return {
      field: "latency",
      message: `${label}: ${few.length} of ${rows.length} rows are ${Math.round(Math.exp(gap))} times or more ${fastAreFew ? "faster" : "slower"} than the rest, as if in another unit; the first is ${shapeWords(first)} at ${first.latencyUs.toPrecision(4)} us.`,
      mend: "Give every latency in the unit that the column names.",
    };
  }
  return null;
}

function shapeWords({ kernelClass, kernel }: KernelRow): string {
  const values = readDimensions(kernel);
  return dimensionNames[kernelClass].map((name, index) => `${name} ${values[index]}`).join(", ");
}
