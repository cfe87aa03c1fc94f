import { type Random, seededRandom } from "../../base/random";
import type { Tree, TreeEnsemble } from "../kernel/treeEnsemble";
import { quantisedLeaf } from "./leafStep";

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

/** Bins a feature is cut into at most; a bin index fits a byte, and 255 marks a leaf in files. */
const maxBins = 160;

/**
 * Gradient-boosted regression trees on binned features with squared loss: each tree grows leaf by leaf where the gain is
 * greatest, and a sibling's histogram is the parent's minus the other's. Deterministic for a seed.
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
    const tree = builder.grow(residual, random);
    trees.push(tree);
    onTree?.(turn + 1);
  }
  return { edges: binned.map(({ edges }) => edges), trees };
}

/** Cuts a feature at mid-points between distinct values, or at quantiles where there are more values than bins. */
function binColumn(values: Float64Array): { readonly bins: Uint8Array; readonly edges: Float64Array } {
  const sorted = Float64Array.from(values).sort();
  const distinct: number[] = [];
  for (const value of sorted) if (distinct.length === 0 || value > distinct.at(-1)!) distinct.push(value);
  const cuts = new Set<number>();
  if (distinct.length <= maxBins)
    for (let index = 1; index < distinct.length; index++)
      cuts.add(rounded((distinct[index - 1]! + distinct[index]!) / 2));
  else
    for (let cut = 1; cut < maxBins; cut++) {
      const place = Math.floor((cut * sorted.length) / maxBins);
      if (sorted[place]! > sorted[place - 1]!) cuts.add(rounded((sorted[place]! + sorted[place - 1]!) / 2));
    }
  const edges = Float64Array.from([...cuts].sort((a, b) => a - b));
  return { edges, bins: Uint8Array.from(values, (value) => binOf(edges, value)) };
}

/** Edges are written in files: three decimals keep them short and equal before and after. */
const rounded = (value: number) => Math.round(value * 1e3) / 1e3;

/** The number of edges below a value. */
function binOf(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value > edges[middle]!) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Leaf {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  readonly sum: number;
  readonly histogram: Histogram;
  best: Split | null;
}

interface Split {
  readonly gain: number;
  readonly feature: number;
  readonly bin: number;
}

interface Histogram {
  readonly sums: Float64Array;
  readonly counts: Int32Array;
}

const stride = 256;

/** Grows trees on one table of bins; its arrays are reused from tree to tree. */
class TreeBuilder {
  readonly #bins: readonly Uint8Array[];
  readonly #options: BoostingOptions;
  readonly #order: Int32Array;
  readonly #spare: Int32Array;
  readonly #pool: Histogram[] = [];

  constructor(bins: readonly Uint8Array[], rows: number, options: BoostingOptions) {
    this.#bins = bins;
    this.#options = options;
    this.#order = new Int32Array(rows);
    this.#spare = new Int32Array(rows);
  }

