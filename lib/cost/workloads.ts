import type { Workload } from "./workload";

/**
 * The shipped workloads. `paper-8k` and `paper-32k` are the conditions of Table 6 of arXiv:2511.18890, the
 * `search` and `depth` ones those of its search and depth-width studies; chat and prefill are common serving cases.
 */
export const shippedWorkloads: readonly Workload[] = [
  {
    id: "paper-8k",
    name: "Decode 8,192 tokens, batch 1",
    phase: "decode",
    batch: 1,
    prompt: 0,
    new: 8192,
    precision: "bf16",
    cachePrecision: "bf16",
  },
  {
    id: "paper-32k",
    name: "Decode at 32,768 context, largest batch",
    phase: "decode",
    batch: "max",
    prompt: 32768,
    new: 1,
    precision: "bf16",
    cachePrecision: "bf16",
  },
  {
    id: "search-8k-a100",
    name: "Search study: decode 8,192 tokens on A100",
    phase: "decode",
    batch: 1,
    prompt: 0,
    new: 8192,
    precision: "bf16",
    cachePrecision: "bf16",
  },
  {
    id: "depth-1k-a100",
    name: "Depth study: decode 1,024 tokens on A100",
    phase: "decode",
    batch: 1,
    prompt: 0,
    new: 1024,
    precision: "bf16",
    cachePrecision: "bf16",
  },
  {
    id: "chat",
    name: "Chat: prompt 512, then 256 new tokens",
    phase: "both",
    batch: 1,
    prompt: 512,
    new: 256,
    precision: "bf16",
    cachePrecision: "bf16",
  },
  {
    id: "prefill-4k",
    name: "Prefill 4,096 tokens",
    phase: "prefill",
    batch: 1,
    prompt: 4096,
    new: 0,
    precision: "bf16",
    cachePrecision: "bf16",
  },
];
