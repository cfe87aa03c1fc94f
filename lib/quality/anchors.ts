import type { Design } from "../design/design";
import { kindOf } from "../design/operatorKinds";
import { findPreset } from "../design/presets";
import { publishedModels } from "./publishedModels";
import { qualityShape } from "./qualityShape";

/** A published model that predictions of accuracy hang on. */
export interface Anchor {
  readonly id: string;
  readonly name: string;
  /** Published average of the six commonsense tasks, percent. */
  readonly cr6: number;
  readonly design: Design;
  /** Table and protocol of the score. */
  readonly source: string;
}

/** Every published model whose sizes are known, in the paper's order. */
export const anchors: readonly Anchor[] = publishedModels.flatMap((model) => {
  const preset = findPreset(model.presetId);
  return preset === null
    ? []
    : [
        {
          id: model.id,
          name: model.name,
          cr6: model.scores.cr6,
          design: preset.design,
          source: model.source,
        },
      ];
});

const defaultAnchorId = "qwen3-0.6b";
/** Stands in where the default anchor would be compared with itself. */
const secondAnchorId = "qwen3-1.7b";

/** The anchor with this id (in any case), or null. */
export function findAnchor(id: string): Anchor | null {
  return anchors.find((anchor) => anchor.id === id.toLowerCase()) ?? null;
}

/** The anchor of designs that descend from no published model: Qwen3-0.6B at its published score. */
export const defaultAnchor: Anchor = findAnchor(defaultAnchorId)!;

/** An anchor other than the model itself, for showing prediction beside publication. */
export function independentAnchor(id: string): Anchor {
  return id === defaultAnchorId ? findAnchor(secondAnchorId)! : defaultAnchor;
}

/**
 * The published model a design descends from, or null. By name first (an edited preset keeps it at the front), else by
 * make-up: the same vocabulary, tying, kinds of mixers, biases and norms, at most a factor two away in size; the
 * nearest in size wins.
 */
export function ancestorOf(design: Design): Anchor | null {
  const name = design.name.toLowerCase();
  let named: Anchor | null = null;
  for (const anchor of anchors)
    if (continues(name, anchor.name.toLowerCase()) && anchor.name.length > (named?.name.length ?? 0))
      named = anchor;
  if (named) return named;
  const size = qualityShape(design).nonEmbedding;
  const own = makeUp(design);
  let nearest: Anchor | null = null;
  let least = Math.LN2;
  for (const anchor of anchors) {
    if (anchorMakeUps.get(anchor) !== own) continue;
    const distance = Math.abs(Math.log(qualityShape(anchor.design).nonEmbedding / size));
    if (distance <= least) {
      nearest = anchor;
      least = distance;
    }
  }
  return nearest;
}

/** Whether a name is another one, or that one followed by something that is no part of a longer model name. */
function continues(name: string, ancestor: string): boolean {
  return name.startsWith(ancestor) && !/^[\w.-]/.test(name.slice(ancestor.length));
}

/** What descendants keep of their ancestor, as one comparable text. */
function makeUp({ stages, vocabSize, tieEmbeddings, operators }: Design): string {
  const kinds = new Set(stages.flatMap(({ layers }) => layers.map(kindOf)));
  return JSON.stringify([
    vocabSize,
    tieEmbeddings,
    [...kinds].sort(),
    operators.attention && [
      operators.attention.qkNorm,
      operators.attention.bias,
      operators.attention.headDim,
    ],
  ]);
}

const anchorMakeUps: ReadonlyMap<Anchor, string> = new Map(
  anchors.map((anchor) => [anchor, makeUp(anchor.design)]),
);

/** The published model that a design is, unedited: all that shapes it equal, whatever its name. Null otherwise. */
export function publishedSelf(design: Design): Anchor | null {
  return (
    anchors.find((anchor) => anchor.design === design || sameArchitecture(anchor.design, design)) ?? null
  );
}

/** Whether two designs are one model: all that shapes them equal, whatever their names and training tokens. */
export function sameArchitecture(a: Design, b: Design): boolean {
  if (a.hiddenSize !== b.hiddenSize || a.vocabSize !== b.vocabSize) return false;
  const { name: nameA, training: trainingA, ...restA } = a;
  const { name: nameB, training: trainingB, ...restB } = b;
  return deepEqual(restA, restB);
}

function deepEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  for (const key of keys)
    if (!deepEqual((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key])) return false;
  return true;
}
