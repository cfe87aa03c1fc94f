import type { MoeSettings } from "../../design/design";
import { type GraphBuilder, int4Group } from "./graphBuilder";

/**
 * Mixture of experts with 4-bit weights: a dense router, then QMoE with gated SiLU. Gate and up rows of the first
 * product alternate, which is the layout `swiglu_fusion` 1 stands for; alpha 1 and beta 0 make its SwiGLU the plain one.
 */
export function moeGraph(builder: GraphBuilder, x: string, settings: MoeSettings): string {
  const { hiddenSize, batch, tokens } = builder.block;
  const { experts, topK, expertSize } = settings;
  const router = builder.weight("router", [hiddenSize, experts], {
    kind: "normal",
    deviation: 1 / Math.sqrt(hiddenSize),
  });
  const rows = builder.reshape(x, [batch * tokens, hiddenSize]);
  const probabilities = builder.op("MatMul", [rows, router]);
  const quantised = (name: string, outputs: number, inputs: number) => {
    const deviation = 1 / Math.sqrt(inputs);
    return [
      builder.weight(`${name}.int4`, [experts, outputs, inputs / 2], { kind: "nibbles" }, "uint8"),
      builder.weight(`${name}.scales`, [experts, outputs, inputs / int4Group], {
        kind: "uniform",
        low: deviation / 6,
        high: deviation / 4,
      }),
    ] as const;
  };
  const [first, firstScales] = quantised("gate_up_proj", 2 * expertSize, hiddenSize);
  const [second, secondScales] = quantised("down_proj", hiddenSize, expertSize);
  const [mixed = ""] = builder.contrib(
    "QMoE",
    [rows, probabilities, first, firstScales, "", second, secondScales],
    {
      k: { int: topK },
      activation_type: { string: "swiglu" },
      swiglu_fusion: { int: 1 },
      activation_alpha: { float: 1 },
      activation_beta: { float: 0 },
      normalize_routing_weights: { int: 1 },
      expert_weight_bits: { int: 4 },
      block_size: { int: int4Group },
    },
  );
  return builder.reshape(mixed, [batch, tokens, hiddenSize]);
}
