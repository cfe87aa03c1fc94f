import { nearestMultiple } from "../../base/nearest";
import type { Design, Mamba2Settings } from "../../design/design";
import { mamba2Heads, mamba2Width } from "../../design/operators/mamba2";
import { Check } from "../check";
import { checkAttention } from "../rules/attention";
import { checkFrame } from "../rules/frame";
import { checkOneWindow } from "../rules/oneWindow";
import { checkOperators } from "../rules/operators";
import type { Reason } from "../target";

/** FFN widths are rounded down to multiples of this in the model code. */
const ffnUnit = 128;
/** The model code asserts that Mamba2 heads are a multiple of this. */
const mambaHeadUnit = 8;

/** Why Nemotron-Flash's model code cannot run a design: its asserts, and what its config has no field for. */
export function nemotronFlashReasons(design: Design): readonly Reason[] {
  const check = new Check(design, "Nemotron-Flash");
  checkOperators(check, "nemotron_flash");
  checkFrame(check, { metaTokens: true });
  checkAttention(check, {
    bias: "none",
    qkNorm: "optional",
    rope: "optional",
    fraction: 1,
    outputGate: false,
    headsFillHidden: false,
  });
  const attention = check.shared(["attention", "swa"], "attention setting", ["window"]);
  checkOneWindow(check, "sliding_window");
  check.rule("swa", "window", {
    holds: ({ window }) => window > 1,
    says: () => "a window of 1; the config writes one token less, and 0 means no window there.",
    edit: () => ({ label: "Use window 2", change: { window: 2 } }),
  });
  checkDeltanet(check, attention?.heads ?? null);
  checkMamba2(check);
  checkFeedForward(check);
  return check.reasons;
}

function checkDeltanet(check: Check, attentionHeads: number | null): void {
  const { hiddenSize } = check.design;
  check.shared(["deltanet"], "DeltaNet setting");
  check.rule("deltanet", "heads", {
    holds: ({ heads }) => attentionHeads === null || heads === attentionHeads,
    says: ({ heads }) =>
      `${heads} heads, but attention has ${attentionHeads}; num_attention_heads serves both.`,
    ...(attentionHeads !== null &&
      hiddenSize % attentionHeads === 0 && {
        edit: () => ({
          label: `Give DeltaNet ${attentionHeads} heads of ${hiddenSize / attentionHeads}`,
          change: { heads: attentionHeads, headDim: hiddenSize / attentionHeads },
        }),
      }),
    mend: "Give attention and DeltaNet the same number of heads.",
  });
  check.rule("deltanet", "headDim", {
    holds: ({ heads, headDim, valueHeadDim }) =>
      heads * headDim === hiddenSize && (valueHeadDim ?? headDim) === headDim,
    says: ({ heads, headDim, valueHeadDim }) =>
      `${heads} heads of ${headDim}${valueHeadDim === undefined ? "" : ` (values ${valueHeadDim})`}; key and value width must equal the hidden size ${hiddenSize}.`,
    edit: ({ heads }) =>
      hiddenSize % heads === 0
        ? {
            label: `Use head dim ${hiddenSize / heads}`,
            change: { headDim: hiddenSize / heads, valueHeadDim: hiddenSize / heads },
          }
        : null,
    mend: `The number of heads must divide ${hiddenSize}.`,
  });
  check.rule("deltanet", "convKernel", {
    holds: ({ convKernel }) => convKernel === 4,
    says: ({ convKernel }) => `convolutions of ${convKernel} taps; the model code has 4.`,
    edit: () => ({ label: "Use 4 taps", change: { convKernel: 4 } }),
  });
  check.rule("deltanet", "gate", {
    holds: ({ gate, beta, convBias }) => !gate && (beta ?? true) && !convBias,
    says: ({ gate, beta }) =>
      `${gate ? "an output gate" : beta === false ? "no learned write strength" : "biases on convolutions"}, which the model code's DeltaNet does not take.`,
    edit: () => ({
      label: "Use plain DeltaNet: beta, no gate, no biases",
      change: { gate: false, beta: true, convBias: false },
    }),
  });
}

