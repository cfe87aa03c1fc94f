import type { GlaSettings } from "../../design/design";
import type { GraphBuilder } from "./graphBuilder";
import { headNorm, recurrence, shortConvolution } from "./recurrenceNodes";

/** gla divides its log decay by this (flash-linear-attention `gate_logit_normalizer`). */
export const glaGateNormalizer = 16;

/** Gated linear attention (arXiv:2312.06635): a low-rank decay for every key dim, head norm with output gate. */
export function glaGraph(builder: GraphBuilder, x: string, settings: GlaSettings): string {
  const { hiddenSize } = builder.block;
  const { heads, keyDim, valueDim, gateRank, kvHeads = heads, convKernel = 0 } = settings;
  const sharing = heads / kvHeads;
  const keyWidth = keyDim / sharing;
  const valueWidth = valueDim / sharing;
  const channels = keyDim + keyWidth + valueWidth;
  const hasGate = settings.gate ?? true;
  const widths = hasGate ? [channels, valueDim] : [channels];
  const sum = channels + (hasGate ? valueDim : 0);
  const [projected = "", gate] = builder.split(builder.linear(x, "qkvg_proj", hiddenSize, sum), widths);
  const qkv =
    convKernel > 1
      ? shortConvolution(builder, projected, channels, convKernel, {
          bias: settings.convBias ?? false,
          activation: "silu",
        })
      : projected;
  const [query = "", key = "", value = ""] = builder.split(qkv, [keyDim, keyWidth, valueWidth]);
  const lowRank = builder.linear(x, "decay_down_proj", hiddenSize, gateRank);
  const logit = builder.linear(lowRank, "decay_up_proj", gateRank, keyWidth, true);
  // log sigmoid(x) = -softplus(-x)
  const softened = builder.op("Softplus", [builder.op("Neg", [logit])]);
  const scale = builder.weight("decay_scale", [1], { kind: "table", value: () => -1 / glaGateNormalizer });
  const read = recurrence(
    builder,
    "gated",
    [query, key, value],
    { query: heads, key: kvHeads, value: kvHeads, keyDim: keyDim / heads, valueDim: valueDim / heads },
    { decay: builder.op("Mul", [softened, scale]) },
  );
  const normed = headNorm(builder, read, heads, valueDim / heads, gate);
  return builder.linear(normed, "o_proj", valueDim, hiddenSize);
}
