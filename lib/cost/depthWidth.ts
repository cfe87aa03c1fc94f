import type { Design, OperatorSettings, OperatorTable, Stage } from "../design/design";
import { countLayers, layerCount } from "../design/flatten";
import { kindOf, type LayerRef, type OperatorKind } from "../design/operatorKinds";
import { checkSettings, maxHiddenSize, maxLayers } from "../design/parseDesign";
import { type Scaling, scaleSettings } from "../design/scaleSettings";
import { settingsOf } from "../design/settingsOf";
import { stretchPattern } from "../design/stretchPattern";
import { parameterTable, sumParameters } from "./parameters";
import { scalingChanges } from "./scalingChanges";

/** The parameter count that stays while depth and width change. */
export type HeldCount = "total" | "nonEmbedding";

/** A design at another depth, and what changed, in words. */
export interface DepthWalk {
  readonly design: Design;
  readonly changes: readonly string[];
  /** Held parameters of the origin and of the result; they differ by at most 1 % where the operators allow it. */
  readonly held: { readonly wanted: number; readonly reached: number };
}

/** Largest relative miss of the held parameter count. */
const tolerance = 0.01;
/** Grids the hidden size and the feed-forward width snap to, coarse first. */
const grids = [128, 64, 32, 16, 8, 1] as const;
/** Weight of a changed attention group against a changed FFN ratio, both as logarithms: a group may halve before the FFN ratio moves by a fifth. */
const groupWeight = 0.3;

/**
 * Moves a design along constant parameters: `blocks` deep, the pattern's rhythm stretched or cut, the hidden size
 * snapped to a multiple of its grid, heads following at constant head dim, and the feed-forward width taking up the rest.
 * Always walks from `origin`, so that coming back to its depth gives it back unchanged.
 */
export function walkDepth(origin: Design, blocks: number, { hold }: { readonly hold: HeldCount }): DepthWalk {
  const wanted = heldParameters(origin, hold);
  const layers = Math.min(maxLayers, Math.max(1, Math.round(2 * blocks)));
  const stages = stretchPattern(origin.stages, layers);
  if (layerCount(stages) === layerCount(origin.stages))
    return { design: origin, changes: [], held: { wanted, reached: wanted } };
  const { shareLayers: _unshared, ...unshared } = origin;
  const deeper: Design = { ...unshared, stages, operators: tableInUse(origin, stages) };
  const design = bestWidth(deeper, wanted, hold);
  const reached = heldParameters(design, hold);
  return { design, changes: scalingChanges(origin, design, wanted, reached), held: { wanted, reached } };
}

/**
 * The design with another number of held parameters at its own depth: the legal width whose proportions stay closest to
 * the origin's, as a walk along depth chooses it.
 */
export function resize(origin: Design, parameters: number, { hold }: { readonly hold: HeldCount }): Design {
  return bestWidth(origin, parameters, hold);
}

/** The settings that the stages still name, of the origin's. */
export function tableInUse(origin: Design, stages: readonly Stage[]): OperatorTable {
  const used = countLayers(stages);
  const entries = Object.entries(origin.operators).filter(([ref]) => used.has(ref as LayerRef));
  return Object.fromEntries(entries) as OperatorTable;
}

function heldParameters(design: Design, hold: HeldCount): number {
  return sumParameters(parameterTable(design))[hold];
}

interface Candidate {
  readonly design: Design;
  readonly score: number;
}

/** The legal width whose FFN ratio and attention groups stay closest to the origin's, within tolerance of the held count. */
function bestWidth(deeper: Design, wanted: number, hold: HeldCount): Design {
  let best: Candidate | null = null;
  for (const unit of hiddenUnits(deeper)) {
    for (const hiddenSize of widthsNear(deeper, wanted, hold, unit)) {
      const candidate = candidateAt(deeper, hiddenSize, wanted, hold);
      if (candidate && (best === null || candidate.score < best.score)) best = candidate;
    }
    if (best !== null && best.score < outOfTolerance) break;
  }
  return best?.design ?? deeper;
}

/** Grids for the hidden size: multiples of the head dims that tile it where these are not too coarse, then finer ones. */
function hiddenUnits(design: Design): readonly number[] {
  const base = grids.find((grid) => design.hiddenSize % grid === 0 && grid <= design.hiddenSize) ?? 1;
  let unit: number = base;
  for (const ref of Object.keys(design.operators)) {
    const tile = tilingHeadDim(design, ref as LayerRef);
    if (tile === null) continue;
    const joint = leastCommonMultiple(unit, tile);
    unit = joint <= 256 ? joint : Math.max(unit, tile);
  }
  return [unit, ...grids.filter((grid) => grid < unit && grid >= 8)];
}

