import type { AttentionSettings, OperatorTable } from "../design/design";
import { flattenLayers } from "../design/flatten";
import { kindOf, type LayerRef, type OperatorKind, operatorKinds } from "../design/operatorKinds";
import { operators } from "../design/operators/registry";
import type { Check } from "./check";
import { withFfnInEveryBlock, withOperator, withoutField, withoutLayers } from "./edits";
import { plainNorm, plainSettings, sameSettings } from "./semantics";
import type { DesignEdit, TargetId } from "./target";

/** Which operators each target's models have; the allow-list behind every check. */
export const operatorsOf: Readonly<Record<TargetId, readonly OperatorKind[]>> = {
  nemotron_flash: ["attention", "swa", "mamba2", "deltanet", "ffn"],
  megatron: ["attention", "swa", "mamba2", "gated-deltanet", "ffn", "moe"],
  nemotron_h: ["attention", "mamba2", "ffn", "moe"],
  qwen3: ["attention", "swa", "ffn"],
  fla: ["attention", "swa", "deltanet", "gated-deltanet", "gla", "ffn"],
  qwen3_5_text: ["attention", "gated-deltanet", "ffn"],
  granitemoehybrid: ["attention", "mamba2", "ffn", "moe"],
  mamba2: ["mamba2"],
  llama: ["attention", "ffn"],
  design: operatorKinds,
};

/** Names of targets in sentences. */
export const targetNames: Readonly<Record<TargetId, string>> = {
  nemotron_flash: "Nemotron-Flash",
  megatron: "Megatron-LM",
  nemotron_h: "NemotronH",
  qwen3: "Qwen3",
  fla: "flash-linear-attention",
  qwen3_5_text: "Qwen3.5",
  granitemoehybrid: "GraniteMoeHybrid",
  mamba2: "Mamba2",
  llama: "Llama",
  design: "Paretoscope's own design file",
};

/** What an operator can be replaced by, nearest first. */
const kin: Readonly<Record<OperatorKind, readonly OperatorKind[]>> = {
  attention: ["mamba2", "gated-deltanet"],
  swa: ["attention", "mamba2"],
  mamba2: ["gated-deltanet", "deltanet", "attention"],
  mamba: ["mamba2", "gated-deltanet", "deltanet", "attention"],
  deltanet: ["gated-deltanet", "gla", "mamba2", "attention"],
  "gated-deltanet": ["deltanet", "gla", "mamba2", "attention"],
  gla: ["gated-deltanet", "deltanet", "mamba2", "attention"],
  rwkv7: ["gated-deltanet", "deltanet", "mamba2", "attention"],
  conv: ["mamba2", "gated-deltanet", "deltanet", "attention"],
  ffn: [],
  moe: ["ffn"],
};

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** Refuses every operator outside the target's allow-list, naming the targets that have it. */
export function checkOperators(check: Check, id: TargetId): void {
  const taken = operatorsOf[id];
  for (const kind of operatorKinds) {
    const refs = check.refs(kind);
    if (refs.length === 0 || taken.includes(kind)) continue;
    const others = (Object.keys(operatorsOf) as TargetId[]).filter((other) =>
      operatorsOf[other].includes(kind),
    );
    const { label } = operators[kind];
    const verb = check.layersOf(refs).length === 1 ? "is" : "are";
    check.refuseLayers(
      refs,
      fieldOfFirst(check, refs),
      ` ${verb} ${label}: ${check.stack} has ${list(taken.map((one) => operators[one].label))} only.`,
      `Targets with ${label}: ${list(others.map((other) => targetNames[other]))}.`,
      replacement(check, refs, taken),
    );
  }
}

/** The nearest operator the target has, or leaving the layers out where it has nothing like them. */
function replacement(
  check: Check,
  refs: readonly LayerRef[],
  taken: readonly OperatorKind[],
): DesignEdit | undefined {
  const kind = kindOf(refs[0]!);
  const near = kin[kind].find((one) => taken.includes(one));
  if (near !== undefined)
    return {
      label: `Replace ${operators[kind].label} by ${operators[near].label}`,
      design: withOperator(check.design, refs, near),
    };
  const left = withoutLayers(check.design, refs);
  return left === null ? undefined : { label: `Remove the ${operators[kind].label} layers`, design: left };
}

/** Path of the first layer of some references in the design document. */
function fieldOfFirst(check: Check, refs: readonly LayerRef[]): string {
  const { stages } = check.design;
  for (const [stage, { layers }] of stages.entries()) {
    const index = layers.findIndex((layer) => refs.includes(layer));
    if (index >= 0) return `stages[${stage}].layers[${index}]`;
  }
  return "stages";
}

