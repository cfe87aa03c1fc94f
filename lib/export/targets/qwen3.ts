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
import { checkOneWindow } from "../rules/oneWindow";
import { checkOperators } from "../rules/operators";
import type { Target } from "../target";

function config(design: Design) {
  const check = new Check(design, "Qwen3");
  const attention = check.shared(["attention", "swa"], "", ["window"])!;
  const ffn = check.shared(["ffn"], "")!;
  const window = checkOneWindow(check, "");
  const mixers = flattenLayers(design).filter((layer) => kindOf(layer) !== "ffn");
  return {
    ...commonFields(design, "qwen3", "Qwen3ForCausalLM"),
    num_hidden_layers: mixers.length,
    layer_types: mixers.map((layer) => (kindOf(layer) === "swa" ? "sliding_attention" : "full_attention")),
    ...headFields(attention),
    attention_bias: attention.bias,
    attention_dropout: 0,
    use_sliding_window: window !== null,
    sliding_window: window,
    max_window_layers: mixers.length,
    intermediate_size: ffn.intermediateSize,
    hidden_act: ffn.activation,
    ...ropeFields(attention.rope),
    rms_norm_eps: 1e-6,
  };
}

/** Qwen3 of transformers: attention with QK-norm, full or windowed, and a gated FFN in every block. */
export const qwen3Target: Target = {
  id: "qwen3",
  name: "Qwen3",
  about: "config.json for transformers, with a NeMo AutoModel pretraining recipe.",
  check(design) {
    const check = new Check(design, "Qwen3");
    checkOperators(check, "qwen3");
    checkFrame(check, { metaTokens: false });
    checkBlocks(check);
    checkAttention(check, {
      bias: "all or none",
      qkNorm: "always",
      rope: "always",
      fraction: 1,
      outputGate: false,
      headsFillHidden: false,
    });
    check.shared(["attention", "swa"], "attention setting", ["window"]);
    checkOneWindow(check, "sliding_window");
    checkGatedFfn(check, { bias: false, activations: "any" });
    return check.reasons;
  },
  warnings(design) {
    const warnings: string[] = [];
    if (design.maxPositions === undefined)
      warnings.push("The design states no maximum positions; the class default of 32,768 applies.");
    if (!new Check(design, "Qwen3").uses("attention"))
      warnings.push("Every layer has a window and none full attention; no published Qwen3 is like that.");
    return warnings;
  },
  emit: (design, recipe) => [configFile(config(design)), autoModelRecipe(recipe, false)],
  readBack: readConfigFile,
  omits: ["name", "weightNorm", "training"],
  install: () => [
    "transformers >= 4.53, the first with layer_types for Qwen3 (AutoModel: 5.12.1)",
    "NeMo AutoModel (main) for the recipe",
  ],
  commands: ["automodel pretrain.yaml --nproc-per-node 8"],
  supplies: ["training data in Megatron's indexed format", "a tokenizer"],
  untried: ["Running the recipe: no GPU run was made with it."],
};
