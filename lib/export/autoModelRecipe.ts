import { Document } from "yaml";
import type { TrainingRecipe } from "./recipe";
import type { ExportFile } from "./target";

/** Where the user's own values go in recipes. */
export const userValues = {
  dataPrefix: "REPLACE_WITH_DATA_PREFIX",
  tokenizer: "REPLACE_WITH_TOKENIZER",
  dataset: "REPLACE_WITH_DATASET_NAME",
} as const;

/**
 * A NeMo AutoModel recipe that trains from random weights: `automodel pretrain.yaml --nproc-per-node N`, run in the
 * exported folder. Sections and keys as in NVIDIA-NeMo/Automodel `examples/llm_pretrain`; unknown keys raise there, so
 * only documented ones are written. `remoteCode` is for models whose code lives in a model repository.
 */
export function autoModelRecipe(recipe: TrainingRecipe, remoteCode: boolean): ExportFile {
  const trust = remoteCode && { trust_remote_code: true };
  const every = Math.max(1, Math.min(1000, Math.floor(recipe.steps / 10)));
  const document = new Document({
    recipe: "TrainFinetuneRecipeForNextTokenPrediction",
    step_scheduler: {
      global_batch_size: recipe.batchSequences.value,
      local_batch_size: recipe.sequencesPerGpu.value,
      max_steps: recipe.steps,
      num_epochs: 1,
      ckpt_every_steps: every,
      val_every_steps: every,
    },
    model: {
      _target_: "nemo_automodel.NeMoAutoModelForCausalLM.from_config",
      config: {
        _target_: "transformers.AutoConfig.from_pretrained",
        pretrained_model_name_or_path: ".",
        ...trust,
      },
      ...(remoteCode && { force_hf: true }),
      ...trust,
    },
    optimizer: {
      _target_: "torch.optim.AdamW",
      lr: recipe.peakLearningRate.value,
      betas: recipe.betas.value,
      weight_decay: recipe.weightDecay.value,
    },
    lr_scheduler: {
      lr_decay_style: recipe.schedule.value,
      lr_warmup_steps: recipe.warmupSteps.value,
      lr_decay_steps: recipe.steps,
      min_lr: recipe.finalLearningRate.value,
    },
    loss_fn: { _target_: "nemo_automodel.components.loss.masked_ce.MaskedCrossEntropy" },
    dataset: {
      _target_: "nemo_automodel.components.datasets.llm.megatron_dataset.MegatronPretraining",
      paths: userValues.dataPrefix,
      index_mapping_dir: "index_mapping",
      tokenizer: {
        _target_: "transformers.AutoTokenizer.from_pretrained",
        pretrained_model_name_or_path: userValues.tokenizer,
      },
      seq_length: recipe.sequenceLength.value,
      split: "0.99, 0.01, 0.00",
      splits_to_build: "train",
    },
    dataloader: {
      _target_: "torchdata.stateful_dataloader.StatefulDataLoader",
      dataloader_type: "single",
    },
    distributed: { strategy: "fsdp2", dp_size: "none", tp_size: 1, cp_size: 1 },
  });
  document.commentBefore = [
    " NeMo AutoModel: pretraining from random weights. Run in this folder:",
    "   automodel pretrain.yaml --nproc-per-node 8",
    ` Replace ${userValues.dataPrefix} (Megatron-format data) and ${userValues.tokenizer}.`,
  ].join("\n");
  return { path: "pretrain.yaml", text: document.toString({ lineWidth: 0 }) };
}
