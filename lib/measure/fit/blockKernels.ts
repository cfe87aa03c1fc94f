import type { Formats } from "../../cost/precision";
import type { ElementwiseKernel, Kernel } from "../../design/kernel";
import { operators } from "../../design/operators/registry";
import { rowsOf, type Step } from "../../design/step";
import type { BlockCase, GraphPrecision, MeasuredLayer, MeasuredPart } from "../graph/blockCase";

/** Number formats of a measured graph, as costs are counted in them. */
export function formatsOfGraph({ activations, weights }: GraphPrecision): Formats {
  const format = activations === "float16" ? "fp16" : "fp32";
  return { weights: weights === "int4" ? "int4" : format, cache: format, activations: format };
}

/** The kernels a measured graph stands for, lowered as `lowerStep` lowers the layers of a design. */
export function kernelsOfBlock(block: BlockCase): readonly Kernel[] {
  const { phase, batch, tokens, context } = block;
  const step: Step = { phase, batch, tokens, context };
  return block.parts.flatMap((part) => kernelsOfPart(part, block, step));
}

function kernelsOfPart(part: MeasuredPart, block: BlockCase, step: Step): readonly Kernel[] {
  const { hiddenSize } = block;
  const rows = rowsOf(step);
  const norm = addAndNorm(rows, hiddenSize);
  if (part.kind === "norm") return [norm];
  if (part.kind === "head")
    return [norm, { op: "gemm", role: "lm_head", m: rows, n: part.vocabSize, k: hiddenSize }];
  const norms = Number(block.norm.pre ?? true) + Number(block.norm.post);
  return [...Array.from({ length: norms }, () => norm), ...kernelsOfLayer(part, hiddenSize, step)];
}

function kernelsOfLayer(layer: MeasuredLayer, hiddenSize: number, step: Step): readonly Kernel[] {
  const kernels = operators[layer.kind].kernels as (
    settings: MeasuredLayer["settings"],
    hidden: number,
    step: Step,
  ) => readonly Kernel[];
  return kernels(layer.settings, hiddenSize, step);
}

/** Residual add and norm: reads the residual and the layer's output, writes both back. */
function addAndNorm(tokens: number, hiddenSize: number): ElementwiseKernel {
  return { op: "elementwise", role: "norm", tokens, reads: 2 * hiddenSize, writes: 2 * hiddenSize };
}
