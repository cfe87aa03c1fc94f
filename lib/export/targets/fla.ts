import type { Design, OperatorSettings } from "../../design/design";
import { flattenLayers } from "../../design/flatten";
import { kindOf, type LayerRef } from "../../design/operatorKinds";
import { operators } from "../../design/operators/registry";
import { Check } from "../check";
import { commonFields, configFile, readConfigFile } from "../configFile";
import { settingsOfKind, withOperator } from "../edits";
import { flameScript } from "../flameScript";
import { ratioOf } from "../ratio";
import { checkAttention } from "../rules/attention";
import { checkBlocks } from "../rules/blocks";
import { checkFrame } from "../rules/frame";
import { checkGatedFfn } from "../rules/gatedFfn";
import { checkOperators } from "../rules/operators";
import { plainSettings, sameSettings } from "../semantics";
import type { Reason, Target } from "../target";

const linearKinds = ["deltanet", "gated-deltanet", "gla"] as const;
type LinearKind = (typeof linearKinds)[number];

/** The rank of GLA's decay gate is fixed in the layer; the config class has no field for it. */
const glaGateRank = 16;

function checkDesign(design: Design): readonly Reason[] {
  const check = new Check(design, "flash-linear-attention");
  checkOperators(check, "fla");
  checkFrame(check, { metaTokens: false });
  checkBlocks(check);
  checkOneMixer(check);
  checkAttention(check, {
    bias: "qkv only",
    qkNorm: "never",
    rope: "always",
    fraction: 1,
    outputGate: false,
    headsFillHidden: true,
  });
  for (const kind of linearKinds) check.shared([kind], `${operators[kind].label} setting`);
  checkConvolutions(check);
  check.rule("gated-deltanet", "valueHeadDim", {
    holds: ({ keyHeadDim, valueHeadDim }) => (valueHeadDim / keyHeadDim) * keyHeadDim === valueHeadDim,
    says: ({ keyHeadDim, valueHeadDim }) =>
      `value head dim ${valueHeadDim} is no exact multiple of key head dim ${keyHeadDim} once written as a ratio.`,
    edit: ({ keyHeadDim }) => ({
      label: `Use value head dim ${keyHeadDim}`,
      change: { valueHeadDim: keyHeadDim },
    }),
  });
  check.rule("gla", "gateRank", {
    holds: ({ gateRank }) => gateRank === glaGateRank,
    says: ({ gateRank }) =>
      `gate rank ${gateRank}; the config class has no field for it and the layer uses ${glaGateRank}.`,
    edit: () => ({ label: `Use gate rank ${glaGateRank}`, change: { gateRank: glaGateRank } }),
  });
  checkGatedFfn(check, { bias: false, activations: "silu" });
  return check.reasons;
}

/** One linear mixer for the whole config, and at least one layer of it. */
function checkOneMixer(check: Check): void {
  const kinds = linearKinds.filter((kind) => check.uses(kind));
  if (kinds.length === 0 && check.uses("attention", "swa"))
    check.refuseField(
      "stages",
      "No linear mixer: a flash-linear-attention config is made around one.",
      "Nearest: Qwen3 with QK-norm, Llama without.",
    );
  if (kinds.length < 2) return;
  const [first, ...others] = [...kinds].sort(
    (one, other) => check.layersOf(check.refs(other)).length - check.layersOf(check.refs(one)).length,
  );
  const names = kinds.map((kind) => operators[kind].label).join(" and ");
  check.refuseLayers(
    check.refs(...others),
    "stages",
    `: ${names} together; a flash-linear-attention config carries one linear operator.`,
    check.uses("gated-deltanet", "gla")
      ? "Megatron-LM takes Gated DeltaNet beside Mamba2."
      : "Try Nemotron-Flash.",
    {
      label: `Use ${operators[first!].label} in all of them`,
      design: withOperator(check.design, check.refs(...others), first!),
    },
  );
}

function checkConvolutions(check: Check): void {
  for (const kind of linearKinds)
    check.rule(kind, "convBias", {
      holds: ({ convBias, convKernel }) => !convBias || !convKernel,
      says: () => "biases on short convolutions; the config class has no field for them.",
      edit: () => ({ label: "Remove the convolution biases", change: { convBias: false } }),
    });
}

function mixerFields(check: Check, kind: LinearKind): Readonly<Record<string, unknown>> {
  const { hiddenSize } = check.design;
  switch (kind) {
    case "deltanet": {
      const { heads, headDim, valueHeadDim, convKernel, gate, beta } = check.shared(["deltanet"], "")!;
      return {
        num_heads: heads,
        expand_k: ratioOf(heads * headDim, hiddenSize),
        expand_v: ratioOf(heads * (valueHeadDim ?? headDim), hiddenSize),
        use_short_conv: convKernel > 0,
        conv_size: convKernel || 4,
        use_gate: gate ?? false,
        use_beta: beta ?? true,
        use_output_norm: true,
        qk_norm: "l2",
        qk_activation: "silu",
      };
    }
    case "gated-deltanet": {
      const settings = check.shared(["gated-deltanet"], "")!;
      return {
        num_heads: settings.keyHeads,
        num_v_heads: settings.valueHeads,
        head_dim: settings.keyHeadDim,
        expand_v: settings.valueHeadDim / settings.keyHeadDim,
        use_short_conv: settings.convKernel > 0,
        conv_size: settings.convKernel || 4,
        use_gate: settings.gate ?? true,
      };
    }
    case "gla": {
      const { heads, kvHeads, keyDim, valueDim, convKernel = 0, gate } = check.shared(["gla"], "")!;
      return {
        num_heads: heads,
        ...(kvHeads !== undefined && kvHeads !== heads && { num_kv_heads: kvHeads }),
        expand_k: ratioOf(keyDim, hiddenSize),
        expand_v: ratioOf(valueDim, hiddenSize),
        use_short_conv: convKernel > 0,
        conv_size: convKernel || 4,
        use_output_gate: gate ?? true,
      };
    }
  }
}

