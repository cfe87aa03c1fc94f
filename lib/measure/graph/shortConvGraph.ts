import type { GraphBuilder } from "./graphBuilder";
import { shortConvolution } from "./recurrenceNodes";

/** Short gated convolution (LFM2): two gates and the input in one projection. */
export function shortConvGraph(
  builder: GraphBuilder,
  x: string,
  settings: { readonly convKernel: number; readonly bias: boolean },
): string {
  const { hiddenSize } = builder.block;
  const projected = builder.linear(x, "in_proj", hiddenSize, 3 * hiddenSize, settings.bias);
  const [before = "", after = "", input = ""] = builder.split(projected, [
    hiddenSize,
    hiddenSize,
    hiddenSize,
  ]);
  const gated = builder.op("Mul", [before, input]);
  const convolved =
    settings.convKernel > 1
      ? shortConvolution(builder, gated, hiddenSize, settings.convKernel, {
          bias: settings.bias,
          activation: "none",
        })
      : gated;
  return builder.linear(
    builder.op("Mul", [after, convolved]),
    "out_proj",
    hiddenSize,
    hiddenSize,
    settings.bias,
  );
}
