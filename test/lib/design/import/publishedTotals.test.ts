import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { describeDesign } from "@/lib/cost/describe";
import { importConfig } from "@/lib/design/import/importConfig";

/**
 * Totals stated by others: model cards, or counts of loaded checkpoints in public repositories. None was computed with
 * the formulas under test.
 */
const published: readonly (readonly [config: string, total: number, origin: string])[] = [
  ["llama-2-7b", 6_738_415_616, "checkpoint count, keras-hub llama_7b_en preset"],
  ["llama-3.1-8b", 8_030_261_248, "safetensors total of meta-llama/Llama-3.1-8B-Instruct"],
  ["falcon3-1b", 1_669_408_768, "safetensors total of tiiuae/Falcon3-1B-Instruct"],
  ["granite-3.3-2b", 2_533_539_840, "safetensors total of ibm-granite/granite-3.3-2b-instruct"],
  ["smollm2-135m", 134_515_008, "safetensors total of HuggingFaceTB/SmolLM2-135M-Instruct"],
  ["smollm2-360m", 361_821_120, "safetensors total of HuggingFaceTB/SmolLM2-360M-Instruct"],
  ["smollm3", 3_075_098_624, "safetensors total of HuggingFaceTB/SmolLM3-3B"],
  ["mistral-7b", 7_241_732_096, "checkpoint count of mistralai/Mistral-7B-v0.1"],
  ["ministral-8b", 8_019_808_256, "safetensors total of mistralai/Ministral-8B-Instruct-2410"],
  ["olmo-7b", 6_888_095_744, "checkpoint count of allenai/OLMo-7B"],
  ["olmo2-1b", 1_484_916_736, "safetensors total of allenai/OLMo-2-0425-1B"],
  ["olmo2-7b", 7_298_617_344, "checkpoint count of allenai/OLMo-2-1124-7B"],
  ["phi-3-mini", 3_821_079_552, "safetensors total of microsoft/Phi-3-mini-4k-instruct"],
  ["phi-4-mini", 3_836_021_760, "safetensors total of microsoft/Phi-4-mini-instruct"],
  ["gemma-3-1b", 999_885_952, "keras-hub gemma3_1b preset; safetensors total of google/gemma-3-1b-it"],
  ["gemma-3-270m", 268_098_176, "safetensors total of google/gemma-3-270m"],
  ["gpt-oss-120b", 116_829_156_672, "safetensors total of openai/gpt-oss-120b"],
  ["qwen3-next-80b", 79_674_391_296, "safetensors total of Qwen/Qwen3-Coder-Next (same shapes, without MTP)"],
  ["qwen3.5-2b", 1_881_825_088, "parameters of Qwen3_5ForCausalLM loaded from Qwen/Qwen3.5-2B"],
  ["lfm2-350m", 354_483_968, "model card of LiquidAI/LFM2-350M"],
  ["lfm2-700m", 742_489_344, "model card of LiquidAI/LFM2-700M"],
  ["lfm2-1.2b", 1_170_340_608, "model card of LiquidAI/LFM2-1.2B"],
  ["lfm2-2.6b", 2_569_272_320, "model card of LiquidAI/LFM2-2.6B"],
  ["mamba-130m", 129_135_360, "count of the loaded checkpoint state-spaces/mamba-130m-hf"],
  ["mamba2-130m", 128_989_632, "count of the loaded checkpoint state-spaces/mamba2-130m"],
  ["nemotron-h-8b", 8_100_852_736, "checkpoint count of nvidia/Nemotron-H-8B-Base-8K"],
  ["nano-9b-v2", 8_888_227_328, "safetensors total of nvidia/NVIDIA-Nemotron-Nano-9B-v2"],
  ["nemotron-3-nano-30b", 31_577_937_344, "safetensors total of nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16"],
  ["granite-h-micro", 3_191_396_096, "GGUF parameter count of ibm-granite/granite-4.0-h-micro"],
  ["granite-h-tiny", 6_939_037_248, "safetensors total of ibm-granite/granite-4.0-h-tiny-base"],
  ["granite-h-small", 32_207_337_984, "safetensors total of ibm-granite/granite-4.0-h-small"],
  ["granite-4.0-350m", 352_379_904, "safetensors total of ibm-granite/granite-4.0-350m"],
  ["mobilellm-125m", 124_635_456, "count of facebook/MobileLLM-125M (124.6M in arXiv:2402.14905)"],
  ["gla-1.3b", 1_365_514_240, "count of the loaded checkpoint fla-hub/gla-1.3B-100B"],
  ["delta-1.3b", 1_365_677_056, "count of the loaded checkpoint fla-hub/delta_net-1.3B-100B"],
];

function read(name: string): unknown {
  const path = new URL(`../../../fixtures/configs/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, "utf8")) as unknown;
}

describe("published configs give the totals their publishers state", () => {
  it.each(published)("%s has %d parameters (%s)", (name, total) => {
    const imported = importConfig(read(name));
    expect(imported).toMatchObject({ ok: true });
    if (imported.ok) expect(describeDesign(imported.value.design).params.total).toBe(total);
  });
});
