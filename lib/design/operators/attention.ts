import * as v from "valibot";
import { nearestDivisor } from "../../base/nearest";
import type { Problem } from "../../base/result";
import type { AttentionSettings } from "../design";
import { flag, oneOf, positive, whole } from "../fields";
import type { Kernel } from "../kernel";
import type { CacheShape, Operator } from "../operator";
import { rowsOf, type Step } from "../step";
import { matrix, type Tensor, vector } from "../tensor";

/** Fields of softmax attention, shared with its sliding-window form. */
export const attentionFields = {
  heads: whole(1, 1024),
  kvHeads: whole(1, 1024),
  headDim: whole(1, 4096),
  qkNorm: flag,
  bias: flag,
  outBias: flag,
  rope: v.nullable(v.strictObject({ theta: positive(1e12), fraction: v.optional(positive(1)) })),
  outputGate: v.optional(flag),
  qkNormSpan: v.optional(oneOf(["head", "projection"])),
  sinks: v.optional(flag),
};

/** Head dim 128 where the hidden size allows it, one KV head for four query heads, no biases, no positions. */
export function attentionDefaults(hiddenSize: number): AttentionSettings {
  const headDim = Math.min(128, hiddenSize);
  const heads = Math.max(1, Math.floor(hiddenSize / headDim));
  const kvHeads = largestDivisorUpTo(heads, Math.max(1, Math.floor(heads / 4)));
  return { heads, kvHeads, headDim, qkNorm: false, bias: false, outBias: false, rope: null };
}

function largestDivisorUpTo(whole: number, limit: number): number {
  for (let divisor = limit; divisor > 1; divisor--) if (whole % divisor === 0) return divisor;
  return 1;
}

/** Query heads are shared out evenly over KV heads; rotary embedding turns pairs of dims. */
export function attentionProblems(settings: AttentionSettings): readonly Problem[] {
  const problems: Problem[] = [];
  const { heads, kvHeads, headDim, rope } = settings;
  if (heads % kvHeads !== 0)
    problems.push({
      field: "kvHeads",
      message: `must divide heads, but ${heads} heads cannot be shared out over ${kvHeads} KV heads.`,
      mend: `Nearest: ${nearestDivisor(heads, kvHeads)}.`,
    });
  if (rope !== null && headDim % 2 !== 0)
    problems.push({
      field: "headDim",
      message: `must be even with rotary embedding, but is ${headDim}.`,
      mend: `Nearest: ${headDim + 1}.`,
    });
  return problems;
}

/**
 * Weights of one layer, shapes as in transformers' Llama, Qwen2 (biases), Qwen3 (QK-norm of head size), OLMo 2
 * (QK-norm of the whole projection), Qwen3-Next (gate rows in q_proj) and gpt-oss (sinks).
 */
export function attentionTensors(settings: AttentionSettings, hiddenSize: number): readonly Tensor[] {
  const { heads, kvHeads, headDim, bias, outBias, qkNorm } = settings;
  const queryRows = heads * headDim * (settings.outputGate ? 2 : 1);
  const keyRows = kvHeads * headDim;
  const tensors = [
    matrix("q_proj.weight", queryRows, hiddenSize),
    matrix("k_proj.weight", keyRows, hiddenSize),
    matrix("v_proj.weight", keyRows, hiddenSize),
    matrix("o_proj.weight", hiddenSize, heads * headDim),
  ];
  if (bias)
    tensors.push(
      vector("q_proj.bias", queryRows),
      vector("k_proj.bias", keyRows),
      vector("v_proj.bias", keyRows),
    );
  if (outBias) tensors.push(vector("o_proj.bias", hiddenSize));
  if (qkNorm) {
    const spansHead = settings.qkNormSpan !== "projection";
    tensors.push(vector("q_norm.weight", spansHead ? headDim : heads * headDim));
    tensors.push(vector("k_norm.weight", spansHead ? headDim : keyRows));
  }
  if (settings.sinks) tensors.push(vector("sinks", heads));
  return tensors;
}

/** Kernels of one layer: merged QKV, norms and rotation of queries and keys, attention, output projection. */
export function attentionKernels(
  settings: AttentionSettings,
  hiddenSize: number,
  step: Step,
  window: number | null,
): readonly Kernel[] {
  const { heads, kvHeads, headDim } = settings;
  const rows = rowsOf(step);
  const width = heads * headDim;
  const turned = (heads + kvHeads) * headDim;
  const gateRows = settings.outputGate ? width : 0;
  const kernels: Kernel[] = [
    { op: "gemm", role: "qkv_proj", m: rows, n: turned + kvHeads * headDim + gateRows, k: hiddenSize },
  ];
  if (settings.qkNorm)
    kernels.push({ op: "elementwise", role: "qk_norm", tokens: rows, reads: turned, writes: turned });
  if (settings.rope !== null)
    kernels.push({ op: "elementwise", role: "rope", tokens: rows, reads: turned, writes: turned });
  kernels.push({
    op: "attention",
    phase: step.phase,
    batch: step.batch,
    tokens: step.tokens,
    context: step.context,
    heads,
    kvHeads,
    headDim,
    window,
  });
  if (settings.outputGate)
    kernels.push({ op: "elementwise", role: "gate", tokens: rows, reads: 2 * width, writes: width });
  kernels.push({ op: "gemm", role: "o_proj", m: rows, n: hiddenSize, k: width });
  return kernels;
}

/** Keys and values of every KV head. */
export function attentionCache(settings: AttentionSettings, window: number | null): CacheShape {
  return {
    kvElementsPerToken: 2 * settings.kvHeads * settings.headDim,
    window,
    recurrentElements: 0,
    convElements: 0,
  };
}

/** Softmax attention with grouped KV heads (GQA; MHA when equal, MQA when one). Reference: transformers. */
export const attention: Operator<"attention"> = {
  kind: "attention",
  symbol: "a",
  label: "Attention",
  family: "softmax attention",
  role: "mixer",
  schema: v.strictObject(attentionFields),
  defaults: attentionDefaults,
  check: attentionProblems,
  tensors: attentionTensors,
  kernels: (settings, hiddenSize, step) => attentionKernels(settings, hiddenSize, step, null),
  cache: (settings) => attentionCache(settings, null),
};