/** `attn` specs: one for each distinct attention setting, with the blocks that have it, counted from 0. */
function attentionSpecs(design: Design, mixers: readonly LayerRef[]) {
  const specs: { readonly ref: LayerRef; readonly layers: number[] }[] = [];
  mixers.forEach((ref, block) => {
    const kind = kindOf(ref);
    if (kind !== "attention" && kind !== "swa") return;
    const like = specs.find(
      (spec) =>
        kindOf(spec.ref) === kind &&
        sameSettings(plainSettings(design, spec.ref), plainSettings(design, ref)),
    );
    if (like) like.layers.push(block);
    else specs.push({ ref, layers: [block] });
  });
  return specs.map(({ ref, layers }) => {
    const settings = settingsOfKind<"attention">(design, ref) as OperatorSettings["attention"] & {
      readonly window?: number;
    };
    return {
      layers,
      num_heads: settings.heads,
      num_kv_heads: settings.kvHeads,
      qkv_bias: settings.bias,
      window_size: settings.window ?? null,
      rope_theta: settings.rope?.theta ?? 10_000,
    };
  });
}

const modelNames: Readonly<Record<LinearKind, readonly [type: string, architecture: string]>> = {
  deltanet: ["delta_net", "DeltaNetForCausalLM"],
  "gated-deltanet": ["gated_deltanet", "GatedDeltaNetForCausalLM"],
  gla: ["gla", "GLAForCausalLM"],
};

function config(design: Design) {
  const check = new Check(design, "flash-linear-attention");
  const kind = linearKinds.find((one) => check.uses(one))!;
  const ffn = check.shared(["ffn"], "")!;
  const mixers = flattenLayers(design).filter((layer) => kindOf(layer) !== "ffn");
  const specs = attentionSpecs(design, mixers);
  return {
    ...commonFields(design, ...modelNames[kind]),
    num_hidden_layers: mixers.length,
    ...mixerFields(check, kind),
    attn: specs.length === 0 ? null : specs.length === 1 ? specs[0] : specs,
    hidden_ratio: 4,
    intermediate_size: ffn.intermediateSize,
    hidden_act: "swish",
    norm_eps: 1e-6,
    fuse_norm: true,
    fuse_cross_entropy: true,
  };
}

function specCount(design: Design): number {
  return attentionSpecs(
    design,
    flattenLayers(design).filter((layer) => kindOf(layer) !== "ffn"),
  ).length;
}

/** flash-linear-attention: one linear mixer, any attention specs, a gated FFN in every block; trained by flame. */
export const flaTarget: Target = {
  id: "fla",
  name: "flash-linear-attention",
  about: "config.json for flash-linear-attention with the flame command that trains it.",
  check: checkDesign,
  warnings(design) {
    const check = new Check(design, "flash-linear-attention");
    const warnings = [
      "flame takes the larger of the tokenizer's and the config's vocabulary: a larger tokenizer adds parameters.",
    ];
    if (design.tieEmbeddings)
      warnings.push(
        "With tied embeddings flash-linear-attention 0.5.2 does not build under transformers 5 ('list' object has no attribute 'keys'): its tie list is written for transformers 4.",
      );
    if (specCount(design) > 1)
      warnings.push(
        "Several attention settings need flash-linear-attention 0.5.2 or later (attn as a list).",
      );
    const plain = check
      .refs("deltanet", "gated-deltanet")
      .filter((ref) => plainSettings(design, ref).convKernel === 0);
    if (plain.length > 0)
      warnings.push(
        "Without short convolutions the library warns, and older versions refuse to build the layer.",
      );
    if (design.maxPositions === undefined)
      warnings.push("The design states no maximum positions; the class default of 2,048 applies.");
    return warnings;
  },
  emit: (design, recipe) => [configFile(config(design)), flameScript(design, recipe)],
  readBack: readConfigFile,
  omits: ["name", "weightNorm", "training"],
  install: (design) => [
    specCount(design) > 1 ? "flash-linear-attention >= 0.5.2 (attn as a list)" : "flash-linear-attention",
    "flame at commit e11e7be, which wants torchtitan at commit 0b44d4c",
  ],
  commands: ["FLAME=/path/to/flame TOKENIZER=/path/to/tokenizer DATASET=name bash train.sh"],
  supplies: ["a dataset by name or path", "a tokenizer", "a checkout of flame"],
  untried: ["Running the script: no GPU run was made with it."],
};
