import { type Estimate, exact } from "../base/estimate";
import { addCost, kernelCost, noCost } from "../cost/kernelCost";
import { lowerStep } from "../cost/lower";
import { bf16Formats } from "../cost/precision";
import type { Design } from "../design/design";
import type { TrainingRecipe } from "./recipe";

/** What a training run costs, before anything was run. */
export interface TrainingCost {
  /** Forward FLOPs of one token at the recipe's sequence length, LM head on every position. */
  readonly forwardFlopsPerToken: Estimate;
  readonly flops: Estimate;
  readonly gpuHours: Estimate;
  readonly assumptions: readonly string[];
}

/** Peak dense bf16 rate of an H100 SXM in FLOP/s (NVIDIA's data sheet). */
const h100Peak = 989.4e12;
/**
 * Model FLOPs utilisation: share of the peak a run turns into model FLOPs. Public pretraining reports of models of 1 to
 * 10 billion parameters lie between these; small hybrids with scan kernels sit low.
 */
const utilisation = { value: 0.35, lo: 0.2, hi: 0.5 };
/** The backward pass costs two forward passes; recomputing all activations adds a third one. */
const passes = { value: 3, recomputed: 4 };

/** Estimates FLOPs and GPU-hours of a recipe. Meta tokens are processed in every sequence and so are counted. */
export function trainingCost(design: Design, recipe: TrainingRecipe): TrainingCost {
  const sequence = recipe.sequenceLength.value;
  const perToken = forwardFlops(design, sequence) / sequence;
  const long = recipe.longContext?.value ?? null;
  const shortTokens = recipe.tokens.value - (long?.tokens ?? 0);
  const longFlops =
    long === null ? 0 : (forwardFlops(design, long.sequenceLength) / long.sequenceLength) * long.tokens;
  const forward = shortTokens * perToken + longFlops;
  const flops = passes.value * forward;
  const hours = (used: number, share: number) => used / (h100Peak * share) / 3600;
  const most = passes.recomputed * forward;
  return {
    forwardFlopsPerToken: exact(
      perToken,
      "FLOP/token",
      `Every kernel of a forward pass over ${sequence.toLocaleString("en-US")} tokens, LM head included, divided by the tokens.`,
    ),
    flops: {
      value: flops,
      unit: "FLOP",
      lo: flops,
      hi: most,
      source: "modelled",
      provenance:
        "Three forward passes for each token (backward costs two); the upper end recomputes all activations.",
    },
    gpuHours: {
      value: hours(flops, utilisation.value),
      unit: "GPU-hours",
      lo: hours(flops, utilisation.hi),
      hi: hours(flops, utilisation.lo),
      source: "modelled",
      provenance: `H100 SXM at ${100 * utilisation.value} % of its bf16 peak of 989.4 TFLOP/s; the band is ${100 * utilisation.hi} to ${100 * utilisation.lo} %.`,
    },
    assumptions: [
      "Backward pass = two forward passes; recomputation of activations is not counted in the value but in its upper end.",
      `Utilisation ${100 * utilisation.value} % (${100 * utilisation.lo} to ${100 * utilisation.hi} %) of the H100's dense bf16 peak; it depends on kernels, batch and network, and is not measured.`,
      "Restarts, evaluation and data preparation are not counted.",
    ],
  };
}

/** FLOPs of one forward pass over a sequence. Training computes logits at every position, serving only at the last. */
function forwardFlops(design: Design, tokens: number): number {
  let sum = noCost;
  for (const { operator, count, kernels } of lowerStep(design, {
    phase: "prefill",
    batch: 1,
    tokens,
    context: 0,
  })) {
    if (operator === "head" || operator === "sampling") continue;
    for (const kernel of kernels) sum = addCost(sum, kernelCost(kernel, bf16Formats), count);
  }
  return sum.flops + 2 * tokens * design.vocabSize * design.hiddenSize;
}