/** Norms, shared weights and meta tokens, which only few targets know. */
export function checkFrame(check: Check, has: { readonly metaTokens: boolean }): void {
  const { design, stack } = check;
  const { norm, shareLayers, metaTokens = 0 } = design;
  if (!sameSettings(plainNorm(norm), plainNorm(undefined)))
    check.refuseField(
      "norm",
      `Norms are ${norm?.kind === "layer" ? "LayerNorm" : "RMSNorm"}${norm?.post ? " on outputs" : ""}: ${stack} has RMSNorm with a scale before each layer and no other.`,
      undefined,
      { label: "Use RMSNorm before each layer", design: withoutField(design, "norm") },
    );
  if (shareLayers !== undefined && shareLayers.length > 0)
    check.refuseField(
      "shareLayers",
      `${shareLayers.length} ${shareLayers.length === 1 ? "group of layers shares" : "groups of layers share"} weights: ${stack} gives each layer weights of its own.`,
      "Only Paretoscope's own design file keeps shared weights.",
      { label: "Give every layer weights of its own", design: withoutField(design, "shareLayers") },
    );
  if (metaTokens > 0 && !has.metaTokens)
    check.refuseField(
      "metaTokens",
      `${metaTokens} meta tokens: only Nemotron-Flash supports them.`,
      `${stack} starts at the first token of the text.`,
      { label: "Remove the meta tokens", design: withoutField(design, "metaTokens") },
    );
}

/** Refuses designs that are not mixer, FFN, mixer, FFN …: one reason for bare mixers, one for stray FFNs. */
export function checkBlocks(check: Check): void {
  const { design, stack } = check;
  const layers = flattenLayers(design);
  const isMixer = (place: number) => {
    const layer = layers[place];
    return layer !== undefined && operators[kindOf(layer)].role === "mixer";
  };
  const bare: number[] = [];
  const stray: number[] = [];
  layers.forEach((_, place) => {
    if (isMixer(place)) {
      if (place + 1 === layers.length || isMixer(place + 1)) bare.push(place + 1);
    } else if (!isMixer(place - 1)) stray.push(place + 1);
  });
  const edit = { label: "Make every block one mixer and one FFN", design: withFfnInEveryBlock(design) };
  const canPair = layers.some((_, place) => isMixer(place));
  const report = (found: readonly number[], what: string) => {
    if (found.length === 0) return;
    const shown = found.length > 12 ? [...found.slice(0, 11), `${found.length - 11} more`] : found;
    check.add({
      field: "stages",
      layers: found,
      message: `${found.length === 1 ? "Layer" : "Layers"} ${list(shown.map(String))}: ${what}; ${stack} has blocks of one mixer and one FFN.`,
      mend: "Nemotron-Flash, Megatron-LM and NemotronH take mixers and FFNs in any order.",
      ...(canPair && { edit }),
    });
  };
  report(bare, "a mixer without an FFN after it");
  report(stray, "an FFN without a mixer before it");
}

/** What a target's attention can be. Everything not allowed is refused with the edit that removes it. */
export interface AttentionAbility {
  readonly bias: "none" | "all or none" | "qkv only";
  readonly qkNorm: "never" | "always" | "optional";
  readonly rope: "never" | "always" | "optional";
  /** The rotated share of a head: all of it, a fixed share, or any. */
  readonly fraction: 1 | 0.25 | "any";
  readonly outputGate: boolean;
  /** Head dim must be hidden size / heads. */
  readonly headsFillHidden: boolean;
}

/** Rotary base proposed where a target needs one and the design has none; transformers' default. */
const usualTheta = 10_000;

/** Applies a target's attention ability to attention and sliding-window layers. */
export function checkAttention(check: Check, ability: AttentionAbility): void {
  for (const kind of ["attention", "swa"] as const) attentionRules(check, kind, ability);
}

