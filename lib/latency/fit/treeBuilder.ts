import type { Random } from "../../base/random";
import { quantisedLeaf } from "../kernel/treeCode";
import type { Tree } from "../kernel/treeEnsemble";
import type { BoostingOptions } from "./boostedTrees";

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

/** Slots of a feature in a histogram; a bin fits a byte. */
const stride = 128;

/**
 * Grows regression trees on one table of bins, leaf by leaf where the gain is greatest; a sibling's histogram is the parent's
 * minus the other's. Its arrays are reused from tree to tree.
 */
export class TreeBuilder {
  readonly #bins: readonly Uint8Array[];
  readonly #options: BoostingOptions;
  readonly #order: Int32Array;
  readonly #spare: Int32Array;
  readonly #pulls: Float64Array;
  readonly #pool: Histogram[] = [];

  constructor(bins: readonly Uint8Array[], rows: number, options: BoostingOptions) {
    this.#bins = bins;
    this.#options = options;
    this.#order = new Int32Array(rows);
    this.#spare = new Int32Array(rows);
    this.#pulls = new Float64Array(rows);
  }

  /** Fits one tree to the residual and takes its share off it. */
  grow(residual: Float64Array, random: Random): Tree {
    const { leaves: limit, learningRate, ridge, bend = Number.POSITIVE_INFINITY } = this.#options;
    const rows = this.#order.length;
    const pulls = this.#pulls;
    for (let row = 0; row < rows; row++) {
      this.#order[row] = row;
      pulls[row] = Math.max(-bend, Math.min(bend, residual[row]!));
    }
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
    for (let row = 0; row < rows; row++) sum += pulls[row]!;
    const root: Leaf = { node: 0, from: 0, to: rows, sum, histogram: this.#take(), best: null };
    this.#fill(root.histogram, usable, 0, rows);
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
      const [left, right] = this.#children(parent, middle, used, usable);
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
  #children(parent: Leaf, middle: number, firstNode: number, usable: Int32Array): readonly [Leaf, Leaf] {
    const leftIsSmall = middle - parent.from <= parent.to - middle;
    const small = this.#take();
    const from = leftIsSmall ? parent.from : middle;
    const to = leftIsSmall ? middle : parent.to;
    this.#fill(small, usable, from, to);
    subtract(parent.histogram, small, usable);
    let smallSum = 0;
    for (let place = from; place < to; place++) smallSum += this.#pulls[this.#order[place]!]!;
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

  #fill(histogram: Histogram, usable: Int32Array, from: number, to: number): void {
    const { sums, counts } = histogram;
    const order = this.#order;
    const pulls = this.#pulls;
    for (const feature of usable) {
      const base = feature * stride;
      sums.fill(0, base, base + stride);
      counts.fill(0, base, base + stride);
      const bins = this.#bins[feature]!;
      for (let place = from; place < to; place++) {
        const row = order[place]!;
        const slot = base + bins[row]!;
        sums[slot]! += pulls[row]!;
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
