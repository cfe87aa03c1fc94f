import { nearestDivisor, nearestMultiple } from "../base/nearest";
import type { AttentionSettings, OperatorSettings } from "./design";
import { kindOf, type LayerRef, type OperatorKind } from "./operatorKinds";
import { mamba2Width } from "./operators/mamba2";

/** What widening or narrowing a model does to one operator's settings. */
export interface Scaling {
  /** New hidden size over old. */
  readonly width: number;
  readonly hiddenSize: number;
  /** New feed-forward width over old. */
  readonly feedForward: number;
  /** Feed-forward widths are rounded to multiples of this. */
  readonly step: number;
}

type Scalers = {
  readonly [K in OperatorKind]: (settings: OperatorSettings[K], scaling: Scaling) => OperatorSettings[K];
};

/** Heads follow the width at a constant head dim; KV heads keep their group where it divides, else the nearest divisor. */
function attention<S extends AttentionSettings>(settings: S, { width }: Scaling): S {
  const heads = Math.max(1, Math.round(settings.heads * width));
  const kvHeads = nearestDivisor(heads, Math.max(1, Math.round((heads * settings.kvHeads) / settings.heads)));
  return { ...settings, heads, kvHeads };
}

const snapped = (size: number, scaling: Scaling) => nearestMultiple(size * scaling.feedForward, scaling.step);

/**
 * Each operator at another width: head dims and states stay, the number of heads follows the hidden size, feed-forward
 * widths follow their own factor.
 */
const scalers: Scalers = {
  attention,
  swa: attention,
  mamba2(settings, { width, hiddenSize }) {
    const heads = settings.heads && Math.max(1, Math.round(settings.heads * width));
    const inner = mamba2Width({ ...settings, heads }, hiddenSize);
    const headDim = heads === undefined ? nearestDivisor(inner, settings.headDim) : settings.headDim;
    const groups = nearestDivisor(heads ?? inner / headDim, settings.groups);
    return { ...settings, headDim, groups, ...(heads !== undefined && { heads }) };
  },
  mamba: (settings, { width }) => ({ ...settings, dtRank: Math.max(1, Math.round(settings.dtRank * width)) }),
  deltanet: (settings, { width }) => ({
    ...settings,
    heads: Math.max(1, Math.round(settings.heads * width)),
  }),
  "gated-deltanet"(settings, { width }) {
    const keyHeads = Math.max(1, Math.round(settings.keyHeads * width));
    return { ...settings, keyHeads, valueHeads: (keyHeads * settings.valueHeads) / settings.keyHeads };
  },
  gla: (settings, { width }) => ({
    ...settings,
    keyDim: nearestMultiple(settings.keyDim * width, settings.heads),
    valueDim: nearestMultiple(settings.valueDim * width, settings.heads),
  }),
  rwkv7: (settings, { hiddenSize }) => ({
    ...settings,
    headDim: nearestDivisor(hiddenSize, settings.headDim),
  }),
  conv: (settings) => settings,
  ffn: (settings, scaling) => ({
    ...settings,
    intermediateSize: snapped(settings.intermediateSize, scaling),
  }),
  moe: (settings, scaling) => ({
    ...settings,
    expertSize: snapped(settings.expertSize, scaling),
    ...(settings.sharedSize > 0 && { sharedSize: snapped(settings.sharedSize, scaling) }),
  }),
};

/** The settings of a layer reference at another width. */
export function scaleSettings<K extends OperatorKind>(
  ref: LayerRef,
  settings: OperatorSettings[K],
  scaling: Scaling,
): OperatorSettings[K] {
  return scalers[kindOf(ref) as K](settings, scaling);
}
