import type { Design } from "../../design/design";
import { flattenLayers } from "../../design/flatten";
import { kindOf, type OperatorKind } from "../../design/operatorKinds";
import { mamba2Heads } from "../../design/operators/mamba2";
import { autoModelRecipe } from "../autoModelRecipe";
import { Check } from "../check";
import { commonFields, configFile, headFields, readConfigFile } from "../configFile";
import { checkAttention } from "../rules/attention";
import { checkFrame } from "../rules/frame";
import { checkOperators } from "../rules/operators";
import type { Reason, Target } from "../target";

/** Names of `layers_block_type`; transformers 5.13 renames two of them but still reads these. */
const layerNames: Readonly<Partial<Record<OperatorKind, string>>> = {
  attention: "attention",
  mamba2: "mamba",
  ffn: "mlp",
  moe: "moe",
};

function checkDesign(design: Design): readonly Reason[] {
  const check = new Check(design, "NemotronH");
  checkOperators(check, "nemotron_h");
  checkFrame(check, { metaTokens: false });
  checkAttention(check, {
    bias: "none",
    qkNorm: "never",
    rope: "never",
    fraction: "any",
    outputGate: false,
    headsFillHidden: false,
  });
  if (design.tieEmbeddings)
    check.refuseField(
      "tieEmbeddings",
      `Embeddings are tied: NemotronH of transformers (5.18) never ties them, whatever its config says, and builds an output layer of ${(design.vocabSize * design.hiddenSize).toLocaleString("en-US")} parameters.`,
      "Megatron-LM takes the same layers with tied embeddings.",
      { label: "Untie the embeddings", design: { ...design, tieEmbeddings: false } },
    );
  check.shared(["attention"], "attention setting");
  check.shared(["mamba2"], "Mamba2 setting");
  const ffn = check.shared(["ffn"], "FFN setting");
  check.shared(["moe"], "mixture of experts");
  check.rule("mamba2", "gatedNorm", {
    holds: ({ gatedNorm }) => gatedNorm ?? true,
    says: () => "no gated norm, which NemotronH's Mamba2 always has.",
    edit: () => ({ label: "Add the gated norm", change: { gatedNorm: true } }),
  });
  check.rule("ffn", "gated", {
    holds: ({ gated }) => !gated,
    says: ({ activation }) =>
      `${activation === "silu" ? "SwiGLU" : "gated"} FFN: NemotronH's FFN is up and down only. Choose GraniteMoeHybrid, or activation relu2 without gate.`,
    edit: ({ intermediateSize }) => ({
      label: "Use a plain relu2 FFN of 1.5 times the width (as many parameters)",
      change: {
        gated: false,
        activation: "relu2" as const,
        intermediateSize: Math.min(1_048_576, Math.max(1, Math.round(1.5 * intermediateSize))),
      },
    }),
  });
  checkExperts(check, ffn?.activation ?? null);
  return check.reasons;
}

function checkExperts(check: Check, ffnActivation: string | null): void {
  check.rule("moe", "gated", {
    holds: ({ gated }) => gated === false,
    says: () => "gated experts: NemotronH's experts are up and down only. Choose GraniteMoeHybrid.",
    edit: ({ expertSize }) => ({
      label: "Use plain relu2 experts of 1.5 times the width",
      change: {
        gated: false,
        activation: "relu2" as const,
        expertSize: Math.min(262_144, Math.max(1, Math.round(1.5 * expertSize))),
      },
    }),
  });
  check.rule("moe", "sharedSize", {
    holds: ({ sharedSize }) => sharedSize > 0,
    says: () => "no shared expert, which NemotronH always builds.",
    edit: ({ expertSize }) => ({
      label: `Add a shared expert of ${expertSize}`,
      change: { sharedSize: expertSize },
    }),
  });
  check.rule("moe", "bias", {
    holds: ({ bias, sharedGate }) => !bias && !sharedGate,
    says: ({ bias }) =>
      `${bias ? "biases on experts" : "a gate on the shared expert"}, which NemotronH has not.`,
    edit: () => ({ label: "Remove biases and gate", change: { bias: false, sharedGate: false } }),
  });
  check.rule("moe", "activation", {
    holds: ({ activation }) => ffnActivation === null || (activation ?? "silu") === ffnActivation,
    says: ({ activation }) =>
      `experts with ${activation ?? "silu"} beside FFNs with ${ffnActivation}; mlp_hidden_act serves both.`,
    edit: () =>
      ffnActivation === null
        ? null
        : {
            label: `Use ${ffnActivation} in the experts`,
            change: { activation: ffnActivation as "silu" | "gelu" | "relu" | "relu2" },
          },
  });
}

