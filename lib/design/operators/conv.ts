import * as v from "valibot";
import { flag, whole } from "../fields";
import type { Operator } from "../operator";
import { rowsOf } from "../step";
import { matrix, vector } from "../tensor";

/**
 * Short gated convolution. Reference: transformers `lfm2`: one projection yields two gates and the input, a causal
 * depthwise convolution runs between the gates. State: kernel - 1 inputs of each channel.
 */
export const conv: Operator<"conv"> = {
  kind: "conv",
  symbol: "c",
  label: "Short convolution",
  family: "convolution",
  role: "mixer",
  schema: v.strictObject({ convKernel: whole(1, 64), bias: flag }),
  defaults: () => ({ convKernel: 3, bias: false }),
  check: () => [],
  tensors(settings, hiddenSize) {
    const list = [
      matrix("in_proj.weight", 3 * hiddenSize, hiddenSize),
      vector("conv.weight", hiddenSize, 1, settings.convKernel),
      matrix("out_proj.weight", hiddenSize, hiddenSize),
    ];
    if (settings.bias)
      list.push(
        vector("in_proj.bias", 3 * hiddenSize),
        vector("conv.bias", hiddenSize),
        vector("out_proj.bias", hiddenSize),
      );
    return list;
  },
  kernels(settings, hiddenSize, step) {
    const rows = rowsOf(step);
    const { phase, batch, tokens } = step;
    return [
      { op: "gemm", role: "in_proj", m: rows, n: 3 * hiddenSize, k: hiddenSize },
      { op: "elementwise", role: "gate", tokens: rows, reads: 2 * hiddenSize, writes: hiddenSize },
      { op: "conv", phase, batch, tokens, channels: hiddenSize, width: settings.convKernel },
      { op: "elementwise", role: "gate", tokens: rows, reads: 2 * hiddenSize, writes: hiddenSize },
      { op: "gemm", role: "out_proj", m: rows, n: hiddenSize, k: hiddenSize },
    ];
  },
  cache: (settings, hiddenSize) => ({
    kvElementsPerToken: 0,
    window: null,
    recurrentElements: 0,
    convElements: hiddenSize * (settings.convKernel - 1),
  }),
};
