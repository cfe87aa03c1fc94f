import type { Mamba2Settings } from "../../design/design";
import { mamba2Heads, mamba2Width } from "../../design/operators/mamba2";
import { normEpsilon } from "./blockCase";
import type { GraphBuilder } from "./graphBuilder";
import { headDecay, joined, perHead, recurrence, shortConvolution } from "./recurrenceNodes";

/**
 * Mamba2 (arXiv:2405.21060) as gated linear attention: C is the query, B the key, time step · x the value, and
 * exp(-exp(A) · time step) the decay; D · x is added, then the gate and the norm follow.
 */
export function mamba2Graph(builder: GraphBuilder, x: string, settings: Mamba2Settings): string {
  const { hiddenSize, batch, tokens } = builder.block;
  const { stateSize, headDim, groups, convKernel } = settings;
  const heads = mamba2Heads(settings, hiddenSize);
  const width = mamba2Width(settings, hiddenSize);
  const channels = width + 2 * groups * stateSize;
  const projected = builder.linear(
    x,
    "in_proj",
    hiddenSize,
    width + channels + heads,
    settings.projBias ?? false,
  );
  const [gate = "", xbc = "", time = ""] = builder.split(projected, [width, channels, heads]);
  const mixed =
    convKernel > 1
      ? shortConvolution(builder, xbc, channels, convKernel, {
          bias: settings.convBias ?? true,
          activation: "silu",
        })
      : builder.silu(xbc);
  const [input = "", b = "", c = ""] = builder.split(mixed, [width, groups * stateSize, groups * stateSize]);
  const [step, decay] = headDecay(builder, time, heads);
  const inputHeads = perHead(builder, input, heads, headDim);
  const stepHeads = builder.reshape(step, [batch, tokens, heads, 1]);
  const value = joined(builder, builder.op("Mul", [inputHeads, stepHeads]), width);
  const read = recurrence(
    builder,
    "gated",
    [c, b, value],
    { query: groups, key: groups, value: heads, keyDim: stateSize, valueDim: headDim },
    { decay, scale: 1 },
  );
  const skip = builder.weight("skip", [heads, 1], { kind: "nearOne" });
  const skipped = joined(builder, builder.op("Mul", [inputHeads, skip]), width);
  const gated = builder.op("Mul", [builder.op("Add", [read, skipped]), builder.silu(gate)]);
  const normed = (settings.gatedNorm ?? true) ? builder.rmsNorm(gated, "norm", width, normEpsilon) : gated;
  return builder.linear(normed, "out_proj", width, hiddenSize, settings.projBias ?? false);
}
