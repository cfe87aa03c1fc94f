import type { Design } from "../design/design";
import { countLayers } from "../design/flatten";
import type { ElementwiseKernel, Kernel } from "../design/kernel";
import type { LayerRef } from "../design/operatorKinds";
import { bindOperator } from "../design/settingsOf";
import { rowsOf, type Step } from "../design/step";
import { normsPerLayer } from "./parameters";

export type { Step } from "../design/step";

/** Parts of a step outside the layers that launch kernels. */
export type StepPart = "embedding" | "head" | "sampling";

/** The kernels of one layer of a reference (or of a part), and how many such layers a step runs. */
export interface KernelGroup {
  readonly operator: LayerRef | StepPart;
  readonly count: number;
  readonly kernels: readonly Kernel[];
}

/**
 * Lowers one step of a design to kernels, grouped by layer reference: layers of one reference launch equal kernels, so
 * a group holds them once with a count. `step` counts the user's positions; the design's meta tokens are added here: they
 * lie before the context, and a prefill from an empty context processes them with the prompt.
 */
export function lowerStep(design: Design, step: Step): readonly KernelGroup[] {
  const inner = withMetaTokens(step, design.metaTokens ?? 0);
  const rows = rowsOf(inner);
  const { hiddenSize, vocabSize } = design;
  const groups: KernelGroup[] = [
    {
      operator: "embedding",
      count: 1,
      kernels: [{ op: "embedding", tokens: rowsOf(step), hidden: hiddenSize }],
    },
  ];
  const norms = Array.from({ length: normsPerLayer(design) }, () => addAndNorm(rows, hiddenSize));
  for (const [ref, count] of countLayers(design.stages))
    groups.push({
      operator: ref,
      count,
      kernels: [...norms, ...bindOperator(design, ref).kernels(inner)],
    });
  groups.push(
    {
      operator: "head",
      count: 1,
      kernels: [
        addAndNorm(step.batch, hiddenSize),
        { op: "gemm", role: "lm_head", m: step.batch, n: vocabSize, k: hiddenSize },
      ],
    },
    { operator: "sampling", count: 1, kernels: [{ op: "sampling", batch: step.batch, vocab: vocabSize }] },
  );
  return groups;
}

/** Meta tokens are cached positions once the prompt is in, and part of the prompt before. */
function withMetaTokens(step: Step, metaTokens: number): Step {
  if (metaTokens === 0) return step;
  return step.phase === "prefill" && step.context === 0
    ? { ...step, tokens: step.tokens + metaTokens }
    : { ...step, context: step.context + metaTokens };
}

/** Residual add fused with the norm after it: reads the residual and the layer's output, writes both back. */
function addAndNorm(rows: number, hiddenSize: number): ElementwiseKernel {
  return { op: "elementwise", role: "norm", tokens: rows, reads: 2 * hiddenSize, writes: 2 * hiddenSize };
}
