import * as v from "valibot";
import { positive, whole } from "../fields";
import type { Operator } from "../operator";
import { rowsOf } from "../step";
import { matrix, vector } from "../tensor";

/**
 * Mamba, version 1 (arXiv:2312.00752). Reference: mamba-ssm `modules/mamba_simple.py` and transformers `mamba`, with
 * their defaults: convolution bias on, projection biases off, a bias on the time-step projection. Every inner channel
 * is a head of its own with `stateSize` state elements; the scan applies the gate.
 */
export const mamba: Operator<"mamba"> = {
  kind: "mamba",
  symbol: "m",
  label: "Mamba",
  family: "state space",
  role: "mixer",
  schema: v.strictObject({
    stateSize: whole(1, 4096),
    expand: positive(64),
    convKernel: whole(1, 64),
    dtRank: whole(1, 65_536),
  }),
  defaults: (hiddenSize) => ({
    stateSize: 16,
    expand: 2,
    convKernel: 4,
    dtRank: Math.ceil(hiddenSize / 16),
  }),
  check(settings, hiddenSize) {
    const width = settings.expand * hiddenSize;
    return Number.isInteger(width)
      ? []
      : [
          {
            field: "expand",
            message: `times hidden size must be a whole number, but ${settings.expand} x ${hiddenSize} is ${width}.`,
            mend: `Nearest: ${Math.max(1, Math.round(settings.expand))}.`,
          },
        ];
  },
  tensors(settings, hiddenSize) {
    const width = settings.expand * hiddenSize;
    return [
      matrix("in_proj.weight", 2 * width, hiddenSize),
      vector("conv1d.weight", width, 1, settings.convKernel),
      vector("conv1d.bias", width),
      matrix("x_proj.weight", settings.dtRank + 2 * settings.stateSize, width),
      matrix("dt_proj.weight", width, settings.dtRank),
      vector("dt_proj.bias", width),
      vector("A_log", width, settings.stateSize),
      vector("D", width),
      matrix("out_proj.weight", hiddenSize, width),
    ];
  },
  kernels(settings, hiddenSize, step) {
    const rows = rowsOf(step);
    const width = settings.expand * hiddenSize;
    const { phase, batch, tokens } = step;
    return [
      { op: "gemm", role: "in_proj", m: rows, n: 2 * width, k: hiddenSize },
      { op: "conv", phase, batch, tokens, channels: width, width: settings.convKernel },
      { op: "gemm", role: "x_proj", m: rows, n: settings.dtRank + 2 * settings.stateSize, k: width },
      { op: "gemm", role: "dt_proj", m: rows, n: width, k: settings.dtRank },
      {
        op: "recurrence",
        rule: "mamba",
        phase,
        batch,
        tokens,
        keyHeads: 1,
        valueHeads: width,
        keyDim: settings.stateSize,
        valueDim: 1,
      },
      { op: "gemm", role: "out_proj", m: rows, n: hiddenSize, k: width },
    ];
  },
  cache(settings, hiddenSize) {
    const width = settings.expand * hiddenSize;
    return {
      kvElementsPerToken: 0,
      window: null,
      recurrentElements: width * settings.stateSize,
      convElements: width * (settings.convKernel - 1),
    };
  },
};