function checkMamba2(check: Check): void {
  const { hiddenSize } = check.design;
  check.shared(["mamba2"], "Mamba2 setting");
  check.rule("mamba2", "groups", {
    holds: ({ groups }) => groups === 1,
    says: ({ groups }) => `${groups} groups; Nemotron-Flash's Mamba2 has one.`,
    edit: () => ({ label: "Use one group", change: { groups: 1 } }),
  });
  check.rule("mamba2", "expand", {
    holds: (settings) => Number.isInteger(expandOf(settings, hiddenSize) * hiddenSize),
    says: (settings) =>
      `an inner width of ${mamba2Width(settings, hiddenSize)}, which is no exact multiple of hidden size ${hiddenSize}; the config states only the ratio.`,
    mend: "Choose heads and head dim whose product is a multiple of the hidden size.",
  });
  check.rule("mamba2", "headDim", {
    holds: (settings) => mamba2Heads(settings, hiddenSize) % mambaHeadUnit === 0,
    says: (settings) =>
      `Mamba2 has ${mamba2Heads(settings, hiddenSize)} heads; Nemotron-Flash requires a multiple of ${mambaHeadUnit}.`,
    edit: (settings) => {
      const width = mamba2Width(settings, hiddenSize);
      if (settings.heads !== undefined) return null;
      const dims = [settings.headDim, 64, 128, 32, 96, 48, 16, 8, 4, 2, 1];
      const headDim = dims.find((dim) => width % dim === 0 && (width / dim) % mambaHeadUnit === 0);
      return headDim === undefined
        ? null
        : { label: `Use Mamba2 head dim ${headDim} (${width / headDim} heads)`, change: { headDim } };
    },
    mend: `expand x hidden size / head dim must be a multiple of ${mambaHeadUnit}.`,
  });
  check.rule("mamba2", "convBias", {
    holds: ({ convBias, projBias, gatedNorm }) => (convBias ?? true) && !projBias && (gatedNorm ?? true),
    says: () =>
      "biases or norm unlike the model code: convolution bias on, projection biases off, gated norm on.",
    edit: () => ({
      label: "Use Mamba2's usual biases and norm",
      change: { convBias: true, projBias: false, gatedNorm: true },
    }),
  });
}

function checkFeedForward(check: Check): void {
  check.shared(["ffn"], "FFN width and activation");
  check.rule("ffn", "intermediateSize", {
    holds: ({ intermediateSize }) => intermediateSize % ffnUnit === 0,
    says: ({ intermediateSize }) =>
      `FFN width ${intermediateSize} is not a multiple of ${ffnUnit}: Nemotron-Flash rounds down.`,
    mend: undefined,
    edit: ({ intermediateSize }) => ({
      label: `Set the FFN width to ${nearestMultiple(intermediateSize, ffnUnit)}`,
      change: { intermediateSize: nearestMultiple(intermediateSize, ffnUnit) },
    }),
  });
  check.rule("ffn", "activation", {
    holds: ({ activation, gated }) => (gated ? activation === "silu" : activation === "relu2"),
    says: ({ activation, gated }) =>
      `${gated ? "a gated" : "a plain"} FFN with ${activation}; Nemotron-Flash has gated silu or plain relu2.`,
    edit: ({ gated }) => ({
      label: gated ? "Use silu" : "Use relu2",
      change: { activation: gated ? ("silu" as const) : ("relu2" as const) },
    }),
  });
  check.rule("ffn", "bias", {
    holds: ({ bias }) => !bias,
    says: () => "biases on the FFN, which Nemotron-Flash has not.",
    edit: () => ({ label: "Remove the FFN biases", change: { bias: false } }),
  });
}

/** The inner width as a multiple of the hidden size. */
export function expandOf(settings: Mamba2Settings, hiddenSize: number): number {
  return settings.heads === undefined ? settings.expand : mamba2Width(settings, hiddenSize) / hiddenSize;
}
