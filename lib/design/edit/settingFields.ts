import type { OperatorKind } from "../operatorKinds";

/**
 * One setting of an operator as a form shows it. Optional settings may be absent from a design; `absent` is what that
 * means, so that a form can show it without writing it.
 */
export type SettingField =
  | {
      readonly type: "whole" | "number";
      readonly name: string;
      readonly label: string;
      readonly help: string;
      /** Step of arrow keys; sizes go in powers or multiples that hardware likes. */
      readonly step: number;
      readonly optional?: boolean;
    }
  | {
      readonly type: "flag";
      readonly name: string;
      readonly label: string;
      readonly help: string;
      readonly absent: boolean;
    }
  | {
      readonly type: "choice";
      readonly name: string;
      readonly label: string;
      readonly help: string;
      readonly options: readonly string[];
      readonly absent?: string;
    }
  | { readonly type: "rope"; readonly name: "rope"; readonly label: string; readonly help: string };

const whole = (name: string, label: string, help: string, step = 1): SettingField => ({
  type: "whole",
  name,
  label,
  help,
  step,
});
const optionalWhole = (name: string, label: string, help: string, step = 1): SettingField => ({
  type: "whole",
  name,
  label,
  help,
  step,
  optional: true,
});
const flag = (name: string, label: string, help: string, absent = false): SettingField => ({
  type: "flag",
  name,
  label,
  help,
  absent,
});

const convKernel = whole("convKernel", "Convolution taps", "Width of the short causal convolution.");
const convBias = (absent: boolean) => flag("convBias", "Convolution bias", "A bias a channel.", absent);
const activation: SettingField = {
  type: "choice",
  name: "activation",
  label: "Activation",
  help: "silu with gating is SwiGLU; relu2 is squared ReLU.",
  options: ["silu", "gelu", "relu", "relu2"],
  absent: "silu",
};

const attention: readonly SettingField[] = [
  whole("heads", "Query heads", "Query heads of each layer."),
  whole(
    "kvHeads",
    "KV heads",
    "Key and value heads; must divide the query heads. They set the size of the cache.",
  ),
  whole("headDim", "Head dim", "Size of one head. Need not be hidden size / heads.", 16),
  {
    type: "rope",
    name: "rope",
    label: "Rotary embedding",
    help: "Base of the rotary position embedding; off for none. Costs almost nothing.",
  },
  flag("qkNorm", "QK norm", "RMSNorm on queries and keys, as in Qwen3."),
  flag("bias", "QKV bias", "Biases of the query, key and value projections, as in Qwen2.5."),
  flag("outBias", "Output bias", "Bias of the output projection."),
  flag("outputGate", "Output gate", "A sigmoid gate by a doubled query projection, as in Qwen3-Next."),
  flag("sinks", "Attention sinks", "One learned sink logit a head, as in gpt-oss."),
];

/** The settings of each operator in the order the inspector shows them. */
export const settingFields: { readonly [K in OperatorKind]: readonly SettingField[] } = {
  attention,
  swa: [
    whole("window", "Window", "Keys a query sees at most, its own included. It caps the cache.", 128),
    ...attention,
  ],
  mamba2: [
    whole("stateSize", "State size", "State columns a head: memory and decode traffic grow with it.", 16),
    whole("headDim", "Head dim", "Channels of one head; must divide expand x hidden size.", 16),
    { type: "number", name: "expand", label: "Expand", help: "Inner width over hidden size.", step: 1 },
    whole("groups", "Groups", "Heads in a group share B and C; must divide the heads."),
    convKernel,
    optionalWhole("heads", "Heads", "Number of heads where it does not follow from expand (Nemotron-H)."),
    convBias(true),
    flag("projBias", "Projection bias", "Biases of the input and output projections."),
    flag("gatedNorm", "Gated norm", "RMSNorm with gate before the output projection.", true),
  ],
  mamba: [
    whole("stateSize", "State size", "State a channel.", 8),
    { type: "number", name: "expand", label: "Expand", help: "Inner width over hidden size.", step: 1 },
    convKernel,
    whole("dtRank", "Time-step rank", "Rank of the time-step projection.", 16),
  ],
  deltanet: [
    whole("heads", "Heads", "Heads of keys, queries and values."),
    whole("headDim", "Head dim", "Key dim of a head: rows of the state.", 16),
    optionalWhole(
      "valueHeadDim",
      "Value head dim",
      "Value dim of a head where it differs from the key dim.",
      16,
    ),
    whole("convKernel", "Convolution taps", "Width of the short convolutions; 0 for none."),
    flag("gate", "Output gate", "An output gate with a projection of its own."),
    flag("beta", "Write strength", "A learned write strength a head and token.", true),
    convBias(false),
  ],
  "gated-deltanet": [
    whole("keyHeads", "Key heads", "Heads of queries and keys; must divide the value heads."),
    whole("valueHeads", "Value heads", "Heads of values: one state each."),
    whole("keyHeadDim", "Key head dim", "Rows of the state.", 16),
    whole("valueHeadDim", "Value head dim", "Columns of the state.", 16),
    whole("convKernel", "Convolution taps", "Width of the short convolutions; 0 for none."),
    flag("gate", "Output gate", "The gate before the output projection.", true),
    convBias(false),
  ],
  gla: [
    whole("heads", "Heads", "Heads; must divide key and value dim."),
    whole("keyDim", "Key dim", "All heads together.", 64),
    whole("valueDim", "Value dim", "All heads together.", 64),
    whole("gateRank", "Gate rank", "Rank of the forget gate's projection.", 4),
    optionalWhole("kvHeads", "KV heads", "Key and value heads shared by groups of query heads."),
    optionalWhole(
      "convKernel",
      "Convolution taps",
      "Short convolutions on queries, keys and values; 0 for none.",
    ),
    flag("gate", "Output gate", "The gate before the output projection.", true),
    convBias(false),
  ],
  rwkv7: [
    whole("headDim", "Head dim", "Must divide the hidden size.", 16),
    optionalWhole(
      "decayRank",
      "Decay rank",
      "Rank of the decay's projection; by the reference rule when empty.",
      16,
    ),
    optionalWhole("rateRank", "Learning-rate rank", "Rank of the in-context learning rate's projection.", 16),
    optionalWhole("valueRank", "Value rank", "Rank of the value residual's projection.", 16),
    optionalWhole("gateRank", "Gate rank", "Rank of the output gate's projection.", 16),
  ],
  conv: [convKernel, flag("bias", "Biases", "Biases of projections and convolution.")],
  ffn: [
    whole(
      "intermediateSize",
      "Intermediate size",
      "Width between the projections; multiples of 64 run best.",
      64,
    ),
    activation,
    flag("gated", "Gated", "Gate and up projections (SwiGLU and its kin): three matrices instead of two."),
    flag("bias", "Biases", "Biases of all projections."),
  ],
  moe: [
    whole("experts", "Experts", "Routed experts of a layer."),
    whole("topK", "Active experts", "Experts each token visits; at most all of them."),
    whole("expertSize", "Expert size", "Intermediate size of one expert.", 64),
    whole(
      "sharedSize",
      "Shared expert size",
      "Intermediate size of the expert every token visits; 0 for none.",
      64,
    ),
    activation,
    flag("gated", "Gated", "Gate and up projections in each expert.", true),
    flag("sharedGate", "Shared-expert gate", "A sigmoid gate on the shared expert (Qwen3-Next)."),
    flag("bias", "Biases", "Biases of router and experts (gpt-oss)."),
  ],
};
