import type { Activation, FfnSettings } from "../../design/design";
import type { GraphBuilder } from "./graphBuilder";

/** Applies the activation of a feed-forward layer. */
function activated(builder: GraphBuilder, x: string, activation: Activation): string {
  switch (activation) {
    case "silu":
      return builder.silu(x);
    case "gelu":
      return builder.op("Gelu", [x]);
    case "relu":
      return builder.op("Relu", [x]);
    case "relu2": {
      const rectified = builder.op("Relu", [x]);
      return builder.op("Mul", [rectified, rectified]);
    }
  }
}

/** Feed-forward layer, gated or plain. Gate and up stay apart: the runtime fuses them where it can. */
export function feedForwardGraph(builder: GraphBuilder, x: string, settings: FfnSettings): string {
  const { hiddenSize } = builder.block;
  const { intermediateSize, activation, gated, bias = false } = settings;
  const gate = gated ? builder.linear(x, "gate_proj", hiddenSize, intermediateSize, bias) : null;
  const up = builder.linear(x, "up_proj", hiddenSize, intermediateSize, bias);
  const inner =
    gate === null
      ? activated(builder, up, activation)
      : builder.op("Mul", [activated(builder, gate, activation), up]);
  return builder.linear(inner, "down_proj", intermediateSize, hiddenSize, bias);
}
