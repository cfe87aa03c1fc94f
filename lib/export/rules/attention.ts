import type { AttentionSettings } from "../../design/design";
import type { Check } from "../check";

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
