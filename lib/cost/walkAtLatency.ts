import { fail, ok, type Result } from "../base/result";
import type { Design, OperatorSettings, OperatorTable } from "../design/design";
import { layerCount } from "../design/flatten";
import type { LayerRef, OperatorKind } from "../design/operatorKinds";
import { maxHiddenSize, parseDesign } from "../design/parseDesign";
import { scaleSettings } from "../design/scaleSettings";
import { stretchPattern } from "../design/stretchPattern";
import { tableInUse } from "./depthWidth";
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

/** Largest relative miss of the held latency; beyond it the latency was not held. */
const tolerance = 0.03;

/** A width tried, and how far its time is from the wanted one, relative and signed. */
interface Candidate {
  readonly design: Design;
  readonly reached: number;
  readonly miss: number;
}

/**
 * Moves a design along constant predicted latency: `blocks` deep, the rhythm stretched or cut, the hidden size the
 * largest on its grid that is no slower (or the next), and the feed-forward width taking up the rest. Always walks from
 * `origin`. Refuses where the latency of the origin is not known or no legal width comes within 3 % of it.
 */
export function walkAtLatency(
  origin: Design,
  blocks: number,
  latencyMs: (design: Design) => number | null,
): Result<LatencyWalk> {
  const wanted = latencyMs(origin);
  if (wanted === null)
    return fail({ field: "latency", message: "The latency is not known here, so that it cannot be held." });
  const stages = stretchPattern(origin.stages, Math.max(1, Math.round(2 * blocks)));
  const { shareLayers: _unshared, ...unshared } = origin;
  const stretched: Design = { ...unshared, stages, operators: tableInUse(origin, stages) };
  const timeOf = (design: Design | null) => (design === null ? null : latencyMs(design));

  let closest: Candidate | null = null;
  for (const grid of widthGrids) {
    const steps = widestWithin(stretched, grid, wanted, timeOf);
    for (const hiddenSize of [steps * grid, (steps + 1) * grid]) {
      if (hiddenSize < 1 || hiddenSize > maxHiddenSize) continue;
      const candidate = closestFeedForward(stretched, hiddenSize, wanted, timeOf);
      if (candidate !== null && (closest === null || Math.abs(candidate.miss) < Math.abs(closest.miss)))
        closest = candidate;
      if (closest !== null && Math.abs(closest.miss) <= tolerance) {
        const { design, reached } = closest;
        return ok({
          design,
          changes: wordsOf(origin, design, wanted, reached),
          heldMs: { wanted, reached },
        });
      }
    }
  }
  const asked = `${layerCount(stages) / 2} blocks`;
  return fail({
    field: "blocks",
    message:
      closest === null
        ? `No legal width at ${asked} has a known latency.`
        : `No legal width at ${asked} keeps the latency: the closest, ${closest.design.hiddenSize.toLocaleString("en-US")} wide, is off by ${signedPercent(closest.miss)}.`,
  });
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

/** How many steps of the grid above a width without legal operators are tried before smaller ones. */
const legalReach = 8;

/** Steps of the grid to the largest legal hidden size that takes no longer than wanted; 0 where there is none. */
function widestWithin(
  design: Design,
  grid: number,
  wanted: number,
  timeOf: (design: Design | null) => number | null,
): number {
  let low = 0;
  let high = Math.floor(maxHiddenSize / grid) + 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    // A width no operator can have tells nothing of its time; the next legal one above does, since time grows with width.
    let steps = middle;
    let time = timeOf(atWidth(design, steps * grid, 1));
    while (time === null && steps + 1 < Math.min(high, middle + legalReach))
      time = timeOf(atWidth(design, ++steps * grid, 1));
    if (time !== null && time <= wanted) low = steps;
    else high = middle;
  }
  return low;
}

/** At a hidden size, the feed-forward width whose time is closest to wanted: time grows with it, so halving finds it. */
function closestFeedForward(
  design: Design,
  hiddenSize: number,
  wanted: number,
  timeOf: (design: Design | null) => number | null,
): Candidate | null {
  let [low, high] = [leastRatio, greatestRatio];
  let best: Candidate | null = null;
  for (let halving = 0; halving < halvings; halving++) {
    const ratio = (low + high) / 2;
    const candidate = atWidth(design, hiddenSize, ratio);
    const reached = timeOf(candidate);
    if (candidate === null || reached === null) return best;
    const miss = reached / wanted - 1;
    if (best === null || Math.abs(miss) < Math.abs(best.miss)) best = { design: candidate, reached, miss };
    if (reached > wanted) high = ratio;
    else low = ratio;
  }
  return best;
}

function wordsOf(origin: Design, design: Design, wanted: number, reached: number): readonly string[] {
  return [
    ...scalingChanges(origin, design, wanted, reached).filter((change) => !change.startsWith("Held ")),
    `Held latency ${signedPercent(reached / wanted - 1)}`,
  ];
}

function signedPercent(share: number): string {
  return `${share >= 0 ? "+" : "−"}${Math.abs(100 * share).toFixed(1)} %`;
}
