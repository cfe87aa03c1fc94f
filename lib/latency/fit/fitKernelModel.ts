import type { Formats } from "../../cost/precision";
import { bf16Formats } from "../../cost/precision";
import type { RecurrenceRule } from "../../design/kernel";
import { type DonorResidual, donorOpinion } from "../kernel/borrowedResidual";
import { familyOf, readDimensions } from "../kernel/dimensions";
import { features } from "../kernel/features";
import { classOf, type KernelClass } from "../kernel/kernelClass";
import { kernelWork } from "../kernel/kernelWork";
import type { KernelWork, Roofline } from "../kernel/roofline";
import { rooflineUs } from "../kernel/roofline";
import { compileTrees, evaluateTrees, type TreeEnsemble } from "../kernel/treeEnsemble";
import { boostTrees } from "./boostedTrees";
import { boostingFor } from "./boostingFor";
import { fitRoofline } from "./fitRoofline";
import type { KernelRow } from "./kernelTable";
import { type DonorWeights, weighDonors } from "./weighDonors";

/** A fitted roofline and residual, not yet with an interval. */
export interface FittedKernels {
  readonly roofline: Roofline;
  /** Weights of the table's donors, null where nothing is borrowed. */
  readonly borrowed: DonorWeights | null;
  readonly trees: TreeEnsemble | null;
}

