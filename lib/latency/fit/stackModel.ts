import type { TimeCause } from "../prediction";
import { type LayerGroup, phaseUs } from "../runtimeStack";
import { relativeLeastSquares } from "./leastSquares";
import { causeSum, type StackRow } from "./stackRows";

/** A parameter of a runtime that a fit may free. */
export interface StackParameter {
  readonly id: "kernels" | "cache" | "compute" | "layers" | "steps";
  readonly label: string;
  /** Its coefficient while it is not freed. */
  readonly fixed: number;
}

/** Everything that moves with the memory rate unless the cache has a parameter of its own. */
const trafficCauses: readonly TimeCause[] = ["weight traffic", "state traffic", "activation traffic"];

/** The parameters of a runtime, by id. */
export const stackParameters: { readonly [I in StackParameter["id"]]: StackParameter } = {
  kernels: { id: "kernels", label: "kernel time over the measured kernels", fixed: 1 },
  cache: { id: "cache", label: "cost of reading the KV cache", fixed: 1 },
  compute: { id: "compute", label: "compute time", fixed: 1 },
  layers: { id: "layers", label: "overhead a layer", fixed: 0 },
  steps: { id: "steps", label: "overhead a step", fixed: 0 },
};

/** How a runtime's time is composed from its parameters. */
export interface StackModel {
  /** Microseconds of launch of one layer by group: overhead a layer is in proportion to it. */
  readonly launches: Readonly<Record<LayerGroup, number>>;
  /** Whether the host's overhead overlaps with the kernels. */
  readonly hostBound?: boolean;
}

/** Contribution of a unit of each parameter to a row, in microseconds. */
export function column(
  row: StackRow,
  id: StackParameter["id"],
  freed: readonly string[],
  options: StackModel,
): number {
  switch (id) {
    case "kernels":
      return causeSum(row, [
        ...trafficCauses,
        ...(freed.includes("cache") ? [] : (["cache traffic"] as const)),
        ...(freed.includes("compute") ? [] : (["compute"] as const)),
      ]);
    case "cache":
      return causeSum(row, ["cache traffic"]);
    case "compute":
      return causeSum(row, ["compute"]);
    case "layers": {
      const { layerRuns } = row;
      const { launches } = options;
      return (
        layerRuns.attention * launches.attention +
        layerRuns.linear * launches.linear +
        layerRuns.feedForward * launches.feedForward
      );
    }
    case "steps":
      return row.steps;
  }
}

/** Sum of squared relative errors. */
export function lossOf(
  rows: readonly StackRow[],
  freed: readonly StackParameter["id"][],
  values: readonly number[],
  options: StackModel,
): number {
  return rows.reduce((sum, row) => sum + (timeOf(row, freed, values, options) / row.measuredUs - 1) ** 2, 0);
}

/** Coefficients of the freed parameters, in their order: least squares of relative errors, none below 0. */
export function solve(
  rows: readonly StackRow[],
  freed: readonly StackParameter["id"][],
  options: StackModel,
): readonly number[] {
  if (options.hostBound) return solveHostBound(rows, freed, options);
  return relativeLeastSquares(
    freed.map((id) => rows.map((row) => column(row, id, freed, options))),
    rows.map(({ measuredUs }) => measuredUs),
    rows.map((row) => (freed.includes("kernels") ? 0 : column(row, "kernels", freed, options))),
  );
}

/** Coordinate search on the logarithm of each coefficient, for the runtimes whose overhead overlaps with the kernels. */
function solveHostBound(
  rows: readonly StackRow[],
  freed: readonly StackParameter["id"][],
  options: StackModel,
): readonly number[] {
  let best: readonly number[] = freed.map((id) => (id === "layers" || id === "steps" ? 20 : 1));
  const loss = (values: readonly number[]) => lossOf(rows, freed, values, options);
  let least = loss(best);
  for (let step = 0.5; step > 1e-4; step /= 2)
    for (let moved = true; moved; ) {
      moved = false;
      for (let index = 0; index < freed.length; index++)
        for (const factor of [Math.exp(step), Math.exp(-step)]) {
          const tried = best.map((value, place) => (place === index ? value * factor : value));
          const triedLoss = loss(tried);
          if (triedLoss < least - 1e-12) {
            best = tried;
            least = triedLoss;
            moved = true;
          }
        }
    }
  return best;
}

/** Microseconds of a row under these coefficients; what is not freed stays as it is. */
export function timeOf(
  row: StackRow,
  freed: readonly StackParameter["id"][],
  values: readonly number[],
  options: StackModel,
): number {
  let kernels = freed.includes("kernels") ? 0 : column(row, "kernels", freed, options);
  let overhead = 0;
  freed.forEach((id, index) => {
    const us = values[index]! * column(row, id, freed, options);
    if (id === "layers" || id === "steps") overhead += us;
    else kernels += us;
  });
  return phaseUs({ hostBound: options.hostBound ?? false }, kernels, overhead);
}