/** The head dim of an operator whose heads span exactly the hidden size, else null. */
function tilingHeadDim(design: Design, ref: LayerRef): number | null {
  const kind = kindOf(ref);
  if (kind !== "attention" && kind !== "swa" && kind !== "deltanet") return null;
  const { heads, headDim } = settingsOf<"attention" | "swa" | "deltanet">(design, ref as typeof kind);
  return heads * headDim === design.hiddenSize ? headDim : null;
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return (a / x) * b;
}

/** Hidden sizes on the grid around the one that holds the count when everything scales alike. */
function widthsNear(deeper: Design, wanted: number, hold: HeldCount, unit: number): readonly number[] {
  const holds = (steps: number) =>
    heldParameters(scaled(deeper, steps * unit, (steps * unit) / deeper.hiddenSize, 1), hold) <= wanted;
  let low = 0;
  let high = Math.max(1, Math.floor(maxHiddenSize / unit));
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return [low - 1, low, low + 1, low + 2].filter((steps) => steps >= 1).map((steps) => steps * unit);
}

/** Scores at and above this mark miss the held count by more than the tolerance. */
const outOfTolerance = 100;

/** The design at a hidden size with the feed-forward width solved for; null when the operators cannot be that wide. */
function candidateAt(deeper: Design, hiddenSize: number, wanted: number, hold: HeldCount): Candidate | null {
  if (hiddenSize > maxHiddenSize) return null;
  const width = hiddenSize / deeper.hiddenSize;
  const feedForward = solveFeedForward(deeper, hiddenSize, wanted, hold);
  if (feedForward <= 0) return null;
  let closest: Candidate | null = null;
  for (const step of feedForwardSteps(deeper)) {
    const design = scaled(deeper, hiddenSize, feedForward, step);
    if (!isLegal(design)) return null;
    const miss = Math.abs(heldParameters(design, hold) / wanted - 1);
    const score =
      Math.abs(Math.log(feedForward / width)) +
      groupWeight * groupChange(deeper, design) +
      (miss > tolerance ? outOfTolerance * (1 + miss) : 0);
    if (closest === null || score < closest.score) closest = { design, score };
    if (miss <= tolerance) break;
  }
  return closest;
}

/** The factor on feed-forward widths that holds the count: parameters are linear in it. 1 where there is no feed-forward. */
function solveFeedForward(deeper: Design, hiddenSize: number, wanted: number, hold: HeldCount): number {
  const at = (factor: number) => heldParameters(scaled(deeper, hiddenSize, factor, 1), hold);
  const once = at(1);
  const slope = at(2) - once;
  return slope === 0 ? 1 : 1 + (wanted - once) / slope;
}

/** Grids for feed-forward widths, from the coarsest that all present widths lie on. */
function feedForwardSteps(design: Design): readonly number[] {
  const sizes: number[] = [];
  for (const ref of Object.keys(design.operators) as LayerRef[]) {
    const kind = kindOf(ref);
    if (kind === "ffn") sizes.push(settingsOf<"ffn">(design, ref as "ffn").intermediateSize);
    if (kind === "moe") sizes.push(settingsOf<"moe">(design, ref as "moe").expertSize);
  }
  return grids.filter((grid) => sizes.every((size) => size % grid === 0));
}

/** The design with every operator at another width. */
function scaled(design: Design, hiddenSize: number, feedForward: number, step: number): Design {
  const scaling: Scaling = { width: hiddenSize / design.hiddenSize, hiddenSize, feedForward, step };
  const operators = Object.fromEntries(
    Object.entries(design.operators).map(([ref, settings]) => [
      ref,
      scaleSettings(ref as LayerRef, settings as OperatorSettings[OperatorKind], scaling),
    ]),
  );
  return { ...design, hiddenSize, operators: operators as OperatorTable };
}

function isLegal(design: Design): boolean {
  return Object.entries(design.operators).every(
    ([ref, settings]) =>
      checkSettings(kindOf(ref as LayerRef), settings, design.hiddenSize, ref).length === 0,
  );
}

/** Sum over attention settings of how far query heads a KV head moved, as a logarithm. */
function groupChange(before: Design, after: Design): number {
  let change = 0;
  for (const ref of Object.keys(before.operators) as LayerRef[]) {
    const kind = kindOf(ref);
    if (kind !== "attention" && kind !== "swa") continue;
    const old = settingsOf<"attention">(before, ref as "attention");
    const now = settingsOf<"attention">(after, ref as "attention");
    change += Math.abs(Math.log(now.heads / now.kvHeads / (old.heads / old.kvHeads)));
  }
  return change;
}
