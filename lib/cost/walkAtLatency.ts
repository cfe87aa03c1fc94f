import type { Design, OperatorSettings, OperatorTable } from "../design/design";
import type { LayerRef, OperatorKind } from "../design/operatorKinds";
import { parseDesign } from "../design/parseDesign";
import { scaleSettings } from "../design/scaleSettings";
import { stretchPattern } from "../design/stretchPattern";
import { scalingChanges } from "./scalingChanges";

/** A design at another depth that takes about as long, and what changed, in words. */
export interface LatencyWalk {
  readonly design: Design;
  readonly changes: readonly string[];
  /** Latency of the origin and of the result, in milliseconds. */
  readonly heldMs: { readonly wanted: number; readonly reached: number };
}

/** Grids the hidden size snaps to, coarse first; multiples that tensor cores and head dims of 64 and 128 like. */
const widthGrids = [128, 64, 32] as const;
/** Grid of feed-forward widths. */
const feedForwardStep = 64;
/** Feed-forward ratios tried around the origin's, so that it takes up what the hidden size's grid leaves. */
const leastRatio = 0.6;
const greatestRatio = 1.6;
const halvings = 12;

/**
 * Moves a design along constant predicted latency: `blocks` deep, the rhythm stretched or cut, the hidden size the
 * largest on its grid that is no slower, and the feed-forward width taking up the rest. Always walks from `origin`.
 * @returns null where the latency of the origin is not known or no legal width comes near it.
 */
export function walkAtLatency(
  origin: Design,
  blocks: number,
  latencyMs: (design: Design) => number | null,
): LatencyWalk | null {
  const wanted = latencyMs(origin);
  if (wanted === null) return null;
  const stages = stretchPattern(origin.stages, Math.max(1, Math.round(2 * blocks)));
  const { shareLayers: _unshared, ...unshared } = origin;
  const stretched: Design = { ...unshared, stages };
  const timeOf = (design: Design | null) => (design === null ? null : latencyMs(design));

  for (const grid of widthGrids) {
    const hiddenSize = widestWithin(stretched, grid, wanted, timeOf);
    if (hiddenSize === null) continue;
    const design = closestFeedForward(stretched, hiddenSize, wanted, timeOf);
    const reached = timeOf(design);
    if (design === null || reached === null) continue;
    return { design, changes: wordsOf(origin, design, wanted, reached), heldMs: { wanted, reached } };
  }
  return null;
}

/** The design at another width; null where an operator cannot be that wide. */
function atWidth(design: Design, hiddenSize: number, ratio: number): Design | null {
  const width = hiddenSize / design.hiddenSize;
  const scaling = { width, hiddenSize, feedForward: width * ratio, step: feedForwardStep };
  const operators = Object.fromEntries(
    Object.entries(design.operators).map(([ref, settings]) => [
      ref,
      scaleSettings(ref as LayerRef, settings as OperatorSettings[OperatorKind], scaling),
    ]),
  ) as OperatorTable;
  const parsed = parseDesign({ ...design, hiddenSize, operators });
  return parsed.ok ? parsed.value : null;
}

/** The largest legal hidden size on the grid that takes no longer than wanted; null where there is none. */
function widestWithin(
  design: Design,
  grid: number,
  wanted: number,
  timeOf: (design: Design | null) => number | null,
): number | null {
  let low = 0;
  let high = Math.ceil((4 * design.hiddenSize) / grid);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const time = timeOf(atWidth(design, middle * grid, 1));
    // A width no operator can have tells nothing of its time; smaller ones are tried.
    if (time !== null && time <= wanted) low = middle;
    else high = middle;
  }
  return low === 0 ? null : low * grid;
}

/** At a hidden size, the feed-forward width whose time is closest to wanted: time grows with it, so halving finds it. */
function closestFeedForward(
  design: Design,
  hiddenSize: number,
  wanted: number,
  timeOf: (design: Design | null) => number | null,
): Design | null {
  let [low, high] = [leastRatio, greatestRatio];
  let best: { readonly design: Design; readonly miss: number } | null = null;
  for (let halving = 0; halving < halvings; halving++) {
    const ratio = (low + high) / 2;
    const candidate = atWidth(design, hiddenSize, ratio);
    const time = timeOf(candidate);
    if (candidate === null || time === null) return best?.design ?? null;
    const miss = Math.abs(time - wanted);
    if (best === null || miss < best.miss) best = { design: candidate, miss };
    if (time > wanted) high = ratio;
    else low = ratio;
  }
  return best?.design ?? null;
}

function wordsOf(origin: Design, design: Design, wanted: number, reached: number): readonly string[] {
  const percent = 100 * (reached / wanted - 1);
  const sign = percent >= 0 ? "+" : "−";
  return [
    ...scalingChanges(origin, design, wanted, reached).filter((change) => !change.startsWith("Held ")),
    `Held latency ${sign}${Math.abs(percent).toFixed(1)} %`,
  ];
}
