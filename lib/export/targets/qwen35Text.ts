import type { Design } from "../../design/design";
import { flattenLayers } from "../../design/flatten";
import { kindOf } from "../../design/operatorKinds";
import { autoModelRecipe } from "../autoModelRecipe";
import { Check } from "../check";
import { commonFields, configFile, headFields, readConfigFile, ropeFields } from "../configFile";
import { checkAttention } from "../rules/attention";
import { checkBlocks } from "../rules/blocks";
import { checkFrame } from "../rules/frame";
import { checkGatedFfn } from "../rules/gatedFfn";
import { checkOperators } from "../rules/operators";
import type { Reason, Target } from "../target";

/** Share of each head that rotary embedding turns. */
const rotated = 0.25;

function checkDesign(design: Design): readonly Reason[] {
  const check = new Check(design, "Qwen3.5");
  checkOperators(check, "qwen3_5_text");
  checkFrame(check, { metaTokens: false });
  checkBlocks(check);
  checkAttention(check, {
    bias: "all or none",
    qkNorm: "always",
    rope: "always",
    fraction: rotated,
    outputGate: true,
    headsFillHidden: false,
  });
  check.rule("attention", "headDim", {
    holds: ({ headDim }) => headDim % 8 === 0,
    says: ({ headDim }) =>
      `head dim ${headDim}; a quarter of it is rotated in pairs, so it must be a multiple of 8.`,
    edit: ({ headDim }) => ({
      label: `Use head dim ${8 * Math.ceil(headDim / 8)}`,
      change: { headDim: 8 * Math.ceil(headDim / 8) },
    }),
  });
  check.shared(["attention"], "attention setting");
  check.shared(["gated-deltanet"], "Gated DeltaNet setting");
  check.rule("gated-deltanet", "convKernel", {
    holds: ({ convKernel }) => convKernel > 0,
    says: () => "no short convolutions, which Qwen3.5 always has.",
    edit: () => ({ label: "Use 4 taps", change: { convKernel: 4 } }),
  });
  check.rule("gated-deltanet", "gate", {
    holds: ({ gate, convBias }) => (gate ?? true) && !convBias,
    says: ({ gate }) =>
      `${gate === false ? "no output gate" : "biases on convolutions"}, unlike Qwen3.5's Gated DeltaNet.`,
    edit: () => ({ label: "Use a gate and no biases", change: { gate: true, convBias: false } }),
  });
  checkGatedFfn(check, { bias: false, activations: "any" });
  return check.reasons;
}

function config(design: Design) {
  const check = new Check(design, "Qwen3.5");
  const attention = check.shared(["attention"], "");
  const delta = check.shared(["gated-deltanet"], "");
  const ffn = check.shared(["ffn"], "")!;
  const mixers = flattenLayers(design).filter((layer) => kindOf(layer) !== "ffn");
  // The class wants head counts even where no layer attends.
  const heads = attention ? headFields(attention) : { num_attention_heads: 1, num_key_value_heads: 1 };
  return {
    ...commonFields(design, "qwen3_5_text", "Qwen3_5ForCausalLM"),
    num_hidden_layers: mixers.length,
    layer_types: mixers.map((layer) =>
      kindOf(layer) === "attention" ? "full_attention" : "linear_attention",
    ),
    ...heads,
    attention_bias: attention?.bias ?? false,
    attention_dropout: 0,
    ...(delta && {
      linear_num_key_heads: delta.keyHeads,
      linear_num_value_heads: delta.valueHeads,
      linear_key_head_dim: delta.keyHeadDim,
      linear_value_head_dim: delta.valueHeadDim,
      linear_conv_kernel_dim: delta.convKernel,
    }),
    intermediate_size: ffn.intermediateSize,
    hidden_act: ffn.activation,
    ...ropeFields(attention?.rope ?? { theta: 10_000, fraction: rotated }),
    rms_norm_eps: 1e-6,
  };
}

/** Qwen3.5's text model of transformers: Gated DeltaNet and gated attention, a gated FFN in every block. */
export const qwen35TextTarget: Target = {
  id: "qwen3_5_text",
  name: "Qwen3.5",
  about: "config.json for transformers, with a NeMo AutoModel pretraining recipe.",
  check: checkDesign,
  warnings(design) {
    const check = new Check(design, "Qwen3.5");
    const warnings: string[] = [];
    if (!check.uses("gated-deltanet") || !check.uses("attention"))
      warnings.push(
        "Only one kind of mixer: every published Qwen3.5 mixes both, and nobody has tried one kind alone.",
      );
    if (design.maxPositions === undefined)
      warnings.push("The design states no maximum positions; the class default of 32,768 applies.");
    return warnings;
  },
  emit: (design, recipe) => [configFile(config(design)), autoModelRecipe(recipe, false)],
  readBack: readConfigFile,
  omits: ["name", "weightNorm", "training"],
  install: () => [
    "transformers >= 5 (AutoModel: 5.12.1), with flash-linear-attention and causal-conv1d for speed",
    "NeMo AutoModel (main) for the recipe",
  ],
  commands: ["automodel pretrain.yaml --nproc-per-node 8"],
  supplies: ["training data in Megatron's indexed format", "a tokenizer"],
  untried: ["Running the recipe: no GPU run was made with it."],
};
