import type { BlockCase, MeasuredPart } from "./blockCase";

/** Largest key dim of a head that the LinearAttention kernel for WebGPU holds in workgroup memory. */
const largestKeyDim = 256;

/** Why the runtime cannot express this part of a model, as one sentence; null when it can. */
export function expressible(part: MeasuredPart, block: BlockCase): string | null {
  switch (part.kind) {
    case "mamba":
      return "Mamba version 1 decays every channel and state row on its own; onnxruntime-web has no such scan on the GPU, so it stays predicted.";
    case "rwkv7":
      return "RWKV-7 removes and writes along different vectors, which no rule of onnxruntime-web's LinearAttention does, so it stays predicted.";
    case "attention":
    case "swa":
      if (part.settings.sinks) return "attention sinks are not measured, so this attention stays predicted.";
      if ((part.settings.rope?.fraction ?? 1) !== 1)
        return "rotary embedding of a part of each head is not measured, so this attention stays predicted.";
      return null;
    case "moe":
      return moeRefusal(part.settings, block);
    case "deltanet":
      return keyDimRefusal(part.settings.headDim);
    case "gated-deltanet":
      return keyDimRefusal(part.settings.keyHeadDim);
    case "gla":
      return keyDimRefusal(part.settings.keyDim / part.settings.heads);
    case "mamba2":
      return keyDimRefusal(part.settings.stateSize);
    case "conv":
    case "ffn":
    case "head":
    case "norm":
      return null;
  }
}

function keyDimRefusal(keyDim: number): string | null {
  return keyDim <= largestKeyDim
    ? null
    : `a key dim of ${keyDim} a head is above the ${largestKeyDim} that the runtime's LinearAttention supports.`;
}

/** Mixtures run as QMoE, whose experts are 4-bit and whose groups divide the widths. */
function moeRefusal(
  settings: Extract<MeasuredPart, { kind: "moe" }>["settings"],
  block: BlockCase,
): string | null {
  if (block.precision.weights !== "int4")
    return "onnxruntime-web runs mixtures of experts on the GPU with 4-bit weights only; choose 4-bit weights to measure it.";
  if (settings.bias) return "expert biases are not measured, so this mixture stays predicted.";
  if (settings.sharedSize > 0) return "shared experts are not measured, so this mixture stays predicted.";
  if ((settings.activation ?? "silu") !== "silu" || settings.gated === false)
    return "only experts with a gated SiLU are measured, so this mixture stays predicted.";
  if (block.hiddenSize % 32 !== 0 || settings.expertSize % 32 !== 0)
    return "4-bit experts need widths in multiples of 32.";
  return null;
}
