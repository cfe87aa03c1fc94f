import type { Kernel } from "../../design/kernel";
import { type BoostingOptions, defaultBoosting } from "./boostedTrees";

/** Rows above which attention and matrix products carry trees that know every tile. */
const manyRows = 4000;
const fewRows = 500;

/** Measured products hold outliers, where a library falls back to another kernel: they must not bend the trees. */
const productBend = 0.1;

/**
 * Size of the trees for a table, chosen on shape families held out whole over all shipped devices: attention and products switch
 * tiles and splits with every shape and repay large trees; convolutions follow their bytes; with hundreds of rows small
 * trees generalise best, and fewer suffice on top of what is borrowed.
 */
export function boostingFor(rows: number, op: Kernel["op"], borrows: boolean): BoostingOptions {
  if (rows < fewRows)
    return {
      ...defaultBoosting,
      trees: borrows ? 60 : 100,
      leaves: 12,
      learningRate: 0.1,
      ...(op === "gemm" && { bend: productBend }),
    };
  switch (op) {
    case "gemm":
      return rows < manyRows
        ? { ...defaultBoosting, leaves: 31, learningRate: 0.1, featureShare: 0.8, bend: productBend }
        : {
            ...defaultBoosting,
            trees: 200,
            leaves: 48,
            learningRate: 0.08,
            featureShare: 0.8,
            bend: productBend,
          };
    case "attention":
      return rows < manyRows
        ? { ...defaultBoosting, featureShare: 0.8 }
        : { ...defaultBoosting, leaves: 64, learningRate: 0.1, featureShare: 0.8 };
    case "recurrence":
      return { ...defaultBoosting, trees: 200, learningRate: 0.08 };
    case "conv":
      return { ...defaultBoosting, trees: 100, leaves: 16, learningRate: 0.12 };
    case "moe":
    case "elementwise":
    case "embedding":
    case "sampling":
      return defaultBoosting;
  }
}
