import type { Design } from "../design/design";
import type { TrainingRecipe } from "./recipe";
import { commandLines, commentText, flag } from "./shell";
import type { ExportFile } from "./target";

/** GPUs the gradient accumulation is computed for. */
const gpus = 8;

/** The flame command that trains the exported config from random weights, as a script. */
export function flameScript(design: Design, recipe: TrainingRecipe): ExportFile {
  const perGpu = recipe.sequencesPerGpu.value;
  const accumulation = Math.max(1, Math.round(recipe.batchSequences.value / (gpus * perGpu)));
  const every = Math.max(1, Math.min(1000, Math.floor(recipe.steps / 10)));
  const flags = [
    flag("job.config_file", "flame/models/fla.toml"),
    '--job.dump_folder "$OUTPUT"',
    '--model.config "$HERE/config.json"',
    '--model.tokenizer_path "$TOKENIZER"',
    flag("optimizer.name", "AdamW"),
    flag("optimizer.lr", recipe.peakLearningRate.value),
    flag("lr_scheduler.warmup_steps", recipe.warmupSteps.value),
    flag("lr_scheduler.lr_min", recipe.finalLearningRate.value / recipe.peakLearningRate.value),
    flag("lr_scheduler.decay_type", recipe.schedule.value),
    flag("training.batch_size", perGpu),
    flag("training.seq_len", recipe.sequenceLength.value),
    flag("training.gradient_accumulation_steps", accumulation),
    flag("training.steps", recipe.steps),
    flag("training.max_norm", recipe.gradientClip.value),
    '--training.dataset "$DATASET"',
    flag("checkpoint.interval", every),
    flag("metrics.log_freq", 10),
  ];
  const text = [
    "#!/usr/bin/env bash",
    `# ${commentText(design.name)}: flame, pretraining from random weights on ${gpus} GPUs.`,
    "set -euo pipefail",
    "",
    `: "\${FLAME:?set FLAME to a checkout of flame}"`,
    `: "\${TOKENIZER:?set TOKENIZER to a tokenizer folder or name}"`,
    `: "\${DATASET:?set DATASET to a dataset name or path}"`,
    `HERE="$(cd "$(dirname "\${BASH_SOURCE[0]}")" && pwd)"`,
    `OUTPUT="\${OUTPUT:-$HERE/output}"`,
    `export NGPU="\${NGPU:-${gpus}}"`,
    "",
    'cd "$FLAME"',
    commandLines("bash train.sh", flags),
    "",
  ].join("\n");
  return { path: "train.sh", text };
}
