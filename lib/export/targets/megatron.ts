import { fail } from "../../base/result";
import type { Design, FfnSettings, MoeSettings } from "../../design/design";
import { importMegatronScript } from "../../design/import/megatronScript";
import { Check } from "../check";
import { megatronScript } from "../megatronScript";
import { checkAttention } from "../rules/attention";
import { checkFrame } from "../rules/frame";
import { checkOneWindow } from "../rules/oneWindow";
import { checkOperators } from "../rules/operators";
import type { Reason, Target } from "../target";
import { architectureFlags, paddingUnit, vocabularyUnit } from "./megatronFlags";

function checkDesign(design: Design): readonly Reason[] {
  const check = new Check(design, "Megatron-LM");
  checkOperators(check, "megatron");
  checkFrame(check, { metaTokens: false });
  checkAttention(check, {
    bias: "qkv only",
    qkNorm: "optional",
    rope: "optional",
    fraction: "any",
    outputGate: false,
    headsFillHidden: false,
  });
  check.shared(["attention", "swa"], "attention setting", ["window"]);
  checkOneWindow(check, "--window-size");
  checkMamba2(check);
  checkGatedDeltanet(check);
  checkFeedForward(check);
  return check.reasons;
}

function checkMamba2(check: Check): void {
  check.shared(["mamba2"], "Mamba2 setting");
  check.rule("mamba2", "convKernel", {
    holds: ({ convKernel }) => convKernel === 4,
    says: ({ convKernel }) =>
      `convolutions of ${convKernel} taps; Megatron-LM has no flag for them and runs 4.`,
    edit: () => ({ label: "Use 4 taps", change: { convKernel: 4 } }),
  });
  check.rule("mamba2", "convBias", {
    holds: ({ convBias, projBias, gatedNorm }) => (convBias ?? true) && !projBias && (gatedNorm ?? true),
    says: () =>
      "biases or norm unlike Megatron-LM's: convolution bias on, projection biases off, gated norm on.",
    edit: () => ({
      label: "Use Mamba2's usual biases and norm",
      change: { convBias: true, projBias: false, gatedNorm: true },
    }),
  });
}

function checkGatedDeltanet(check: Check): void {
  check.shared(["gated-deltanet"], "Gated DeltaNet setting");
  check.rule("gated-deltanet", "convKernel", {
    holds: ({ convKernel }) => convKernel > 0,
    says: () => "no short convolutions, which Megatron-LM's Gated DeltaNet always has.",
    edit: () => ({ label: "Use 4 taps", change: { convKernel: 4 } }),
  });
  check.rule("gated-deltanet", "gate", {
    holds: ({ gate, convBias }) => (gate ?? true) && !convBias,
    says: ({ gate }) =>
      `${gate === false ? "no output gate" : "biases on convolutions"}, unlike Megatron-LM's Gated DeltaNet.`,
    edit: () => ({ label: "Use a gate and no biases", change: { gate: true, convBias: false } }),
  });
}

function checkFeedForward(check: Check): void {
  const ffn = check.shared(["ffn"], "FFN setting");
  const moe = check.shared(["moe"], "mixture of experts");
  const known = ({ gated = true, activation = "silu" }: Pick<MoeSettings, "gated" | "activation">) =>
    gated ? activation === "silu" : activation === "relu2";
  const says = ({ gated = true, activation = "silu" }: Pick<MoeSettings, "gated" | "activation">) =>
    `${gated ? "a gated" : "a plain"} FFN with ${activation}; the flags are --swiglu (gated silu) and --squared-relu (plain relu2).`;
  check.rule("ffn", "activation", {
    holds: known,
    says,
    edit: ({ gated }) => ({
      label: gated ? "Use silu" : "Use relu2",
      change: { activation: gated ? ("silu" as const) : ("relu2" as const) },
    }),
  });
  check.rule("ffn", "bias", {
    holds: ({ bias }) => !bias,
    says: () => "biases on the FFN; --disable-bias-linear takes them off every layer.",
    edit: () => ({ label: "Remove the FFN biases", change: { bias: false } }),
  });
  check.rule("moe", "activation", {
    holds: (settings) => known(settings) && (ffn === null || (settings.gated ?? true) === ffn.gated),
    says: (settings) =>
      known(settings) ? "experts unlike the FFNs; one activation serves both." : says(settings),
    edit: () => likeFfn(ffn, moe),
  });
  check.rule("moe", "bias", {
    holds: ({ bias, sharedGate, sharedSize }) => !bias && !(sharedSize > 0 && sharedGate),
    says: ({ bias }) =>
      `${bias ? "biases on experts" : "a gate on the shared expert"}, which this export does not write for Megatron-LM.`,
    edit: () => ({
      label: "Use experts without biases and gates",
      change: { bias: false, sharedGate: false },
    }),
  });
}

function likeFfn(ffn: FfnSettings | null, moe: MoeSettings | null) {
  const gated = ffn?.gated ?? moe?.gated ?? true;
  const activation = gated ? ("silu" as const) : ("relu2" as const);
  return {
    label: `Use ${gated ? "gated silu" : "plain relu2"} experts`,
    change: { gated, activation },
  };
}

function warningsFor(design: Design): readonly string[] {
  const unit = paddingUnit(design.vocabSize);
  const padded = Math.ceil(design.vocabSize / vocabularyUnit) * vocabularyUnit;
  const check = new Check(design, "Megatron-LM");
  const warnings: string[] = [];
  if (unit < vocabularyUnit) {
    const more = (padded - design.vocabSize) * design.hiddenSize * (design.tieEmbeddings ? 1 : 2);
    warnings.push(
      `Vocabulary ${design.vocabSize} is no multiple of ${vocabularyUnit}: padding is set to multiples of ${unit}, so that parameters stay as counted; Megatron-LM's default would pad to ${padded} and add ${more.toLocaleString("en-US")} parameters. Tensor parallelism multiplies the unit.`,
    );
  }
  if (check.uses("gated-deltanet")) warnings.push("Symbol G needs Megatron-LM of March 2026 or later.");
  if (design.maxPositions === undefined)
    warnings.push("The design states no maximum positions; the sequence length of the run is used.");
  warnings.push(
    "Convert checkpoints with care: pattern fields get lost in Megatron-Bridge's conversion to Hugging Face (Megatron-Bridge 5354).",
  );
  return warnings;
}

/** Megatron-LM's hybrid model: mixers and FFNs as one string of symbols. */
export const megatronTarget: Target = {
  id: "megatron",
  name: "Megatron-LM",
  about: "Launch script for pretrain_hybrid.py with the layer pattern as symbols.",
  check: checkDesign,
  warnings: warningsFor,
  emit: (design, recipe) => [megatronScript(design, architectureFlags(design), recipe)],
  readBack(files) {
    const script = files.find(({ path }) => path === "train.sh");
    return script === undefined
      ? fail({ field: "train.sh", message: "The export has no train.sh." })
      : importMegatronScript(script.text);
  },
  omits: ["name", "weightNorm", "training"],
  install: () => [
    "Megatron-LM at commit d98e8a6 or later, with Transformer Engine, mamba-ssm and causal-conv1d",
  ],
  commands: [
    "MEGATRON=/path/to/Megatron-LM DATA_PATH=/path/to/data_prefix TOKENIZER=/path/to/tokenizer bash train.sh",
  ],
  supplies: ["training data in Megatron's indexed format", "a tokenizer", "a checkout of Megatron-LM"],
  untried: ["Running the script: no GPU run was made with it.", "Pipeline and tensor parallelism above 1."],
};
