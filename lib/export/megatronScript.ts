import type { Design } from "../design/design";
import type { TrainingRecipe } from "./recipe";
import { commandLines, commentText, flag } from "./shell";
import type { ExportFile } from "./target";

/** Flags of the training run, from the recipe. */
function trainingFlags(design: Design, recipe: TrainingRecipe): readonly string[] {
  const every = Math.max(1, Math.min(1000, Math.floor(recipe.steps / 10)));
  return [
    '--seq-length "$SEQ_LENGTH"',
    // Megatron wants a number here; a design that states none gets the run's own, and reads back as stating none.
    ...(design.maxPositions === undefined ? ['--max-position-embeddings "$SEQ_LENGTH"'] : []),
    flag("micro-batch-size", recipe.sequencesPerGpu.value),
    flag("global-batch-size", recipe.batchSequences.value),
    flag("train-iters", recipe.steps),
    flag("lr", recipe.peakLearningRate.value),
    flag("min-lr", recipe.finalLearningRate.value),
    flag("lr-decay-style", recipe.schedule.value),
    flag("lr-warmup-iters", recipe.warmupSteps.value),
    flag("weight-decay", recipe.weightDecay.value),
    flag("adam-beta1", recipe.betas.value[0]),
    flag("adam-beta2", recipe.betas.value[1]),
    flag("clip-grad", recipe.gradientClip.value),
    flag("init-method-std", 0.02),
    flag("hidden-dropout", 0),
    flag("attention-dropout", 0),
    flag("bf16"),
    flag("use-mcore-models"),
    flag("transformer-impl", "transformer_engine"),
    flag("tensor-model-parallel-size", 1),
    flag("pipeline-model-parallel-size", 1),
    flag("use-distributed-optimizer"),
    flag("overlap-grad-reduce"),
    flag("overlap-param-gather"),
    flag("log-interval", 10),
    flag("eval-interval", every),
    flag("eval-iters", 10),
    flag("save-interval", every),
  ];
}

/**
 * The launch script. Every value is quoted; what the user brings comes from environment variables, quoted where used.
 * The design's name appears in a comment only, on one line.
 */
export function megatronScript(
  design: Design,
  architecture: readonly string[],
  recipe: TrainingRecipe,
): ExportFile {
  const flags = [
    ...architecture,
    ...trainingFlags(design, recipe),
    flag("tokenizer-type", "HuggingFaceTokenizer"),
    '--tokenizer-model "$TOKENIZER"',
    '--data-path "$DATA_PATH"',
    '--save "$CHECKPOINTS"',
    '--load "$CHECKPOINTS"',
  ];
  const text = [
    "#!/usr/bin/env bash",
    `# ${commentText(design.name)}: Megatron-LM, pretraining from random weights.`,
    "set -euo pipefail",
    "",
    `: "\${MEGATRON:?set MEGATRON to a checkout of Megatron-LM}"`,
    `: "\${DATA_PATH:?set DATA_PATH to the prefix of the indexed data}"`,
    `: "\${TOKENIZER:?set TOKENIZER to a tokenizer folder or name}"`,
    `CHECKPOINTS="\${CHECKPOINTS:-checkpoints}"`,
    `GPUS="\${GPUS:-8}"`,
    `SEQ_LENGTH=${recipe.sequenceLength.value}`,
    "",
    commandLines('torchrun --nproc-per-node "$GPUS" "$MEGATRON/pretrain_hybrid.py"', flags),
    "",
  ].join("\n");
  return { path: "train.sh", text };
}
