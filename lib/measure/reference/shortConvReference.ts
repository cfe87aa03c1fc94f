import type { ConvSettings } from "../../design/design";
import { product } from "./arrays";
import { convolved, type ReferenceContext } from "./recurrenceSteps";

/** Short gated convolution (LFM2). */
export function shortConvReference(
  x: Float64Array,
  settings: ConvSettings,
  context: ReferenceContext,
): Float64Array {
  const { inputs, block } = context;
  const size = block.hiddenSize;
  const [before, after, input] = inputs.pieces(x, "in_proj", size, [size, size, size]) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const mixed = convolved(product(before, input), size, settings.convKernel, context);
  return inputs.linear(product(after, mixed), "out_proj", size, size);
}
