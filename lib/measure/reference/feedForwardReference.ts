import type { Activation, FfnSettings, MoeSettings } from "../../design/design";
import { at, erf, product, silu } from "./arrays";
import type { ReferenceInputs } from "./inputs";

function activation(kind: Activation): (x: number) => number {
  switch (kind) {
    case "silu":
      return silu;
    case "gelu":
      return (x) => 0.5 * x * (1 + erf(x / Math.SQRT2));
    case "relu":
      return (x) => Math.max(0, x);
    case "relu2":
      return (x) => Math.max(0, x) ** 2;
  }
}

/** Feed-forward layer, gated (arXiv:2002.05202) or plain. */
export function feedForwardReference(
  x: Float64Array,
  settings: FfnSettings,
  hiddenSize: number,
  inputs: ReferenceInputs,
): Float64Array {
  const width = settings.intermediateSize;
  const up = inputs.linear(x, "up_proj", hiddenSize, width);
  const apply = activation(settings.activation);
  const inner = settings.gated
    ? product(inputs.linear(x, "gate_proj", hiddenSize, width).map(apply), up)
    : up.map(apply);
  return inputs.linear(inner, "down_proj", width, hiddenSize);
}

/** Mixture of experts: softmax over the router's logits, the `topK` largest renormalised, gated SiLU experts. */
export function moeReference(
  x: Float64Array,
  settings: MoeSettings,
  hiddenSize: number,
  inputs: ReferenceInputs,
): Float64Array {
  const { experts, topK, expertSize } = settings;
  const logits = inputs.linear(x, "router", hiddenSize, experts);
  const first = inputs.experts("gate_up_proj", experts, hiddenSize, 2 * expertSize);
  const second = inputs.experts("down_proj", experts, expertSize, hiddenSize);
  const result = new Float64Array(x.length);
  for (let row = 0; row < x.length / hiddenSize; row++) {
    const scored = Array.from({ length: experts }, (_, expert) => ({
      expert,
      weight: Math.exp(at(logits, row * experts + expert)),
    }));
    const chosen = scored.sort((a, b) => b.weight - a.weight).slice(0, topK);
    const norm = chosen.reduce((total, { weight }) => total + weight, 0);
    for (const { expert, weight } of chosen) {
      const token = x.subarray(row * hiddenSize, (row + 1) * hiddenSize);
      const both = times(token, first[expert] as Float64Array, 2 * expertSize);
      const inner = Float64Array.from(
        { length: expertSize },
        (_, index) => silu(at(both, 2 * index)) * at(both, 2 * index + 1),
      );
      times(inner, second[expert] as Float64Array, hiddenSize).forEach((value, index) => {
        result[row * hiddenSize + index] = at(result, row * hiddenSize + index) + (weight / norm) * value;
      });
    }
  }
  return result;
}

function times(x: Float64Array, matrix: Float64Array, outputs: number): Float64Array {
  return Float64Array.from({ length: outputs }, (_, output) =>
    x.reduce((total, value, input) => total + value * at(matrix, input * outputs + output), 0),
  );
}
