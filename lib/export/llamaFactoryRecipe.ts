import { Document } from "yaml";
import { userValues } from "./autoModelRecipe";
import type { TrainingRecipe } from "./recipe";
import type { ExportFile } from "./target";

/**
 * A LLaMA-Factory recipe that builds the model from the exported config: `train_from_scratch: true`. The folder must
 * hold a tokenizer as well (hiyouga/LLaMA-Factory issue 4033). Written for 8 GPUs.
 */
export function llamaFactoryRecipe(recipe: TrainingRecipe): ExportFile {
  const gpus = 8;
  const perStep = gpus * recipe.sequencesPerGpu.value;
  const document = new Document({
    model_name_or_path: ".",
    train_from_scratch: true,
    stage: "pt",
    do_train: true,
    finetuning_type: "full",
    dataset: userValues.dataset,
    cutoff_len: recipe.sequenceLength.value,
    packing: true,
    output_dir: "output",
    per_device_train_batch_size: recipe.sequencesPerGpu.value,
    gradient_accumulation_steps: Math.max(1, Math.round(recipe.batchSequences.value / perStep)),
    max_steps: recipe.steps,
    learning_rate: recipe.peakLearningRate.value,
    lr_scheduler_type: recipe.schedule.value,
    warmup_steps: recipe.warmupSteps.value,
    weight_decay: recipe.weightDecay.value,
    adam_beta1: recipe.betas.value[0],
    adam_beta2: recipe.betas.value[1],
    max_grad_norm: recipe.gradientClip.value,
    bf16: true,
    save_steps: Math.max(1, Math.min(1000, Math.floor(recipe.steps / 10))),
    logging_steps: 10,
  });
  document.commentBefore = [
    ` LLaMA-Factory: pretraining from random weights on ${gpus} GPUs. Run in this folder:`,
    "   llamafactory-cli train pretrain.yaml",
    ` Put a tokenizer into this folder and replace ${userValues.dataset}. The schedule decays to 0.`,
  ].join("\n");
  return { path: "pretrain.yaml", text: document.toString({ lineWidth: 0 }) };
}
