import { fail, ok, type Result } from "../base/result";
import type { AttentionSettings, Design } from "../design/design";
import { importConfig } from "../design/import/importConfig";
import { readJsonText } from "../design/readDesignText";
import type { ExportFile } from "./target";

/** Formatted JSON with a line break at the end. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** A config.json. Fields that are undefined are left out. */
export function configFile(config: Readonly<Record<string, unknown>>): ExportFile {
  return { path: "config.json", text: jsonText(config) };
}

/** Reads the config.json of an export back, by the same importer that reads foreign configs. */
export function readConfigFile(files: readonly ExportFile[]): Result<Design> {
  const file = files.find(({ path }) => path === "config.json");
  if (file === undefined) return fail({ field: "config.json", message: "The export has no config.json." });
  const json = readJsonText(file.text);
  if (!json.ok) return json;
  const imported = importConfig(json.value);
  return imported.ok ? ok(imported.value.design) : imported;
}

/** Fields every config shares: vocabulary, hidden size, tie, positions, number format and class. */
export function commonFields(design: Design, modelType: string, architecture: string) {
  return {
    architectures: [architecture],
    model_type: modelType,
    vocab_size: design.vocabSize,
    hidden_size: design.hiddenSize,
    tie_word_embeddings: design.tieEmbeddings,
    ...(design.maxPositions !== undefined && { max_position_embeddings: design.maxPositions }),
    initializer_range: 0.02,
    dtype: "bfloat16",
    torch_dtype: "bfloat16",
    use_cache: true,
  };
}

/** Heads in transformers' names. */
export function headFields(settings: AttentionSettings) {
  return {
    num_attention_heads: settings.heads,
    num_key_value_heads: settings.kvHeads,
    head_dim: settings.headDim,
  };
}

/** The rotary base for transformers 5 (`rope_parameters`) and 4 (`rope_theta`). */
export function ropeFields(rope: AttentionSettings["rope"]) {
  if (rope === null) return {};
  const partial = rope.fraction !== undefined && rope.fraction !== 1;
  return {
    rope_theta: rope.theta,
    rope_parameters: {
      rope_type: "default",
      rope_theta: rope.theta,
      ...(partial && { partial_rotary_factor: rope.fraction }),
    },
    ...(partial && { partial_rotary_factor: rope.fraction }),
  };
}
