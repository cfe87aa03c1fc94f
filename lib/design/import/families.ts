import { falconH1Family } from "./falconH1";
import { deltaNetFamily, gatedDeltaNetFamily, glaFamily } from "./fla";
import { gemma3Family } from "./gemma3";
import { gptOssFamily } from "./gptOss";
import { bambaFamily, graniteHybridFamily } from "./granite";
import type { ConfigFamily } from "./imported";
import { lfm2Family } from "./lfm2";
import { llamaFamily, mistralFamily, smolLm3Family } from "./llama";
import { mambaFamily } from "./mamba";
import { mamba2Family } from "./mamba2";
import { mobileLlmFamily } from "./mobileLlm";
import { nemotronFlashFamily } from "./nemotronFlash";
import { nemotronHFamily } from "./nemotronH";
import { olmo2Family, olmoFamily } from "./olmo";
import { phi3Family } from "./phi3";
import { qwen2Family, qwen2MoeFamily, qwen3Family, qwen3MoeFamily } from "./qwen";
import { qwen3NextFamily, qwen35Family } from "./qwenHybrid";

/** Every family of configs that can be read; adding one means one file and one line here. */
export const families: readonly ConfigFamily[] = [
  nemotronFlashFamily,
  qwen2Family,
  qwen3Family,
  llamaFamily,
  smolLm3Family,
  mistralFamily,
  olmoFamily,
  olmo2Family,
  phi3Family,
  gemma3Family,
  mamba2Family,
  mambaFamily,
  nemotronHFamily,
  graniteHybridFamily,
  bambaFamily,
  qwen3NextFamily,
  qwen35Family,
  lfm2Family,
  falconH1Family,
  mobileLlmFamily,
  deltaNetFamily,
  gatedDeltaNetFamily,
  glaFamily,
  qwen2MoeFamily,
  qwen3MoeFamily,
  gptOssFamily,
];
