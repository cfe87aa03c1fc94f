import * as v from "valibot";
import { flag, oneOf, whole } from "../fields";
import type { Kernel } from "../kernel";
import { noCache, type Operator } from "../operator";
import { rowsOf } from "../step";
import { experts, matrix, type Tensor, vector } from "../tensor";
import { activations, ffnKernels } from "./ffn";

/**
 * Mixture of experts: a router picks `topK` of `experts` feed-forwards of width `expertSize` for each token; a shared
 * expert of width `sharedSize` (0 for none) always runs. References: transformers `qwen3_moe`, `qwen3_next` (shared
 * expert with its gate), `granitemoehybrid` (shared without gate) and `gpt_oss` (biases).
 */
export const moe: Operator<"moe"> = {
  kind: "moe",
  symbol: "e",
  label: "Mixture of experts",
  family: "feed-forward",
  role: "ffn",
  schema: v.strictObject({
    experts: whole(1, 4096),
    topK: whole(1, 4096),
    expertSize: whole(1, 262_144),
    sharedSize: whole(0, 1_048_576),
    activation: v.optional(oneOf(activations)),
    gated: v.optional(flag),
    sharedGate: v.optional(flag),
    bias: v.optional(flag),
  }),
  defaults: (hiddenSize) => ({
    experts: 64,
    topK: 8,
    expertSize: Math.max(1, Math.round(hiddenSize / 4)),
    sharedSize: 0,
  }),
  check: (settings) =>
    settings.topK <= settings.experts
      ? []
      : [
          {
            field: "topK",
            message: `must not exceed experts, but is ${settings.topK} of ${settings.experts}.`,
            mend: `Nearest: ${settings.experts}.`,
          },
        ],
  tensors(settings, hiddenSize) {
    const { expertSize, sharedSize, topK, gated = true } = settings;
    const count = settings.experts;
    const up = gated ? 2 * expertSize : expertSize;
    const list: Tensor[] = [
      matrix("router.weight", count, hiddenSize),
      experts(gated ? "experts.gate_up_proj" : "experts.up_proj", count, topK, up, hiddenSize),
      experts("experts.down_proj", count, topK, hiddenSize, expertSize),
    ];
    if (settings.bias)
      list.push(
        vector("router.bias", count),
        expertBias("experts.up_bias", count, topK, up),
        expertBias("experts.down_bias", count, topK, hiddenSize),
      );
    if (sharedSize > 0) {
      list.push(
        matrix("shared.up_proj.weight", gated ? 2 * sharedSize : sharedSize, hiddenSize),
        matrix("shared.down_proj.weight", hiddenSize, sharedSize),
      );
      if (settings.sharedGate) list.push(matrix("shared_gate.weight", 1, hiddenSize));
    }
    return list;
  },
  kernels(settings, hiddenSize, step) {
    const rows = rowsOf(step);
    const { gated = true, sharedSize } = settings;
    const kernels: Kernel[] = [
      { op: "gemm", role: "router", m: rows, n: settings.experts, k: hiddenSize },
      {
        op: "moe",
        tokens: rows,
        hidden: hiddenSize,
        expertSize: settings.expertSize,
        experts: settings.experts,
        topK: settings.topK,
        gated,
      },
    ];
    if (sharedSize > 0) {
      kernels.push(...ffnKernels("shared_", rows, hiddenSize, sharedSize, gated));
      if (settings.sharedGate)
        kernels.push({ op: "gemm", role: "shared_gate", m: rows, n: 1, k: hiddenSize });
    }
    return kernels;
  },
  cache: () => noCache,
};

function expertBias(name: string, count: number, active: number, width: number): Tensor {
  return { ...vector(name, count, width), activeShare: active / count };
}
