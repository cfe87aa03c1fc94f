import type { Estimate } from "../../base/estimate";
import type { Workload } from "../../cost/workload";
import type { Design } from "../../design/design";
import { countLayers } from "../../design/flatten";
import { kindOf, type LayerRef } from "../../design/operatorKinds";
import { settingsOf } from "../../design/settingsOf";
import { precisionName } from "../backend/backend";
import { cachedRows } from "../graph/attentionGraph";
import { type BlockCase, defaultNorm, type MeasuredPart } from "../graph/blockCase";
import { blockKey } from "../graph/blockKey";
import { meanCachedRows } from "../plan/meanCachedRows";
import type { MeasuredDevice } from "../record/measuredDevice";
import type { ParityPoint } from "./fitMeasurement";

/** Decode speed of a design as its blocks were timed. */
export interface MeasuredDecode {
  readonly msPerToken: Estimate;
  /** Time of the whole workload; null where it has a prefill, which is not timed block by block. */
  readonly latencyMs: Estimate | null;
  readonly tokensPerSecond: Estimate | null;
  /** Number format it was timed in. */
  readonly format: string;
}

/** A time with the half-width of its 90 % interval, ms. */
interface Timed {
  readonly ms: number;
  readonly halfWidth: number;
}

/**
 * Composes the decode step of a design from timed blocks: every layer's block and the LM head, each less the runtime's
 * time of a call, which a step pays once. Attention is interpolated over the rows of its timed caches at the mean over
 * the decode, which is exact for times that grow linearly; a window's cache stops growing when it is full. The interval adds the blocks' own and the error that stacks showed.
 * @returns null unless every distinct block and the head were timed at these very sizes, for one sequence, up to this
 *   cache, and the fit holds.
 */
export function measuredDecode(
  design: Design,
  workload: Workload,
  device: MeasuredDevice,
): MeasuredDecode | null {
  const { fit, measurement } = device;
  if (fit.refusal !== null || workload.phase === "prefill" || workload.batch !== 1) return null;
  const points = new Map(fit.parity.map((point) => [point.id, point]));
  const timed = measurement.plan.cases.flatMap(({ id, block }) => {
    const point = points.get(id);
    return point !== undefined && isStepOf(block, design) ? [{ block, point }] : [];
  });
  const callMs = fit.model.stepUs / 1000;
  let sum: Timed = { ms: callMs, halfWidth: 0 };
  for (const [part, count] of partsOf(design)) {
    const key = blockKey(part);
    const found = timed.filter(
      ({ block: { parts } }) => parts[0] !== undefined && blockKey(parts[0]) === key,
    );
    const one = atMeanCache(found, part, design, workload);
    if (one === null) return null;
    sum = {
      ms: sum.ms + count * Math.max(0, one.ms - callMs),
      halfWidth: sum.halfWidth + count * one.halfWidth,
    };
  }
  const halfWidth = sum.halfWidth + (fit.validationError ?? 0) * sum.ms;
  const format = precisionName(timed[0]?.block.precision ?? { activations: "float32", weights: "dense" });
  const provenance = `Sum over blocks timed on ${measurement.name} in ${format}, LM head included; look-up of the embedding and choice of the token are left out.`;
  const estimate = (unit: Estimate["unit"], scale: (ms: number) => number): Estimate => {
    const ends = [scale(Math.max(0, sum.ms - halfWidth)), scale(sum.ms + halfWidth)];
    return {
      value: scale(sum.ms),
      unit,
      lo: Math.min(...ends),
      hi: Math.max(...ends),
      source: "measured",
      provenance,
    };
  };
  const decodesOnly = workload.phase === "decode";
  return {
    msPerToken: estimate("ms/token", (ms) => ms),
    latencyMs: decodesOnly ? estimate("ms", (ms) => ms * workload.new) : null,
    tokensPerSecond: decodesOnly ? estimate("tokens/s", (ms) => 1000 / Math.max(ms, 1e-9)) : null,
    format,
  };
}

/** Whether a block is one part of the design's decode step for one sequence. */
function isStepOf(block: BlockCase, design: Design): boolean {
  return (
    block.parts.length === 1 &&
    block.phase === "decode" &&
    block.batch === 1 &&
    block.hiddenSize === design.hiddenSize &&
    blockKey(block.norm) === blockKey(design.norm ?? defaultNorm)
  );
}

/** The distinct blocks of a decode step and how often each runs. */
function partsOf(design: Design): readonly (readonly [MeasuredPart, number])[] {
  const layers = [...countLayers(design.stages)].map(
    ([ref, count]: readonly [LayerRef, number]) =>
      [{ kind: kindOf(ref), settings: settingsOf(design, ref) } as MeasuredPart, count] as const,
  );
  return [...layers, [{ kind: "head", vocabSize: design.vocabSize }, 1]];
}

/** The time at the mean cache, from the two timed ones around it (or the nearest two); null beyond the longest. */
function atMeanCache(
  timed: readonly { readonly block: BlockCase; readonly point: ParityPoint }[],
  part: MeasuredPart,
  design: Design,
  workload: Workload,
): Timed | null {
  const [any] = timed;
  if (any === undefined) return null;
  if (part.kind !== "attention" && part.kind !== "swa") return timeOf(any.point);
  const window = part.kind === "swa" ? part.settings.window : null;
  const rows = meanCachedRows(design, workload, window);
  const sorted = timed
    .map(({ block, point }) => ({ rows: cachedRows(block.context, window), time: timeOf(point) }))
    .sort((a, b) => a.rows - b.rows);
  const upper = sorted.find((one) => one.rows >= rows);
  if (upper === undefined) return null;
  const lower = sorted[Math.max(0, sorted.indexOf(upper) - 1)] ?? upper;
  const span = upper.rows - lower.rows;
  const share = span === 0 ? 1 : Math.max(0, (rows - lower.rows) / span);
  const [a, b] = [lower.time, upper.time];
  return { ms: a.ms + share * (b.ms - a.ms), halfWidth: Math.max(a.halfWidth, b.halfWidth) };
}

/** A point's time with half the width of its median's interval. */
function timeOf({ measuredMs, statistics }: ParityPoint): Timed {
  return { ms: measuredMs, halfWidth: (statistics.medianHi - statistics.medianLo) / 2 };
}
