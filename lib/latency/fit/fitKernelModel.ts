import type { Formats } from "../../cost/precision";
import { bf16Formats } from "../../cost/precision";
import type { Kernel } from "../../design/kernel";
import { familyOf, readDimensions } from "../kernel/dimensions";
import { features } from "../kernel/features";
import type { KernelClass } from "../kernel/kernelClass";
import { kernelWork } from "../kernel/kernelWork";
import type { KernelWork, Roofline } from "../kernel/roofline";
import { rooflineUs } from "../kernel/roofline";
import { compileTrees, evaluateTrees, type TreeEnsemble } from "../kernel/treeEnsemble";
import { type BoostingOptions, boostTrees, defaultBoosting } from "./boostedTrees";
import { fitRoofline } from "./fitRoofline";
import type { KernelRow } from "./kernelTable";

/** A fitted roofline and residual, not yet with an interval. */
export interface FittedKernels {
  readonly roofline: Roofline;
  readonly trees: TreeEnsemble | null;
}

export interface KernelFitOptions {
  readonly starts: readonly Roofline[];
  readonly sms: number;
  readonly boosting?: BoostingOptions;
  /** Called with the share done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** Rows and families below which trees are left out: they would only learn the rows by heart. */
const leastRowsForTrees = 40;
const leastFamiliesForTrees = 4;

/** Formats in which a class is measured. */
export function formatsOfClass(kernelClass: KernelClass): Formats {
  return kernelClass === "gemm_fp8" ? { ...bf16Formats, weights: "fp8" } : bf16Formats;
}

/** Rows with their work computed once, for several fits over the same table. */
export interface PreparedRows {
  readonly rows: readonly KernelRow[];
  readonly works: readonly KernelWork[];
  readonly families: readonly string[];
}

/** Computes the work and the family of every row. */
export function prepareRows(rows: readonly KernelRow[]): PreparedRows {
  const formats = rows[0] === undefined ? bf16Formats : formatsOfClass(rows[0].kernelClass);
  return {
    rows,
    works: rows.map(({ kernel }) => kernelWork(kernel, formats)),
    families: rows.map(({ kernel }) => familyOf(kernel)),
  };
}

/** Fits the roofline, then the trees on what it leaves, to the rows at the given indices. */
export function fitKernels(
  prepared: PreparedRows,
  indices: readonly number[],
  options: KernelFitOptions,
): FittedKernels {
  const { rows, works, families } = prepared;
  const { roofline } = fitRoofline(
    indices.map((index) => ({ work: works[index]!, latencyUs: rows[index]!.latencyUs })),
    options.starts,
  );
  const familyCount = new Set(indices.map((index) => families[index]!)).size;
  if (indices.length < leastRowsForTrees || familyCount < leastFamiliesForTrees)
    return { roofline, trees: null };
  const times = indices.map((index) => rooflineUs(roofline, works[index]!));
  const points = indices.map((index, place) =>
    features(rows[index]!.kernel, works[index]!, times[place]!, options.sms),
  );
  const columns = points[0]!.map((_, feature) => Float64Array.from(points, (point) => point[feature]!));
  const targets = Float64Array.from(indices, (index, place) =>
    Math.log(rows[index]!.latencyUs / times[place]!),
  );
  const boosting = options.boosting ?? boostingFor(indices.length, rows[indices[0]!]!.kernel.op);
  const trees = boostTrees(columns, targets, boosting, (done) => options.onProgress?.(done / boosting.trees));
  return { roofline, trees };
}

/** Matrix products switch tiles and splits with every shape: more and larger trees pay off. */
const manyTiles: BoostingOptions = {
  ...defaultBoosting,
  trees: 220,
  leaves: 31,
  learningRate: 0.1,
  featureShare: 0.5,
};

/** Fewer rows, smaller trees: with hundreds of rows 15 leaves and a slower pace generalise better. */
export function boostingFor(rows: number, op: Kernel["op"]): BoostingOptions {
  if (op === "gemm" && rows > 4000) return manyTiles;
  if (rows < 500) return { ...defaultBoosting, trees: 100, leaves: 12, learningRate: 0.1 };
  return defaultBoosting;
}

/** Predicted times of rows, in microseconds. */
export function predictRows(
  fitted: FittedKernels,
  prepared: PreparedRows,
  indices: readonly number[],
  sms: number,
): Float64Array {
  const compiled = fitted.trees === null ? null : compileTrees(fitted.trees);
  return Float64Array.from(indices, (index) => {
    const work = prepared.works[index]!;
    const time = rooflineUs(fitted.roofline, work);
    if (compiled === null) return time;
    const point = features(prepared.rows[index]!.kernel, work, time, sms);
    return time * Math.exp(evaluateTrees(compiled, point));
  });
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
