import type { Design } from "../../design/design";
import { countLayers } from "../../design/flatten";
import { kindOf } from "../../design/operatorKinds";
import { autoModelRecipe } from "../autoModelRecipe";
import { Check } from "../check";
import { commonFields, configFile, headFields, readConfigFile, ropeFields } from "../configFile";
import { checkAttention } from "../rules/attention";
import { checkBlocks } from "../rules/blocks";
import { checkFrame } from "../rules/frame";
import { checkGatedFfn } from "../rules/gatedFfn";
import { checkOperators } from "../rules/operators";
import type { Target } from "../target";

function config(design: Design) {
  const check = new Check(design, "Llama");
  const attention = check.shared(["attention"], "")!;
  const ffn = check.shared(["ffn"], "")!;
  let blocks = 0;
  for (const [ref, count] of countLayers(design.stages)) if (kindOf(ref) === "attention") blocks += count;
  return {
    ...commonFields(design, "llama", "LlamaForCausalLM"),
    num_hidden_layers: blocks,
    ...headFields(attention),
    attention_bias: attention.bias,
    attention_dropout: 0,
    intermediate_size: ffn.intermediateSize,
    hidden_act: ffn.activation,
    mlp_bias: ffn.bias ?? false,
    ...ropeFields(attention.rope),
    rms_norm_eps: 1e-5,
  };
}

/** Llama of transformers: the plain transformer every stack reads. */
export const llamaTarget: Target = {
  id: "llama",
  name: "Llama",
  about:
    "config.json for transformers and everything that reads Llama, with a NeMo AutoModel pretraining recipe.",
  check(design) {
    const check = new Check(design, "Llama");
    checkOperators(check, "llama");
    checkFrame(check, { metaTokens: false });
    checkBlocks(check);
    checkAttention(check, {
      bias: "all or none",
      qkNorm: "never",
      rope: "always",
      fraction: 1,
      outputGate: false,
      headsFillHidden: false,
    });
    check.shared(["attention"], "attention setting");
    checkGatedFfn(check, { bias: true, activations: "any" });
    return check.reasons;
  },
  warnings: (design) =>
    design.maxPositions === undefined
      ? ["The design states no maximum positions; the class default of 2,048 applies."]
      : [],
  emit: (design, recipe) => [configFile(config(design)), autoModelRecipe(recipe, false)],
  readBack: readConfigFile,
  omits: ["name", "weightNorm", "training"],
  install: () => [
    "transformers >= 4.45, the first with head_dim for Llama (AutoModel: 5.12.1)",
    "NeMo AutoModel (main) for the recipe",
  ],
  commands: ["automodel pretrain.yaml --nproc-per-node 8"],
  supplies: ["training data in Megatron's indexed format", "a tokenizer"],
  untried: ["Running the recipe: no GPU run was made with it."],
};
