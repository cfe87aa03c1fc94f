import type { Design, NormSettings, OperatorSettings } from "../design/design";
import { flattenLayers } from "../design/flatten";
import { kindOf, type LayerRef, type OperatorKind } from "../design/operatorKinds";
import { mamba2Heads } from "../design/operators/mamba2";
import { settingsOf } from "../design/settingsOf";

/** Settings with every default filled in, so that equal meanings have equal fields. */
export type PlainSettings = Readonly<Record<string, string | number | boolean | null>>;

/**
 * The settings of a layer in one normal form: defaults filled in, fields without effect left out. Two layers mean the
 * same exactly when kind and normal form agree, whatever their variants are called.
 */
export function plainSettings(
  design: Pick<Design, "operators" | "hiddenSize">,
  ref: LayerRef,
): PlainSettings {
  const kind = kindOf(ref);
  return normalForms[kind](settingsOf(design, ref as never) as never, design.hiddenSize);
}

type NormalForms = {
  readonly [K in OperatorKind]: (settings: OperatorSettings[K], hiddenSize: number) => PlainSettings;
};

function attentionForm(settings: OperatorSettings["attention"]): PlainSettings {
  const { heads, kvHeads, headDim, qkNorm, bias, outBias, rope } = settings;
  return {
    heads,
    kvHeads,
    headDim,
    qkNorm,
    qkNormSpan: qkNorm ? (settings.qkNormSpan ?? "head") : null,
    bias,
    outBias,
    ropeTheta: rope?.theta ?? null,
    ropeFraction: rope === null ? null : (rope.fraction ?? 1),
    outputGate: settings.outputGate ?? false,
    sinks: settings.sinks ?? false,
  };
}

const normalForms: NormalForms = {
  attention: attentionForm,
  swa: (settings) => ({ ...attentionForm(settings), window: settings.window }),
  mamba2: (settings, hiddenSize) => ({
    stateSize: settings.stateSize,
    headDim: settings.headDim,
    heads: mamba2Heads(settings, hiddenSize),
    groups: settings.groups,
    convKernel: settings.convKernel,
    convBias: settings.convBias ?? true,
    projBias: settings.projBias ?? false,
    gatedNorm: settings.gatedNorm ?? true,
  }),
  mamba: (settings) => ({ ...settings }),
  deltanet: (settings) => ({
    heads: settings.heads,
    headDim: settings.headDim,
    valueHeadDim: settings.valueHeadDim ?? settings.headDim,
    convKernel: settings.convKernel,
    gate: settings.gate ?? false,
    beta: settings.beta ?? true,
    convBias: settings.convKernel > 0 && (settings.convBias ?? false),
  }),
  "gated-deltanet": (settings) => ({
    keyHeads: settings.keyHeads,
    valueHeads: settings.valueHeads,
    keyHeadDim: settings.keyHeadDim,
    valueHeadDim: settings.valueHeadDim,
    convKernel: settings.convKernel,
    gate: settings.gate ?? true,
    convBias: settings.convKernel > 0 && (settings.convBias ?? false),
  }),
  gla: (settings) => ({
    heads: settings.heads,
    kvHeads: settings.kvHeads ?? settings.heads,
    keyDim: settings.keyDim,
    valueDim: settings.valueDim,
    gateRank: settings.gateRank,
    convKernel: settings.convKernel ?? 0,
    gate: settings.gate ?? true,
    convBias: (settings.convKernel ?? 0) > 0 && (settings.convBias ?? false),
  }),
  rwkv7: (settings) => ({ ...settings }),
  conv: (settings) => ({ ...settings }),
  ffn: (settings) => ({ ...settings, bias: settings.bias ?? false }),
  moe: (settings) => ({
    experts: settings.experts,
    topK: settings.topK,
    expertSize: settings.expertSize,
    sharedSize: settings.sharedSize,
    activation: settings.activation ?? "silu",
    gated: settings.gated ?? true,
    sharedGate: settings.sharedSize > 0 && (settings.sharedGate ?? false),
    bias: settings.bias ?? false,
  }),
};

/** The normal form of norms around layers. */
export function plainNorm(norm: NormSettings | undefined): PlainSettings {
  const { kind, scale, bias, post, pre } = norm ?? { kind: "rms", scale: true, bias: false, post: false };
  return { kind, scale, bias, post, pre: pre ?? true };
}

/** Whether two plain settings agree in every field but those named. */
export function sameSettings(
  one: PlainSettings,
  other: PlainSettings,
  except: readonly string[] = [],
): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  for (const name of except) names.delete(name);
  return [...names].every((name) => one[name] === other[name]);
}

/** Where two designs differ in meaning: one line a field, layers counted from 1. */
export interface Difference {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

const shownAs = (value: unknown) => (value === undefined || value === null ? "none" : String(value));

/** Compares what two designs mean; folding into stages, variant names and spelled-out defaults do not count. */
export function compareDesigns(before: Design, after: Design): readonly Difference[] {
  const found: Difference[] = [];
  const compare = (field: string, one: unknown, other: unknown) => {
    if (shownAs(one) !== shownAs(other)) found.push({ field, before: shownAs(one), after: shownAs(other) });
  };
  compare("name", before.name, after.name);
  for (const field of ["hiddenSize", "vocabSize", "tieEmbeddings", "maxPositions"] as const)
    compare(field, before[field], after[field]);
  compare("metaTokens", before.metaTokens ?? 0, after.metaTokens ?? 0);
  compare("weightNorm", before.weightNorm ?? false, after.weightNorm ?? false);
  compare("training", before.training?.tokens, after.training?.tokens);
  compareFields(found, "norm", plainNorm(before.norm), plainNorm(after.norm));
  compare("shareLayers", JSON.stringify(before.shareLayers ?? []), JSON.stringify(after.shareLayers ?? []));
  found.push(...compareLayers(before, after));
  return found;
}

function compareFields(found: Difference[], path: string, one: PlainSettings, other: PlainSettings): void {
  for (const name of new Set([...Object.keys(one), ...Object.keys(other)]))
    if (one[name] !== other[name])
      found.push({ field: `${path}.${name}`, before: shownAs(one[name]), after: shownAs(other[name]) });
}

function compareLayers(before: Design, after: Design): readonly Difference[] {
  const found: Difference[] = [];
  const ours = flattenLayers(before);
  const theirs = flattenLayers(after);
  if (ours.length !== theirs.length)
    found.push({ field: "layers", before: String(ours.length), after: String(theirs.length) });
  const seen = new Set<string>();
  for (let place = 0; place < Math.min(ours.length, theirs.length); place++) {
    const one = ours[place]!;
    const other = theirs[place]!;
    if (seen.has(`${one} ${other}`)) continue;
    seen.add(`${one} ${other}`);
    const path = `layers[${place + 1}]`;
    if (kindOf(one) !== kindOf(other)) found.push({ field: path, before: one, after: other });
    else compareFields(found, path, plainSettings(before, one), plainSettings(after, other));
  }
  return found;
}
