import type { Formats } from "../../cost/precision";
import type { Kernel } from "../../design/kernel";
import { classOf, type KernelClass } from "../../latency/kernel/kernelClass";
import { kernelWork } from "../../latency/kernel/kernelWork";
import { nonNegativeLeastSquares } from "./nonNegative";

/** One timed block: its kernels, its time and how well the time is known. */
export interface TimedBlock {
  readonly kernels: readonly Kernel[];
  readonly formats: Formats;
  readonly us: number;
  /** Relative half-width of the time's 90 % interval. */
  readonly uncertainty: number;
}

/** Cost of the kernels of one class: microseconds a launch, a FLOP and a byte. */
export interface ClassCost {
  readonly launchUs: number;
  readonly usPerFlop: number;
  readonly usPerByte: number;
}

/** What a device takes for a step: a constant, and the cost of each kernel class. */
export interface BlockModel {
  readonly stepUs: number;
  readonly classes: ReadonlyMap<KernelClass, ClassCost>;
}

/** Times are never known better than this; it keeps single lucky rows from ruling the fit. */
const leastUncertainty = 0.03;

/**
 * Classes whose arithmetic and traffic grow together over all shapes, so that timings cannot part them: all of their time
 * is put down to traffic, which binds them everywhere.
 */
const trafficOnly: ReadonlySet<KernelClass> = new Set<KernelClass>([
  "conv_decode",
  "conv_prefill",
  "delta_decode",
  "elementwise",
]);

/** Relative errors beyond this count linearly (Huber): one disturbed block must not bend the rest. */
const huberBend = 0.1;
const reweightings = 8;

/**
 * Fits t = step + Σ kernels (launch + FLOPs · a + bytes · b), with a launch, an a and a b for each kernel class and none of
 * them negative, to whole blocks: single kernels are not timed, because the runtime fuses them. Errors are relative to
 * the times, weighted by how well these are known, and reweighted so that outliers count linearly.
 */
export function fitBlockModel(blocks: readonly TimedBlock[]): BlockModel {
  const classes = [
    ...new Set(
      blocks.flatMap(({ kernels, formats }) => kernels.map((kernel) => classOf(kernel, formats).kernelClass)),
    ),
  ];
  const rows = blocks.map((block) => workRow(block, classes));
  let solution: readonly number[] = [];
  let weights = blocks.map(() => 1);
  for (let round = 0; round < reweightings; round++) {
    const scales = blocks.map(
      ({ us, uncertainty }, index) =>
        Math.sqrt(weights[index] ?? 1) / (us * Math.max(leastUncertainty, uncertainty)),
    );
    solution = nonNegativeLeastSquares(
      rows.map((row, index) => row.map((value) => value * (scales[index] ?? 0))),
      blocks.map(({ us }, index) => us * (scales[index] ?? 0)),
    );
    weights = rows.map((row, index) => {
      const predicted = row.reduce((sum, value, column) => sum + value * (solution[column] ?? 0), 0);
      const error = Math.abs(predicted / (blocks[index]?.us ?? 1) - 1);
      return Math.min(1, huberBend / Math.max(1e-12, error));
    });
  }
  return {
    stepUs: solution[0] ?? 0,
    classes: new Map(
      classes.map((name, index) => {
        const [launchUs = 0, usPerFlop = 0, usPerByte = 0] = solution.slice(1 + 3 * index, 4 + 3 * index);
        return [name, { launchUs, usPerFlop, usPerByte }];
      }),
    ),
  };
}

/** What a block asks of each class: launches, FLOPs, bytes; after a 1 for the step itself. */
function workRow({ kernels, formats }: TimedBlock, classes: readonly KernelClass[]): readonly number[] {
  const row = new Array<number>(1 + 3 * classes.length).fill(0);
  const add = (column: number, value: number) => {
    row[column] = (row[column] ?? 0) + value;
  };
  row[0] = 1;
  for (const kernel of kernels) {
    const { kernelClass } = classOf(kernel, formats);
    const first = 1 + 3 * classes.indexOf(kernelClass);
    const { flops, bytes } = kernelWork(kernel, formats);
    add(first, 1);
    if (!trafficOnly.has(kernelClass)) add(first + 1, flops);
    add(first + 2, bytes);
  }
  return row;
}

/** Microseconds of a block by the model. Kernels of a class that was not fitted count nothing. */
export function predictBlockUs(
  model: BlockModel,
  { kernels, formats }: Pick<TimedBlock, "kernels" | "formats">,
): number {
  return kernels.reduce((sum, kernel) => {
    const cost = model.classes.get(classOf(kernel, formats).kernelClass);
    if (cost === undefined) return sum;
    const { flops, bytes } = kernelWork(kernel, formats);
    return sum + cost.launchUs + cost.usPerFlop * flops + cost.usPerByte * bytes;
  }, model.stepUs);
}
