import { digitAt, digitCharacter, digitCount } from "./textDigits";
import type { Tree, TreeEnsemble } from "./treeEnsemble";

/** Trees as text: cuts as numbers; nodes in preorder as three streams of digits. */
export interface TreeCode {
  readonly edges: readonly (readonly number[])[];
  readonly trees: number;
  /** Feature of each node, the last digit for a leaf. */
  readonly feature: string;
  /** Cut of each inner node. */
  readonly bin: string;
  /** Value of each leaf in steps of `leafStep`, two digits. */
  readonly value: string;
}

const leafMark = digitCount - 1;
/** Leaf values are stored in steps of 2^-12 (0.024 %), so that a file holds exactly what was trained. */
const leafStep = 2 ** -12;
/** Steps of the largest leaf that two digits hold. */
const mostSteps = (digitCount * digitCount - 1) / 2;

/** The nearest storable leaf value. */
export function quantisedLeaf(value: number): number {
  return Math.max(-mostSteps, Math.min(mostSteps, Math.round(value / leafStep))) * leafStep;
}

/** Writes an ensemble whose leaves are quantised; cuts that no tree uses are left out. */
export function encodeTrees(ensemble: TreeEnsemble): TreeCode {
  const used = ensemble.edges.map(() => new Set<number>());
  for (const tree of ensemble.trees)
    for (let node = 0; node < tree.feature.length; node++)
      if (tree.feature[node]! >= 0) used[tree.feature[node]!]!.add(tree.bin[node]!);
  const kept = used.map((bins) => [...bins].sort((a, b) => a - b));
  const renumbered = kept.map((bins) => new Map(bins.map((bin, index) => [bin, index])));
  const streams = { feature: "", bin: "", value: "" };
  for (const tree of ensemble.trees) {
    const visit = (node: number): void => {
      const feature = tree.feature[node]!;
      if (feature < 0) {
        streams.feature += digitCharacter(leafMark);
        const steps = Math.round(tree.value[node]! / leafStep) + mostSteps;
        streams.value += digitCharacter(Math.floor(steps / digitCount)) + digitCharacter(steps % digitCount);
        return;
      }
      streams.feature += digitCharacter(feature);
      streams.bin += digitCharacter(renumbered[feature]!.get(tree.bin[node]!)!);
      visit(tree.left[node]!);
      visit(tree.left[node]! + 1);
    };
    visit(0);
  }
  return {
    edges: kept.map((places, feature) => places.map((place) => ensemble.edges[feature]![place]!)),
    trees: ensemble.trees.length,
    ...streams,
  };
}

/** Reads an ensemble back; `decodeTrees(encodeTrees(e))` predicts exactly as e does. Throws on a damaged code. */
export function decodeTrees(code: TreeCode): TreeEnsemble {
  let node = 0;
  let inner = 0;
  let leaf = 0;
  const trees: Tree[] = [];
  for (let index = 0; index < code.trees; index++) {
    const feature: number[] = [-1];
    const bin: number[] = [0];
    const left: number[] = [0];
    const value: number[] = [0];
    const read = (place: number): void => {
      const mark = digitAt(code.feature, node++);
      if (mark === leafMark) {
        const steps = digitAt(code.value, leaf) * digitCount + digitAt(code.value, leaf + 1);
        leaf += 2;
        value[place] = (steps - mostSteps) * leafStep;
        return;
      }
      const edges = code.edges[mark];
      const cut = digitAt(code.bin, inner++);
      if (edges === undefined || cut >= edges.length)
        throw new Error("The tree code names an unknown feature or cut.");
      feature[place] = mark;
      bin[place] = cut;
      const first = feature.length;
      left[place] = first;
      feature.push(-1, -1);
      bin.push(0, 0);
      left.push(0, 0);
      value.push(0, 0);
      read(first);
      read(first + 1);
    };
    read(0);
    trees.push({
      feature: Int16Array.from(feature),
      bin: Uint8Array.from(bin),
      left: Int16Array.from(left),
      value: Float64Array.from(value),
    });
  }
  return { edges: code.edges.map((edges) => Float64Array.from(edges)), trees };
}
