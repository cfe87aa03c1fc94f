import * as v from "valibot";
import { whole } from "../fields";
import type { Operator } from "../operator";
import {
  attentionCache,
  attentionDefaults,
  attentionFields,
  attentionKernels,
  attentionProblems,
  attentionTensors,
} from "./attention";

/**
 * Sliding-window attention: softmax attention whose queries see at most `window` keys, their own included, so that its
 * cache stops growing there. The default window 512 is that of the searches of arXiv:2511.18890.
 */
export const swa: Operator<"swa"> = {
  kind: "swa",
  symbol: "s",
  label: "Sliding-window attention",
  family: "softmax attention",
  role: "mixer",
  schema: v.strictObject({ ...attentionFields, window: whole(1, 16_777_216) }),
  defaults: (hiddenSize) => ({ ...attentionDefaults(hiddenSize), window: 512 }),
  check: attentionProblems,
  tensors: attentionTensors,
  kernels: (settings, hiddenSize, step) => attentionKernels(settings, hiddenSize, step, settings.window),
  cache: (settings) => attentionCache(settings, settings.window),
};
