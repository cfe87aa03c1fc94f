import type { Design } from "../../design/design";
import { flattenLayers } from "../../design/flatten";
import { kindOf, type OperatorKind } from "../../design/operatorKinds";
import { mamba2Heads } from "../../design/operators/mamba2";
import { Check } from "../check";
import { checkOneWindow } from "../rules/oneWindow";
import { flag } from "../shell";

/** Symbols of `--hybrid-layer-pattern`. Windows are a list of their own, so both attentions are `*`. */
const symbols: Readonly<Partial<Record<OperatorKind, string>>> = {
  mamba2: "M",
  "gated-deltanet": "G",
  attention: "*",
  swa: "*",
  ffn: "-",
  moe: "E",
};

/** Megatron pads the vocabulary to a multiple of this unless told otherwise. */
export const vocabularyUnit = 128;

/** Largest power of two up to 128 that divides the vocabulary: padding to it changes nothing. */
export function paddingUnit(vocabSize: number): number {
  let unit = 1;
  while (unit < vocabularyUnit && vocabSize % (2 * unit) === 0) unit *= 2;
  return unit;
}

/** The pattern, quoted against the shell; one that starts with `-` is tied to its flag, or it would be taken for another. */
function patternFlag(pattern: string): string {
  const name = "hybrid-layer-pattern";
  return pattern.startsWith("-") ? `--${name}='${pattern}'` : flag(name, pattern);
}

/** Flags that state the architecture, in the order of Megatron's own groups. */
export function architectureFlags(design: Design): readonly string[] {
  const check = new Check(design, "Megatron-LM");
  const layers = flattenLayers(design);
  const attention = check.shared(["attention", "swa"], "", ["window"]);
  const window = checkOneWindow(check, "");
  const mamba2 = check.shared(["mamba2"], "");
  const delta = check.shared(["gated-deltanet"], "");
  const ffn = check.shared(["ffn"], "");
  const moe = check.shared(["moe"], "");
  const { hiddenSize } = design;
  const gated = ffn?.gated ?? moe?.gated ?? true;
  // Megatron asks for a head count even where no layer attends.
  const idleHeads = hiddenSize % 128 === 0 ? hiddenSize / 128 : 1;
  const flags = [
    patternFlag(layers.map((layer) => symbols[kindOf(layer)]).join("")),
    flag("spec", "megatron.core.models.hybrid.hybrid_layer_specs", "hybrid_stack_spec"),
    flag("hidden-size", hiddenSize),
    ...(ffn ? [flag("ffn-hidden-size", ffn.intermediateSize)] : []),
    flag("num-attention-heads", attention?.heads ?? idleHeads),
    ...(attention
      ? [
          flag("group-query-attention"),
          flag("num-query-groups", attention.kvHeads),
          flag("kv-channels", attention.headDim),
        ]
      : []),
    gated ? flag("swiglu") : flag("squared-relu"),
    ...(attention?.qkNorm ? [flag("qk-layernorm")] : []),
    ...(attention?.bias ? [flag("add-qkv-bias")] : []),
    ...(attention?.rope
      ? [
          flag("position-embedding-type", "rope"),
          flag("rotary-base", attention.rope.theta),
          flag("rotary-percent", attention.rope.fraction ?? 1),
        ]
      : [flag("position-embedding-type", "none")]),
    flag("normalization", "RMSNorm"),
    flag("disable-bias-linear"),
    ...(design.tieEmbeddings ? [] : [flag("untie-embeddings-and-output-weights")]),
    flag("vocab-size", design.vocabSize),
    flag("make-vocab-size-divisible-by", paddingUnit(design.vocabSize)),
    ...(design.maxPositions === undefined ? [] : [flag("max-position-embeddings", design.maxPositions)]),
  ];
  if (mamba2)
    flags.push(
      flag("mamba-state-dim", mamba2.stateSize),
      flag("mamba-head-dim", mamba2.headDim),
      flag("mamba-num-groups", mamba2.groups),
      flag("mamba-num-heads", mamba2Heads(mamba2, hiddenSize)),
    );
  if (delta)
    flags.push(
      flag("linear-num-key-heads", delta.keyHeads),
      flag("linear-num-value-heads", delta.valueHeads),
      flag("linear-key-head-dim", delta.keyHeadDim),
      flag("linear-value-head-dim", delta.valueHeadDim),
      flag("linear-conv-kernel-dim", delta.convKernel),
    );
  if (window !== null)
    flags.push(
      flag("window-size", `${window - 1},0`),
      flag(
        "window-attn-skip-freq",
        `[${layers.map((layer) => (kindOf(layer) === "swa" ? 1 : 0)).join(",")}]`,
      ),
    );
  if (moe)
    flags.push(
      flag("num-experts", moe.experts),
      flag("moe-router-topk", moe.topK),
      flag("moe-ffn-hidden-size", moe.expertSize),
      ...(moe.sharedSize > 0 ? [flag("moe-shared-expert-intermediate-size", moe.sharedSize)] : []),
    );
  return flags;
}