function attentionRules(check: Check, kind: "attention" | "swa", ability: AttentionAbility): void {
  const { design, stack } = check;
  if (ability.bias !== "qkv only")
    check.rule(kind, "bias", {
      holds: ({ bias, outBias }) => (ability.bias === "none" ? !bias && !outBias : bias === outBias),
      says: ({ bias, outBias }) =>
        ability.bias === "none"
          ? `biases on attention projections, which ${stack} has not.`
          : `${bias ? "biases on queries, keys and values but not on the output" : outBias ? "a bias on the output but not on queries, keys and values" : ""}; ${stack} has one switch for all four.`,
      edit: ({ bias }) =>
        ability.bias === "none" || !bias
          ? { label: "Remove the attention biases", change: { bias: false, outBias: false } }
          : { label: "Put biases on all four attention projections", change: { outBias: true } },
    });
  else
    check.rule(kind, "outBias", {
      holds: ({ outBias }) => !outBias,
      says: () => `a bias on the output projection, which ${stack} only has together with biases everywhere.`,
      edit: () => ({ label: "Remove the bias of the output projection", change: { outBias: false } }),
    });
  check.rule(kind, "qkNorm", {
    holds: ({ qkNorm }) => ability.qkNorm === "optional" || qkNorm === (ability.qkNorm === "always"),
    says: ({ qkNorm }) =>
      qkNorm
        ? `QK-norm, which ${stack} has not.`
        : `no QK-norm, but ${stack} always norms queries and keys, which adds 2 x head dim parameters to a layer.`,
    edit: ({ qkNorm }) => ({
      label: qkNorm ? "Remove QK-norm" : "Add QK-norm",
      change: { qkNorm: !qkNorm, qkNormSpan: "head" as const },
    }),
  });
  check.rule(kind, "qkNormSpan", {
    holds: ({ qkNorm, qkNormSpan }) => !qkNorm || qkNormSpan !== "projection",
    says: () => `QK-norm over the whole projection; ${stack} norms each head.`,
    edit: () => ({ label: "Norm each head", change: { qkNormSpan: "head" as const } }),
  });
  check.rule(kind, "rope", {
    holds: ({ rope }) => ability.rope === "optional" || (rope !== null) === (ability.rope === "always"),
    says: ({ rope }) =>
      rope === null
        ? `no positions, but ${stack} always rotates.`
        : `rotary embedding, which ${stack} has not.`,
    edit: ({ rope }) => ({
      label: rope === null ? `Add rotary embedding of base ${usualTheta}` : "Remove the rotary embedding",
      change: {
        rope:
          rope === null
            ? {
                theta: usualTheta,
                ...(typeof ability.fraction === "number" &&
                  ability.fraction !== 1 && { fraction: ability.fraction }),
              }
            : null,
      },
    }),
  });
  const { fraction } = ability;
  if (ability.rope !== "never" && fraction !== "any")
    check.rule(kind, "rope", {
      holds: ({ rope }) => rope === null || (rope.fraction ?? 1) === fraction,
      says: ({ rope }) =>
        `rotary embedding on ${percent(rope?.fraction ?? 1)} of each head; ${stack} rotates ${percent(fraction)}.`,
      edit: ({ rope }) => ({
        label: `Rotate ${percent(fraction)} of each head`,
        change: {
          rope: { theta: rope?.theta ?? usualTheta, ...(fraction !== 1 && { fraction }) },
        },
      }),
    });
  check.rule(kind, "outputGate", {
    holds: ({ outputGate }) => (outputGate ?? false) === ability.outputGate,
    says: ({ outputGate, heads, headDim }) =>
      outputGate
        ? `an output gate, which ${stack} has not.`
        : `no output gate, but ${stack} doubles the query projection for one: ${(heads * headDim * design.hiddenSize).toLocaleString("en-US")} more parameters in a layer.`,
    edit: ({ outputGate }) => ({
      label: outputGate ? "Remove the output gate" : "Give attention an output gate",
      change: { outputGate: !outputGate },
    }),
  });
  check.rule(kind, "sinks", {
    holds: ({ sinks }) => !sinks,
    says: () => `attention sinks, which ${stack} has not.`,
    edit: () => ({ label: "Remove the attention sinks", change: { sinks: false } }),
  });
  if (ability.headsFillHidden)
    check.rule(kind, "headDim", {
      holds: ({ heads, headDim }) => heads * headDim === design.hiddenSize,
      says: ({ heads, headDim }) =>
        `${heads} heads of ${headDim} do not fill the hidden size ${design.hiddenSize}; in ${stack} the head dim is hidden size / heads.`,
      edit: (settings) => filledHeads(settings, design.hiddenSize),
    });
}

const percent = (share: number) => `${Number((100 * share).toPrecision(4))} %`;

/** Heads of the same head dim that fill the hidden size, where there are any. */
function filledHeads({ headDim, kvHeads, rope }: AttentionSettings, hiddenSize: number) {
  const dims = [headDim, 128, 64, 96, 80, 32, 16, 8, 4, 2, 1];
  const dim = dims.find((one) => hiddenSize % one === 0 && (rope === null || one % 2 === 0));
  if (dim === undefined || hiddenSize / dim > 1024) return null;
  const heads = hiddenSize / dim;
  let groups = Math.min(kvHeads, heads);
  while (heads % groups !== 0) groups -= 1;
  return {
    label: `Use ${heads} heads of ${dim} with ${groups} KV heads`,
    change: { heads, headDim: dim, kvHeads: groups },
  };
}

/** The one window of all sliding-window layers; every other size is a reason. Null without such layers. */
export function checkOneWindow(check: Check, flag: string): number | null {
  const refs = check.refs("swa");
  const sizes = [...new Set(refs.map((ref) => Number(plainSettings(check.design, ref).window)))];
  if (sizes.length > 1) {
    const [widest] = [...sizes].sort((one, other) => other - one);
    const table = { ...check.design.operators } as Record<string, object | undefined>;
    for (const ref of refs) table[ref] = { ...table[ref], window: widest };
    check.refuseLayers(
      refs,
      "operators.swa.window",
      `: windows ${list(sizes.map(String))}; ${check.stack} has a single ${flag}.`,
      undefined,
      {
        label: `Use window ${widest} everywhere`,
        design: { ...check.design, operators: table as OperatorTable },
      },
    );
  }
  return sizes[0] ?? null;
}