function config(design: Design) {
  const check = new Check(design, "NemotronH");
  const layers = flattenLayers(design);
  const attention = check.shared(["attention"], "");
  const mamba2 = check.shared(["mamba2"], "");
  const ffn = check.shared(["ffn"], "");
  const moe = check.shared(["moe"], "");
  return {
    ...commonFields(design, "nemotron_h", "NemotronHForCausalLM"),
    num_hidden_layers: layers.length,
    layers_block_type: layers.map((layer) => layerNames[kindOf(layer)]),
    ...(attention && { ...headFields(attention), attention_bias: false }),
    attention_dropout: 0,
    mlp_hidden_act: ffn?.activation ?? (moe ? (moe.activation ?? "silu") : "relu2"),
    mlp_bias: ffn?.bias ?? false,
    ...(ffn && { intermediate_size: ffn.intermediateSize }),
    ...(mamba2 && {
      ssm_state_size: mamba2.stateSize,
      mamba_num_heads: mamba2Heads(mamba2, design.hiddenSize),
      mamba_head_dim: mamba2.headDim,
      n_groups: mamba2.groups,
      conv_kernel: mamba2.convKernel,
      use_conv_bias: mamba2.convBias ?? true,
      use_bias: mamba2.projBias ?? false,
      mamba_hidden_act: "silu",
      chunk_size: 128,
    }),
    ...(moe && {
      n_routed_experts: moe.experts,
      n_shared_experts: 1,
      num_experts_per_tok: moe.topK,
      moe_intermediate_size: moe.expertSize,
      moe_shared_expert_intermediate_size: moe.sharedSize,
      norm_topk_prob: true,
      routed_scaling_factor: 1,
      n_group: 1,
      topk_group: 1,
    }),
    layer_norm_epsilon: 1e-5,
    residual_in_fp32: false,
  };
}

/** NemotronH of transformers: one operator a layer, no positions, plain FFNs. */
export const nemotronHTarget: Target = {
  id: "nemotron_h",
  name: "NemotronH",
  about: "config.json for transformers, with a NeMo AutoModel pretraining recipe.",
  check: checkDesign,
  warnings(design) {
    const check = new Check(design, "NemotronH");
    const warnings: string[] = [];
    if (check.uses("ffn"))
      warnings.push("FFN layers (mlp) need transformers 5.7 or later; 5.3 refuses them with a KeyError.");
    if (check.uses("moe"))
      warnings.push(
        "The router keeps a load-balancing bias for each expert as a buffer, which is not counted as a parameter.",
      );
    if (design.maxPositions === undefined)
      warnings.push(
        "The design states no maximum positions; the class default applies. Nothing in the model depends on it.",
      );
    return warnings;
  },
  emit: (design, recipe) => [configFile(config(design)), autoModelRecipe(recipe, false)],
  readBack: readConfigFile,
  omits: ["name", "weightNorm", "training"],
  install: (design) => [
    new Check(design, "NemotronH").uses("ffn")
      ? "transformers >= 5.7 (AutoModel: 5.12.1), mamba-ssm, causal-conv1d"
      : "transformers >= 5.3 (AutoModel: 5.12.1), mamba-ssm, causal-conv1d",
    "NeMo AutoModel (main) for the recipe",
  ],
  commands: ["automodel pretrain.yaml --nproc-per-node 8"],
  supplies: ["training data in Megatron's indexed format", "a tokenizer"],
  untried: ["Running the recipe: no GPU run was made with it."],
};
