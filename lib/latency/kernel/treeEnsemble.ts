/** One regression tree in arrays; children of a node lie side by side. `feature` −1 marks a leaf. */
export interface Tree {
  readonly feature: Int16Array;
  /** Rows whose bin of the feature is at most this go left. */
  readonly bin: Uint8Array;
  /** Index of the left child; the right one follows it. */
  readonly left: Int16Array;
  readonly value: Float64Array;
}

/** A sum of trees over binned features. `edges[f]` are the ascending cuts of feature f. */
export interface TreeEnsemble {
  readonly edges: readonly Float64Array[];
  readonly trees: readonly Tree[];
}

/** An ensemble laid out for prediction: one array a field over all trees, thresholds as values. */
export interface CompiledTrees {
  readonly roots: Int32Array;
  readonly feature: Int16Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly value: Float64Array;
}

/** Lays an ensemble out for prediction. */
export function compileTrees(ensemble: TreeEnsemble): CompiledTrees {
  const nodes = ensemble.trees.reduce((sum, tree) => sum + tree.feature.length, 0);
  const compiled = {
    roots: new Int32Array(ensemble.trees.length),
    feature: new Int16Array(nodes),
    threshold: new Float64Array(nodes),
    left: new Int32Array(nodes),
    value: new Float64Array(nodes),
  };
  let base = 0;
  for (const [index, tree] of ensemble.trees.entries()) {
    compiled.roots[index] = base;
    for (let node = 0; node < tree.feature.length; node++) {
      const feature = tree.feature[node]!;
      compiled.feature[base + node] = feature;
      compiled.left[base + node] = base + tree.left[node]!;
      compiled.value[base + node] = tree.value[node]!;
      if (feature >= 0) compiled.threshold[base + node] = ensemble.edges[feature]![tree.bin[node]!]!;
    }
    base += tree.feature.length;
  }
  return compiled;
}

/** The sum of all trees at one point. */
export function evaluateTrees(trees: CompiledTrees, values: ArrayLike<number>): number {
  const { roots, feature, threshold, left, value } = trees;
  let sum = 0;
  for (let tree = 0; tree < roots.length; tree++) {
    let node = roots[tree]!;
    let split = feature[node]!;
    while (split >= 0) {
      node = left[node]! + (values[split]! > threshold[node]! ? 1 : 0);
      split = feature[node]!;
    }
    sum += value[node]!;
  }
  return sum;
}
