import { leafStep } from "../fit/leafStep";
import type { Tree, TreeEnsemble } from "./treeEnsemble";

/** Trees as text: cuts as numbers; nodes in preorder as three byte streams in base64. */
export interface TreeCode {
  readonly edges: readonly (readonly number[])[];
  readonly trees: number;
  /** Feature of each node, 255 for a leaf. */
  readonly feature: string;
  /** Cut of each inner node. */
  readonly bin: string;
  /** Value of each leaf in steps of 2^-13, as little-endian 16-bit integers. */
  readonly value: string;
}

const leafMark = 255;

/** Writes an ensemble; cuts that no tree uses are left out. */
export function encodeTrees(ensemble: TreeEnsemble): TreeCode {
  const used = ensemble.edges.map(() => new Set<number>());
  for (const tree of ensemble.trees)
    for (let node = 0; node < tree.feature.length; node++)
      if (tree.feature[node]! >= 0) used[tree.feature[node]!]!.add(tree.bin[node]!);
  const kept = used.map((bins) => [...bins].sort((a, b) => a - b));
  const renumbered = kept.map((bins) => new Map(bins.map((bin, index) => [bin, index])));
  const features: number[] = [];
  const bins: number[] = [];
  const values: number[] = [];
  for (const tree of ensemble.trees) {
    const visit = (node: number): void => {
      const feature = tree.feature[node]!;
      if (feature < 0) {
        features.push(leafMark);
        const steps = Math.round(tree.value[node]! / leafStep) & 0xffff;
        values.push(steps & 0xff, steps >> 8);
        return;
      }
      features.push(feature);
      bins.push(renumbered[feature]!.get(tree.bin[node]!)!);
      visit(tree.left[node]!);
      visit(tree.left[node]! + 1);
    };
    visit(0);
  }
  return {
    edges: kept.map((places, feature) => places.map((place) => ensemble.edges[feature]![place]!)),
    trees: ensemble.trees.length,
    feature: toBase64(features),
    bin: toBase64(bins),
    value: toBase64(values),
  };
}

/** Reads an ensemble back; `decodeTrees(encodeTrees(e))` predicts exactly as e does. Throws on a damaged code. */
export function decodeTrees(code: TreeCode): TreeEnsemble {
  const features = fromBase64(code.feature);
  const bins = fromBase64(code.bin);
  const values = fromBase64(code.value);
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
      const mark = features[node++];
      if (mark === undefined) throw new Error("The tree code ends early.");
      if (mark === leafMark) {
        const steps = values[leaf]! | (values[leaf + 1]! << 8);
        leaf += 2;
        value[place] = ((steps << 16) >> 16) * leafStep;
        return;
      }
      if (mark >= code.edges.length) throw new Error("The tree code names an unknown feature.");
      feature[place] = mark;
      bin[place] = bins[inner++]!;
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

function toBase64(bytes: readonly number[]): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 4096)
    text += String.fromCharCode(...bytes.slice(start, start + 4096));
  return btoa(text);
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