  /** Fits one tree to the residual and takes its share off it. */
  grow(residual: Float64Array, random: Random): Tree {
    const { leaves: limit, learningRate, ridge } = this.#options;
    const rows = this.#order.length;
    for (let row = 0; row < rows; row++) this.#order[row] = row;
    const usable = this.#drawFeatures(random);
    const nodes = 2 * limit - 1;
    const tree: Tree = {
      feature: new Int16Array(nodes).fill(-1),
      bin: new Uint8Array(nodes),
      left: new Int16Array(nodes),
      value: new Float64Array(nodes),
    };
    let used = 1;
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += residual[row]!;
    const root: Leaf = { node: 0, from: 0, to: rows, sum, histogram: this.#take(), best: null };
    this.#fill(root.histogram, usable, residual, 0, rows);
    root.best = this.#bestSplit(root, usable);
    const leaves: Leaf[] = [root];
    while (leaves.length < limit) {
      let choice = -1;
      for (let index = 0; index < leaves.length; index++) {
        const gain = leaves[index]!.best?.gain ?? 0;
        if (gain > 1e-12 && (choice < 0 || gain > leaves[choice]!.best!.gain)) choice = index;
      }
      if (choice < 0) break;
      const parent = leaves[choice]!;
      const { feature, bin } = parent.best!;
      const middle = this.#partition(parent, feature, bin);
      tree.feature[parent.node] = feature;
      tree.bin[parent.node] = bin;
      tree.left[parent.node] = used;
      const [left, right] = this.#children(parent, middle, used, usable, residual);
      used += 2;
      left.best = this.#bestSplit(left, usable);
      right.best = this.#bestSplit(right, usable);
      leaves[choice] = left;
      leaves.push(right);
    }
    for (const leaf of leaves) {
      const value = quantisedLeaf((learningRate * leaf.sum) / (leaf.to - leaf.from + ridge));
      tree.value[leaf.node] = value;
      for (let place = leaf.from; place < leaf.to; place++) residual[this.#order[place]!]! -= value;
      this.#pool.push(leaf.histogram);
    }
    return {
      feature: tree.feature.slice(0, used),
      bin: tree.bin.slice(0, used),
      left: tree.left.slice(0, used),
      value: tree.value.slice(0, used),
    };
  }

  /** The smaller child is counted, the larger is what remains of the parent. */
  #children(
    parent: Leaf,
    middle: number,
    firstNode: number,
    usable: Int32Array,
    residual: Float64Array,
  ): readonly [Leaf, Leaf] {
    const leftIsSmall = middle - parent.from <= parent.to - middle;
    const small = this.#take();
    const from = leftIsSmall ? parent.from : middle;
    const to = leftIsSmall ? middle : parent.to;
    this.#fill(small, usable, residual, from, to);
    subtract(parent.histogram, small, usable);
    let smallSum = 0;
    for (let place = from; place < to; place++) smallSum += residual[this.#order[place]!]!;
    const largeSum = parent.sum - smallSum;
    const leftHistogram = leftIsSmall ? small : parent.histogram;
    const rightHistogram = leftIsSmall ? parent.histogram : small;
    return [
      {
        node: firstNode,
        from: parent.from,
        to: middle,
        sum: leftIsSmall ? smallSum : largeSum,
        histogram: leftHistogram,
        best: null,
      },
      {
        node: firstNode + 1,
        from: middle,
        to: parent.to,
        sum: leftIsSmall ? largeSum : smallSum,
        histogram: rightHistogram,
        best: null,
      },
    ];
  }

  #drawFeatures(random: Random): Int32Array {
    const all = this.#bins.length;
    const wanted = Math.max(1, Math.round(all * this.#options.featureShare));
    const places = Int32Array.from({ length: all }, (_, index) => index);
    for (let index = 0; index < wanted; index++) {
      const other = index + Math.floor(random() * (all - index));
      const held = places[index]!;
      places[index] = places[other]!;
      places[other] = held;
    }
    return places.slice(0, wanted).sort();
  }

  #take(): Histogram {
    const size = this.#bins.length * stride;
    return this.#pool.pop() ?? { sums: new Float64Array(size), counts: new Int32Array(size) };
  }

  #fill(histogram: Histogram, usable: Int32Array, residual: Float64Array, from: number, to: number): void {
    const { sums, counts } = histogram;
    const order = this.#order;
    for (const feature of usable) {
      const base = feature * stride;
      sums.fill(0, base, base + stride);
      counts.fill(0, base, base + stride);
      const bins = this.#bins[feature]!;
      for (let place = from; place < to; place++) {
        const row = order[place]!;
        const slot = base + bins[row]!;
        sums[slot]! += residual[row]!;
        counts[slot]!++;
      }
    }
  }

  #bestSplit(leaf: Leaf, usable: Int32Array): Split | null {
    const { minRowsPerLeaf, ridge } = this.#options;
    const rows = leaf.to - leaf.from;
    if (rows < 2 * minRowsPerLeaf) return null;
    const { sums, counts } = leaf.histogram;
    const whole = (leaf.sum * leaf.sum) / (rows + ridge);
    let best: Split | null = null;
    let bestGain = 0;
    for (const feature of usable) {
      const base = feature * stride;
      let sum = 0;
      let count = 0;
      for (let bin = 0; bin < stride - 1; bin++) {
        if (counts[base + bin] === 0) continue;
        sum += sums[base + bin]!;
        count += counts[base + bin]!;
        if (count < minRowsPerLeaf) continue;
        const rest = rows - count;
        if (rest < minRowsPerLeaf) break;
        const other = leaf.sum - sum;
        const gain = (sum * sum) / (count + ridge) + (other * other) / (rest + ridge) - whole;
        if (gain > bestGain) {
          bestGain = gain;
          best = { gain, feature, bin };
        }
      }
    }
    return best;
  }

  /** Moves the rows at or below the cut to the front of the leaf's span, in order; returns where the others begin. */
  #partition(leaf: Leaf, feature: number, bin: number): number {
    const bins = this.#bins[feature]!;
    const order = this.#order;
    let write = leaf.from;
    let spared = 0;
    for (let place = leaf.from; place < leaf.to; place++) {
      const row = order[place]!;
      if (bins[row]! <= bin) order[write++] = row;
      else this.#spare[spared++] = row;
    }
    for (let index = 0; index < spared; index++) order[write + index] = this.#spare[index]!;
    return write;
  }
}

function subtract(from: Histogram, part: Histogram, usable: Int32Array): void {
  for (const feature of usable) {
    const base = feature * stride;
    for (let slot = base; slot < base + stride; slot++) {
      from.sums[slot]! -= part.sums[slot]!;
      from.counts[slot]! -= part.counts[slot]!;
    }
  }
}
