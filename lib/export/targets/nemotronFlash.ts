import type { Design } from "../../design/design";
import { flattenLayers } from "../../design/flatten";
import { kindOf, type OperatorKind } from "../../design/operatorKinds";
import { autoModelRecipe } from "../autoModelRecipe";
import { Check } from "../check";
import { configFile, readConfigFile } from "../configFile";
import { ratioOf } from "../ratio";
import { checkOneWindow } from "../rules/oneWindow";
import type { Target } from "../target";
import { expandOf, nemotronFlashReasons } from "./nemotronFlashRules";

const layerNames: Readonly<Partial<Record<OperatorKind, string>>> = {
  attention: "a",
  swa: "a",
  mamba2: "m2",
  deltanet: "deltanet",
  ffn: "f",
};

/** Head count for designs without attention and DeltaNet, which the config class wants but no layer reads. */
function idleHeads(hiddenSize: number): number {
  return hiddenSize % 128 === 0 ? hiddenSize / 128 : 1;
}

function config(design: Design) {
  const { hiddenSize } = design;
  const check = new Check(design, "Nemotron-Flash");
  const layers = flattenLayers(design);
  const attention = check.shared(["attention", "swa"], "", ["window"]);
  const deltanet = check.shared(["deltanet"], "");
  const mamba2 = check.shared(["mamba2"], "");
  const ffn = check.shared(["ffn"], "");
  const window = checkOneWindow(check, "");
  const heads = attention?.heads ?? deltanet?.heads ?? idleHeads(hiddenSize);
  const ownHeadDim = attention !== null && attention.headDim * heads !== hiddenSize;
  return {
    architectures: ["NemotronFlashForCausalLM"],
    model_type: "nemotron_flash",
    auto_map: {
      AutoConfig: "nvidia/Nemotron-Flash-1B--configuration_nemotron_flash.NemotronFlashConfig",
      AutoModelForCausalLM: "nvidia/Nemotron-Flash-1B--modeling_nemotron_flash.NemotronFlashForCausalLM",
    },
    vocab_size: design.vocabSize,
    hidden_size: hiddenSize,
    num_hidden_layers: layers.length,
    layer_types: layers.map((layer) => layerNames[kindOf(layer)]),
    num_attention_heads: heads,
    num_key_value_heads: attention?.kvHeads ?? heads,
    attn_hidden_size: -1,
    kq_head_dim: ownHeadDim ? attention.headDim : -1,
    v_head_dim: ownHeadDim ? attention.headDim : -1,
    kq_norm: attention?.qkNorm ? "rms" : "none",
    rope: (attention?.rope ?? null) !== null,
    rope_theta: attention?.rope?.theta ?? 10_000,
    rope_type: null,
    ...(design.maxPositions !== undefined && { max_position_embeddings: design.maxPositions }),
    // The model code hands (W, W) with a causal mask to flash-attention, which then sees W + 1 tokens.
    sliding_window: window === null ? null : window - 1,
    global_attn_idx:
      window === null ? [] : layers.flatMap((layer, index) => (kindOf(layer) === "attention" ? [index] : [])),
    intermediate_size: 0,
    ffn_expand_ratio: ffn === null ? null : ratioOf(ffn.intermediateSize, hiddenSize),
    mlp_hidden_act: ffn?.activation ?? "silu",
    hidden_act: "silu",
    mamba_d_state: mamba2?.stateSize ?? 128,
    mamba_d_conv: mamba2?.convKernel ?? 4,
    mamba_expand: mamba2 === null ? 2 : expandOf(mamba2, hiddenSize),
    mamba2_headdim: mamba2?.headDim ?? 64,
    num_memory_tokens: design.metaTokens ?? 0,
    tie_word_embeddings: design.tieEmbeddings,
    attn_implementation: "flash_attention_2",
    attn_implementation_new: "flash_attention_2",
    hybrid_decoder_layer: "mamba",
    rms_norm_eps: 1e-6,
    initializer_range: 0.02,
    attention_dropout: 0,
    bos_token_id: 1,
    eos_token_id: 2,
    pad_token_id: 0,
    dtype: "bfloat16",
    torch_dtype: "bfloat16",
    use_cache: true,
  };
}

function warningsFor(design: Design): readonly string[] {
  const check = new Check(design, "Nemotron-Flash");
  const warnings = [
    "Training this model from scratch is untested upstream: only fine-tuning recipes exist.",
    "Stock transformers from 5.4 on rejects the names in layer_types; 5.3 takes them, and so does NeMo AutoModel's patched 5.12.1.",
    "Rotary tables are made on the GPU in the constructor, so the model cannot be built on a CPU alone.",
    "Output logits are divided by the norm of each row of the output layer; that is part of the model code.",
  ];
  if (check.uses("swa"))
    warnings.push(
      "With gradient checkpointing the model code drops the sliding window, and attention silently becomes full: train without it.",
    );
  if (design.maxPositions === undefined)
    warnings.push("The design states no maximum positions; the class default of 262,144 applies.");
  const taps = check.shared(["mamba2"], "")?.convKernel ?? 4;
  if (taps < 2 || taps > 4)
    warnings.push(`causal-conv1d runs 2 to 4 taps; ${taps} fall back to a slow path or fail.`);
  return warnings;
}

/** Nemotron-Flash: the only Hugging Face style model with DeltaNet, Mamba2 and attention in one stack of layers. */
export const nemotronFlashTarget: Target = {
  id: "nemotron_flash",
  name: "Nemotron-Flash",
  about: "config.json for NVIDIA's remote model code, with a NeMo AutoModel pretraining recipe.",
  check: nemotronFlashReasons,
  warnings: warningsFor,
  emit: (design, recipe) => [configFile(config(design)), autoModelRecipe(recipe, true)],
  readBack: readConfigFile,
  omits: ["name", "weightNorm", "training"],
  install: () => [
    "Either NeMo AutoModel (main) with transformers 5.12.1, which carries the patches for this model,",
    "or the model card's set: torch <= 2.9.1, transformers <= 4.56.2, flash-attn <= 2.7.3, mamba-ssm, causal-conv1d, flash-linear-attention.",
  ],
  commands: ["automodel pretrain.yaml --nproc-per-node 8"],
  supplies: [
    "training data in Megatron's indexed format",
    "a tokenizer whose vocabulary is not larger than the design's",
    "network access to nvidia/Nemotron-Flash-1B for the model code (its licence is cc-by-nc-4.0)",
  ],
  untried: [
    "Training from random weights with this config; upstream publishes fine-tuning only.",
    "Rotary embedding and windows: the released checkpoints' values are not published.",
  ],
};
