import type { Design } from "../../design/design";
import { layerCount } from "../../design/flatten";
import { mamba2Heads } from "../../design/operators/mamba2";
import { Check } from "../check";
import { commonFields, configFile, readConfigFile } from "../configFile";
import { llamaFactoryRecipe } from "../llamaFactoryRecipe";
import { checkFrame } from "../rules/frame";
import { checkMamba2Expand } from "../rules/mamba2Expand";
import { checkOperators } from "../rules/operators";
import type { Target } from "../target";

function config(design: Design) {
  const mamba2 = new Check(design, "Mamba2").shared(["mamba2"], "")!;
  const heads = mamba2Heads(mamba2, design.hiddenSize);
  const { max_position_embeddings: _positions, ...common } = {
    max_position_embeddings: undefined,
    ...commonFields(design, "mamba2", "Mamba2ForCausalLM"),
  };
  return {
    ...common,
    num_hidden_layers: layerCount(design.stages),
    num_heads: heads,
    head_dim: mamba2.headDim,
    expand: (heads * mamba2.headDim) / design.hiddenSize,
    state_size: mamba2.stateSize,
    n_groups: mamba2.groups,
    conv_kernel: mamba2.convKernel,
    use_conv_bias: mamba2.convBias ?? true,
    use_bias: mamba2.projBias ?? false,
    rms_norm: true,
    chunk_size: 256,
    hidden_act: "silu",
    layer_norm_epsilon: 1e-5,
    residual_in_fp32: true,
  };
}

/** Mamba2 of transformers: Mamba2 layers alone, without FFNs. */
export const mamba2Target: Target = {
  id: "mamba2",
  name: "Mamba2",
  about: "config.json for transformers' pure Mamba2, with a LLaMA-Factory recipe that trains from scratch.",
  check(design) {
    const check = new Check(design, "Mamba2");
    checkOperators(check, "mamba2");
    checkFrame(check, { metaTokens: false });
    check.shared(["mamba2"], "Mamba2 setting");
    checkMamba2Expand(check);
    return check.reasons;
  },
  warnings: () => [],
  emit: (design, recipe) => [configFile(config(design)), llamaFactoryRecipe(recipe)],
  readBack: readConfigFile,
  omits: ["name", "weightNorm", "training", "maxPositions"],
  install: () => [
    "transformers >= 4.44, with mamba-ssm and causal-conv1d for speed",
    "LLaMA-Factory for the recipe",
  ],
  commands: ["llamafactory-cli train pretrain.yaml"],
  supplies: ["a dataset known to LLaMA-Factory", "a tokenizer, put into this folder"],
  untried: ["Running the recipe: no GPU run was made with it."],
};
