import type { Design } from "../../design/design";
import { flattenLayers } from "../../design/flatten";
import { kindOf } from "../../design/operatorKinds";
import { mamba2Heads } from "../../design/operators/mamba2";
import { Check } from "../check";
import { commonFields, configFile, readConfigFile, ropeFields } from "../configFile";
import { llamaFactoryRecipe } from "../llamaFactoryRecipe";
import { checkAttention } from "../rules/attention";
import { checkBlocks } from "../rules/blocks";
import { checkFrame } from "../rules/frame";
import { checkGatedFfn } from "../rules/gatedFfn";
import { checkMamba2Expand } from "../rules/mamba2Expand";
import { checkOperators } from "../rules/operators";
import type { Reason, Target } from "../target";

function checkDesign(design: Design): readonly Reason[] {
  const check = new Check(design, "GraniteMoeHybrid");
  checkOperators(check, "granitemoehybrid");
  checkFrame(check, { metaTokens: false });
  checkBlocks(check);
  checkAttention(check, {
    bias: "all or none",
    qkNorm: "never",
    rope: "optional",
    fraction: 1,
    outputGate: false,
    headsFillHidden: true,
  });
  check.shared(["attention"], "attention setting");
  check.shared(["mamba2"], "Mamba2 setting");
  checkMamba2Expand(check);
  checkGatedFfn(check, { bias: false, activations: "any" });
  check.shared(["moe"], "mixture of experts");
  if (check.uses("ffn") && check.uses("moe"))
    check.refuseLayers(
      check.refs("ffn"),
      "stages",
      " are FFNs beside experts: GraniteMoeHybrid has either in every block.",
      "NemotronH and Megatron-LM mix them.",
    );
  checkExperts(check);
  return check.reasons;
}

function checkExperts(check: Check): void {
  check.rule("moe", "sharedSize", {
    holds: ({ sharedSize }) => sharedSize > 0,
    says: () => "no shared expert, which GraniteMoeHybrid always builds.",
    edit: ({ expertSize }) => ({
      label: `Add a shared expert of ${expertSize}`,
      change: { sharedSize: expertSize },
    }),
  });
  check.rule("moe", "gated", {
    holds: ({ gated }) => gated ?? true,
    says: () => "plain experts, but GraniteMoeHybrid's are gated.",
    edit: () => ({ label: "Use gated experts", change: { gated: true, activation: "silu" as const } }),
  });
  check.rule("moe", "bias", {
    holds: ({ bias, sharedGate, sharedSize }) => !bias && !(sharedSize > 0 && sharedGate),
    says: ({ bias }) =>
      `${bias ? "biases on experts" : "a gate on the shared expert"}, which GraniteMoeHybrid has not.`,
    edit: () => ({ label: "Remove biases and gate", change: { bias: false, sharedGate: false } }),
  });
}

/** Mamba2 fields; a design without Mamba2 gets sizes that pass the class's own check. */
function mambaFields(design: Design, check: Check) {
  const { hiddenSize } = design;
  const mamba2 = check.shared(["mamba2"], "");
  const headDim = mamba2?.headDim ?? ((2 * hiddenSize) % 64 === 0 ? 64 : 2);
  const heads = mamba2 ? mamba2Heads(mamba2, hiddenSize) : (2 * hiddenSize) / headDim;
  return {
    mamba_expand: (heads * headDim) / hiddenSize,
    mamba_n_heads: heads,
    mamba_d_head: headDim,
    mamba_n_groups: mamba2?.groups ?? 1,
    mamba_d_state: mamba2?.stateSize ?? 128,
    mamba_d_conv: mamba2?.convKernel ?? 4,
    mamba_chunk_size: 256,
    mamba_conv_bias: mamba2?.convBias ?? true,
    mamba_proj_bias: mamba2?.projBias ?? false,
  };
}

function config(design: Design) {
  const check = new Check(design, "GraniteMoeHybrid");
  const attention = check.shared(["attention"], "");
  const ffn = check.shared(["ffn"], "");
  const moe = check.shared(["moe"], "");
  const mixers = flattenLayers(design).filter((layer) => !["ffn", "moe"].includes(kindOf(layer)));
  const heads = attention?.heads ?? 1;
  return {
    ...commonFields(design, "granitemoehybrid", "GraniteMoeHybridForCausalLM"),
    num_hidden_layers: mixers.length,
    layer_types: mixers.map((layer) => (kindOf(layer) === "attention" ? "attention" : "mamba")),
    num_attention_heads: heads,
    num_key_value_heads: attention?.kvHeads ?? heads,
    attention_bias: attention?.bias ?? false,
    attention_dropout: 0,
    // The class default of 1 would leave out the usual division by the root of the head dim.
    attention_multiplier: 1 / Math.sqrt(attention?.headDim ?? 1),
    embedding_multiplier: 1,
    residual_multiplier: 1,
    logits_scaling: 1,
    position_embedding_type: attention?.rope ? "rope" : null,
    ...ropeFields(attention?.rope ?? null),
    ...mambaFields(design, check),
    num_local_experts: moe?.experts ?? 0,
    num_experts_per_tok: moe?.topK ?? 0,
    intermediate_size: moe?.expertSize ?? ffn?.intermediateSize,
    shared_intermediate_size: moe?.sharedSize ?? ffn?.intermediateSize,
    hidden_act: moe ? (moe.activation ?? "silu") : (ffn?.activation ?? "silu"),
    rms_norm_eps: 1e-5,
  };
}

/** Granite 4's hybrid of transformers: Mamba2 or attention, and a gated FFN or experts, in every block. */
export const graniteMoeHybridTarget: Target = {
  id: "granitemoehybrid",
  name: "GraniteMoeHybrid",
  about: "config.json for transformers, with a LLaMA-Factory recipe that trains from scratch.",
  check: checkDesign,
  warnings(design) {
    const check = new Check(design, "GraniteMoeHybrid");
    const warnings: string[] = [];
    if (!check.uses("mamba2"))
      warnings.push("No Mamba2 layer: transformers crashed on such designs until its change 45514.");
    if (design.maxPositions === undefined)
      warnings.push("The design states no maximum positions; the class default of 2,048 applies.");
    return warnings;
  },
  emit: (design, recipe) => [configFile(config(design)), llamaFactoryRecipe(recipe)],
  readBack: readConfigFile,
  omits: ["name", "weightNorm", "training"],
  install: () => [
    "transformers >= 4.56, with mamba-ssm and causal-conv1d for speed",
    "LLaMA-Factory for the recipe",
  ],
  commands: ["llamafactory-cli train pretrain.yaml"],
  supplies: ["a dataset known to LLaMA-Factory", "a tokenizer, put into this folder"],
  untried: ["Running the recipe: no GPU run was made with it."],
};