export interface KernelFitOptions {
  readonly starts: readonly Roofline[];
  readonly sms: number;
  /** Called with the share done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** Rows and families below which trees are left out: they would only learn the rows by heart. */
const leastRowsForTrees = 40;
const leastFamiliesForTrees = 4;
/** Rows below which donors are not weighed. */
const leastRowsForDonors = 24;

/** Formats in which a class is measured. */
export function formatsOfClass(kernelClass: KernelClass): Formats {
  return kernelClass === "gemm_fp8" ? { ...bf16Formats, weights: "fp8" } : bf16Formats;
}

/** Rows with all that does not depend on the fit computed once, for several fits over the same table. */
export interface PreparedRows {
  readonly rows: readonly KernelRow[];
  readonly works: readonly KernelWork[];
  readonly families: readonly string[];
  /** What each donor says of each row on its own device. */
  readonly donors: readonly PreparedDonor[];
}

/** A donor's opinion of every row of a table. */
interface PreparedDonor {
  readonly logRooflines: Float64Array;
  readonly residuals: Float64Array;
}

/** Computes the work and the family of every row, and what other devices' models say of it. */
export function prepareRows(rows: readonly KernelRow[], donors: readonly DonorResidual[] = []): PreparedRows {
  const formats = rows[0] === undefined ? bf16Formats : formatsOfClass(rows[0].kernelClass);
  const works = rows.map(({ kernel }) => kernelWork(kernel, formats));
  return {
    rows,
    works,
    families: rows.map(({ kernel }) => familyOf(kernel)),
    donors: donors.map((donor) => {
      const opinions = rows.map(({ kernel }, index) => donorOpinion(donor, kernel, works[index]!));
      return {
        logRooflines: Float64Array.from(opinions, ({ logRoofline }) => logRoofline),
        residuals: Float64Array.from(opinions, ({ residual }) => residual),
      };
    }),
  };
}

/** Fits the roofline, what is borrowed and the trees on what they leave, to the rows at the given indices. */
export function fitKernels(
  prepared: PreparedRows,
  indices: readonly number[],
  options: KernelFitOptions,
): FittedKernels {
  return fitResidual(prepared, indices, fitRooflineTo(prepared, indices, options.starts), options);
}

/** Fits the roofline alone. */
export function fitRooflineTo(
  { rows, works }: PreparedRows,
  indices: readonly number[],
  starts: readonly Roofline[],
): Roofline {
  const measured = indices.map((index) => ({ work: works[index]!, latencyUs: rows[index]!.latencyUs }));
  return fitRoofline(measured, starts).roofline;
}

/** Fits what a roofline leaves: first by what donors know, then by trees. */
export function fitResidual(
  prepared: PreparedRows,
  indices: readonly number[],
  roofline: Roofline,
  options: Omit<KernelFitOptions, "starts">,
): FittedKernels {
  const { rows, works, families, donors } = prepared;
  const times = indices.map((index) => rooflineUs(roofline, works[index]!));
  const targets = Float64Array.from(indices, (index, place) =>
    Math.log(rows[index]!.latencyUs / times[place]!),
  );
  const borrowed =
    donors.length === 0 || indices.length < leastRowsForDonors
      ? null
      : weighDonors(
          {
            residuals: donors.map(({ residuals }) =>
              Float64Array.from(indices, (index) => residuals[index]!),
            ),
            rooflines: donors.map(({ logRooflines }) =>
              Float64Array.from(indices, (index, place) => logRooflines[index]! - Math.log(times[place]!)),
            ),
          },
          targets,
        );
  if (borrowed !== null)
    indices.forEach((index, place) => {
      targets[place]! -= borrowedAt(borrowed, donors, index, times[place]!);
    });
  const familyCount = new Set(indices.map((index) => families[index]!)).size;
  if (indices.length < leastRowsForTrees || familyCount < leastFamiliesForTrees)
    return { roofline, borrowed, trees: null };
  const points = indices.map((index, place) =>
    features(rows[index]!.kernel, works[index]!, times[place]!, options.sms),
  );
  const columns = points[0]!.map((_, feature) => Float64Array.from(points, (point) => point[feature]!));
  const boosting = boostingFor(indices.length, rows[indices[0]!]!.kernel.op, borrowed !== null);
  const trees = boostTrees(columns, targets, boosting, (done) => options.onProgress?.(done / boosting.trees));
  return { roofline, borrowed, trees };
}

function borrowedAt(
  { offset, donors: weights }: DonorWeights,
  donors: readonly PreparedDonor[],
  row: number,
  rooflineLatencyUs: number,
): number {
  let sum = offset;
  weights.forEach(({ weight, rooflineWeight }, donor) => {
    const { residuals, logRooflines } = donors[donor]!;
    sum += weight * residuals[row]! + rooflineWeight * (logRooflines[row]! - Math.log(rooflineLatencyUs));
  });
  return sum;
}

/** Predicted times of rows, in microseconds. */
export function predictRows(
  { roofline, borrowed, trees }: FittedKernels,
  prepared: PreparedRows,
  indices: readonly number[],
  sms: number,
): Float64Array {
  const compiled = trees === null ? null : compileTrees(trees);
  return Float64Array.from(indices, (index) => {
    const work = prepared.works[index]!;
    const time = rooflineUs(roofline, work);
    let residual = borrowed === null ? 0 : borrowedAt(borrowed, prepared.donors, index, time);
    if (compiled !== null)
      residual += evaluateTrees(compiled, features(prepared.rows[index]!.kernel, work, time, sms));
    return time * Math.exp(residual);
  });
}

/** Recurrences of a class that were measured themselves; undefined where it is the class's own alone, or none. */
export function measuredRules(
  kernelClass: KernelClass,
  rows: readonly KernelRow[],
): readonly RecurrenceRule[] | undefined {
  const rules = new Set<RecurrenceRule>();
  let onlyOwn = true;
  for (const { kernel } of rows) {
    if (kernel.op !== "recurrence") return undefined;
    const usual = classOf(kernel, bf16Formats);
    if (usual.kernelClass !== kernelClass) return undefined;
    rules.add(kernel.rule);
    onlyOwn &&= !usual.standsIn;
  }
  return onlyOwn ? undefined : [...rules];
}

/** Least and greatest value of each dimension over the rows. */
export function measuredRanges(rows: readonly KernelRow[]): readonly (readonly [number, number])[] {
  const first = readDimensions(rows[0]!.kernel);
  const ranges = first.map((value): [number, number] => [value, value]);
  for (const { kernel } of rows)
    readDimensions(kernel).forEach((value, index) => {
      const range = ranges[index]!;
      if (value < range[0]) range[0] = value;
      if (value > range[1]) range[1] = value;
    });
  return ranges;
}
