import { seededRandom } from "../../base/random";
import type { Tree, TreeEnsemble } from "../kernel/treeEnsemble";
import { binColumn } from "./binColumn";
import { TreeBuilder } from "./treeBuilder";

/** Size and shrinkage of a boosted ensemble. */
export interface BoostingOptions {
  readonly trees: number;
  readonly leaves: number;
  readonly minRowsPerLeaf: number;
  readonly learningRate: number;
  /** Pull of leaf values to zero, in rows. */
  readonly ridge: number;
  /** Share of features each tree may use. */
  readonly featureShare: number;
  /** Residuals beyond this pull no harder (Huber's loss): for tables with outliers; absent: squared loss. */
  readonly bend?: number;
  readonly seed: number;
}

export const defaultBoosting: BoostingOptions = {
  trees: 150,
  leaves: 24,
  minRowsPerLeaf: 5,
  learningRate: 0.12,
  ridge: 2,
  featureShare: 0.6,
  seed: 1,
};

/**
 * Gradient-boosted regression trees on binned features (Friedman 2001; histograms as in LightGBM, Ke et al. 2017) with squared or
 * Huber's loss: each tree grows leaf by leaf where the gain is greatest. Deterministic for a seed.
 * `columns[f][row]` are feature values; `targets` what the sum of trees approaches.
 */
export function boostTrees(
  columns: readonly Float64Array[],
  targets: Float64Array,
  options: BoostingOptions = defaultBoosting,
  onTree?: (done: number) => void,
): TreeEnsemble {
  const binned = columns.map(binColumn);
  const builder = new TreeBuilder(
    binned.map(({ bins }) => bins),
    targets.length,
    options,
  );
  const residual = Float64Array.from(targets);
  const random = seededRandom(options.seed);
  const trees: Tree[] = [];
  for (let turn = 0; turn < options.trees; turn++) {
    trees.push(builder.grow(residual, random));
    onTree?.(turn + 1);
  }
  return { edges: binned.map(({ edges }) => edges), trees };
}
