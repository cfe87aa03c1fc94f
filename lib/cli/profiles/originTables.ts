import { readCsvTable } from "../../base/csvTable";
import type { Kernel } from "../../design/kernel";
import type { KernelRow } from "../../latency/fit/kernelTable";
import { readKernelCsv } from "../../latency/fit/readKernelCsv";
import type { KernelClass } from "../../latency/kernel/kernelClass";
import type { KernelSource } from "./kernelSources";

/** Kernels of one table of the shared data. Throws on a table that is not what the source says. */
export function readOriginTable(source: KernelSource, text: string): readonly KernelRow[] {
  switch (source.origin) {
    case "aiconfigurator": {
      const table = readKernelCsv(text, { needsLatency: true });
      if (!table.ok) throw new Error(`${source.file}: ${table.problems[0]?.message}`);
      const rows = table.value.rows;
      return table.value.op === "mamba2"
        ? rows.filter(({ kernelClass }) => kernelClass === "ssd_prefill")
        : table.value.op === "kda"
          ? rows.filter(({ kernelClass, implementation }) => isMainKda(kernelClass, implementation))
          : rows;
    }
    case "vidur":
      return vidurRows(text);
    case "llmservingsim":
      return source.file.includes("mixed_attention") ? mixedAttentionRows(text) : llamaLayerRows(text);
    case "vllm-discussion":
      return ssdRows(text);
  }
}

const isMainKda = (kernelClass: KernelClass, implementation: string) =>
  (kernelClass === "kda_prefill" && implementation === "chunk_kda") ||
  (kernelClass === "kda_decode" && implementation === "fused_recurrent_kda_packed_decode");

function row(kernelClass: KernelClass, kernel: Kernel, latencyUs: number): KernelRow {
  return { kernelClass, kernel, implementation: "", latencyUs };
}

/** Norms, rotary embedding, activations, adds and embeddings; elements a token from the model's sizes, sharded `tp` ways. */
function vidurRows(text: string): readonly KernelRow[] {
  return readCsvTable(text).rows.map((record) => {
    const [tokens, tp, hidden, ffn] = [record.tokens, record.tp, record.hidden, record.ffn].map(Number) as [
      number,
      number,
      number,
      number,
    ];
    const latencyUs = Number(record.latency_us);
    const elementwise = (role: "norm" | "rope" | "activation" | "add", reads: number, writes: number) =>
      row("elementwise", { op: "elementwise", role, tokens, reads, writes }, latencyUs);
    switch (record.op) {
      case "emb":
        return row("embedding", { op: "embedding", tokens, hidden }, latencyUs);
      case "attn_rope": {
        const turned =
          ((Number(record.heads) + Number(record.kv_heads)) * (hidden / Number(record.heads))) / tp;
        return elementwise("rope", turned, turned);
      }
      case "mlp_act": {
        const gated = record.gated_mlp === "True";
        return elementwise("activation", ((gated ? 2 : 1) * ffn) / tp, ffn / tp);
      }
      case "add":
        return elementwise("add", 2 * hidden, hidden);
      default:
        return elementwise("norm", hidden, hidden);
    }
  });
}

/** Llama-3.1-8B: hidden 4,096, FFN 14,336, 32 heads of 128 on 8 KV heads, vocabulary 128,256. */
const llama = { hidden: 4096, ffn: 14_336, heads: 32, kvHeads: 8, headDim: 128, vocab: 128_256 };

function llamaLayerRows(text: string): readonly KernelRow[] {
  const { hidden, ffn, heads, kvHeads, headDim, vocab } = llama;
  const turned = (heads + kvHeads) * headDim;
  return readCsvTable(text).rows.map((record) => {
    const tokens = Number(record.tokens);
    const latencyUs = Number(record.latency_us);
    const gemm = (n: number, k: number) =>
      row("gemm_bf16", { op: "gemm", role: record.layer ?? "", m: tokens, n, k }, latencyUs);
    const elementwise = (role: "norm" | "rope" | "activation", reads: number, writes: number) =>
      row("elementwise", { op: "elementwise", role, tokens, reads, writes }, latencyUs);
    switch (record.layer) {
      case "qkv_proj":
        return gemm(turned + kvHeads * headDim, hidden);
      case "o_proj":
        return gemm(hidden, hidden);
      case "gate_up_proj":
        return gemm(2 * ffn, hidden);
      case "down_proj":
        return gemm(hidden, ffn);
      case "lm_head":
        return gemm(vocab, hidden);
      case "act_fn":
        return elementwise("activation", 2 * ffn, ffn);
      case "rotary_emb":
        return elementwise("rope", turned, turned);
      case "embedding":
        return row("embedding", { op: "embedding", tokens, hidden }, latencyUs);
      case "sampler":
        return row("sampling", { op: "sampling", batch: tokens, vocab }, latencyUs);
      default:
        return elementwise("norm", 2 * hidden, 2 * hidden);
    }
  });
}

/** Of the mixed batches, those that only decode or only prefill. */
function mixedAttentionRows(text: string): readonly KernelRow[] {
  const { heads, kvHeads, headDim } = llama;
  return readCsvTable(text).rows.flatMap((record) => {
    const chunk = Number(record.prefill_chunk);
    const batch = Number(record.n_decode);
    const latencyUs = Number(record.latency_us);
    const shape = { op: "attention", heads, kvHeads, headDim, window: null } as const;
    if (chunk === 0 && batch > 0)
      return [
        row(
          "decode_attention",
          { ...shape, phase: "decode", batch, tokens: 1, context: Number(record.kv_decode) },
          latencyUs,
        ),
      ];
    if (batch === 0 && chunk > 0)
      return [
        row(
          "prefill_attention",
          { ...shape, phase: "prefill", batch: 1, tokens: chunk, context: Number(record.kv_prefill) },
          latencyUs,
        ),
      ];
    return [];
  });
}

function ssdRows(text: string): readonly KernelRow[] {
  return readCsvTable(text).rows.map((record) =>
    row(
      "ssd_prefill",
      {
        op: "recurrence",
        rule: "mamba2",
        phase: "prefill",
        batch: 1,
        tokens: Number(record.tokens),
        keyHeads: Number(record.n_groups),
        valueHeads: Number(record.nheads),
        keyDim: Number(record.d_state),
        valueDim: Number(record.head_dim),
      },
      Number(record.triton_us),
    ),
  );
}
