import { readCsvTable } from "../../base/csvTable";
import { fail, ok, type Problem, type Result } from "../../base/result";
import type { Kernel } from "../../design/kernel";
import type { KernelClass } from "../kernel/kernelClass";
import type { KernelRow } from "./kernelTable";

/** Operations a kernel table can hold, by the names of the command line. */
export const kernelOps = [
  "gemm",
  "prefill_attention",
  "decode_attention",
  "gdn",
  "kda",
  "mamba2",
  "moe",
] as const;

export type KernelOp = (typeof kernelOps)[number];

/** Columns that tell the operations apart, most specific first. */
const signatures: readonly { readonly op: KernelOp; readonly columns: readonly string[] }[] = [
  { op: "mamba2", columns: ["phase", "batch", "seq", "nheads", "d_state", "head_dim", "n_groups", "kernel"] },
  {
    op: "gdn",
    columns: ["phase", "kernel", "batch", "seq", "k_heads", "v_heads", "head_k_dim", "head_v_dim", "d_conv"],
  },
  {
    op: "kda",
    columns: ["phase", "kernel", "batch", "seq", "k_heads", "v_heads", "head_k_dim", "head_v_dim"],
  },
  { op: "decode_attention", columns: ["batch", "context", "heads", "kv_heads", "head_dim", "window"] },
  { op: "prefill_attention", columns: ["batch", "seq", "heads", "kv_heads", "head_dim", "window"] },
  { op: "moe", columns: ["tokens", "hidden", "inter", "topk", "experts"] },
  { op: "gemm", columns: ["dtype", "m", "n", "k"] },
];

/** A parsed table: the rows as text, in order, and the same rows as kernels. */
export interface KernelCsv {
  readonly op: KernelOp;
  readonly columns: readonly string[];
  readonly records: readonly Readonly<Record<string, string>>[];
  readonly rows: readonly KernelRow[];
}

export interface KernelCsvOptions {
  /** The operation the caller says the rows are; absent: told by the columns. */
  readonly op?: KernelOp;
  /** Whether a latency column is required and checked. */
  readonly needsLatency: boolean;
}

/** Problems reported at most; more of the same help nobody. */
const maxProblems = 8;

/**
 * Reads a table of kernels. The operation follows from the columns. Clear problems for missing columns, dimensions that are
 * not positive numbers, and latencies that are negative, not a number or in mixed units.
 */
export function readKernelCsv(text: string, options: KernelCsvOptions): Result<KernelCsv> {
  const table = readCsvTable(text);
  const { columns } = table;
  if (table.rows.length === 0) return fail({ field: "", message: "The table has no rows." });
  const found = signatureFor(columns, options.op);
  if (!found.ok) return found;
  const op = found.value;
  const latencyColumn = options.needsLatency ? latencyUnit(columns) : ok({ column: null, factor: 1 });
  if (!latencyColumn.ok) return latencyColumn;
  const { column, factor } = latencyColumn.value;
  const rows: KernelRow[] = [];
  const problems: Problem[] = [];
  for (const [index, record] of table.rows.entries()) {
    const line = table.lines[index]!;
    const row = readRow(op, record, line);
    const latency = column === null ? 0 : Number(record[column] || Number.NaN) * factor;
    if (column !== null && !(latency > 0 && Number.isFinite(latency)))
      problems.push({
        field: `line ${line}, ${column}`,
        message: `A latency must be a positive number, but this is "${record[column] ?? ""}".`,
      });
    else if (!row.ok) problems.push(...row.problems);
    else rows.push({ ...row.value, latencyUs: latency });
    if (problems.length >= maxProblems) break;
  }
  if (problems.length > 0) return { ok: false, problems };
  return ok({ op, columns, records: table.rows, rows });
}

function signatureFor(columns: readonly string[], wanted: KernelOp | undefined): Result<KernelOp> {
  const has = new Set(columns);
  if (wanted !== undefined) {
    const signature = signatures.find(({ op }) => op === wanted)!;
    const missing = signature.columns.filter(
      (column) => !has.has(column) && column !== "dtype" && column !== "window",
    );
    return missing.length === 0
      ? ok(wanted)
      : fail({
          field: "columns",
          message: `${wanted} rows need the columns ${missing.join(", ")}, which are missing.`,
        });
  }
  const match = signatures.find(({ columns: needed }) => needed.every((column) => has.has(column)));
  if (match) return ok(match.op);
  const nearest = signatures
    .map(({ op, columns: needed }) => ({ op, missing: needed.filter((column) => !has.has(column)) }))
    .sort((a, b) => a.missing.length - b.missing.length)[0]!;
  return fail({
    field: "columns",
    message: `These columns fit no known kernel table; nearest is ${nearest.op}, which also needs ${nearest.missing.join(", ")}.`,
  });
}

/** Accepts microseconds, milliseconds or seconds by the column's name; two latency columns are ambiguous. */
function latencyUnit(
  columns: readonly string[],
): Result<{ readonly column: string | null; readonly factor: number }> {
  const known: Readonly<Record<string, number>> = { latency_us: 1, latency_ms: 1e3, latency_s: 1e6 };
  const present = columns.filter((column) => column in known);
  if (present.length === 1) return ok({ column: present[0]!, factor: known[present[0]!]! });
  return fail(
    present.length === 0
      ? { field: "columns", message: "The column latency_us (or latency_ms, latency_s) is missing." }
      : {
          field: "columns",
          message: `Units are mixed: ${present.join(" and ")} are both given.`,
          mend: "Keep one.",
        },
  );
}

function readRow(
  op: KernelOp,
  record: Readonly<Record<string, string>>,
  line: number,
): Result<Omit<KernelRow, "latencyUs">> {
  const bad: Problem[] = [];
  const number = (column: string, least = 1): number => {
    const value = Number(record[column] || Number.NaN);
    if (!Number.isFinite(value) || value < least || !Number.isInteger(value))
      bad.push({
        field: `line ${line}, ${column}`,
        message: `must be a whole number of at least ${least}, but is "${record[column] ?? ""}".`,
      });
    return value;
  };
  const implementation = record.kernel ?? "";
  const phase = record.phase === undefined ? "decode" : phases.get(record.phase.toLowerCase());
  if (phase === undefined)
    return fail({
      field: `line ${line}, phase`,
      message: `must be one of ${[...phases.keys()].join(", ")}, but is "${record.phase}".`,
    });
  const format = record.dtype === undefined ? "gemm_bf16" : gemmClasses.get(record.dtype.toLowerCase());
  if (op === "gemm" && format === undefined)
    return fail({
      field: `line ${line}, dtype`,
      message: `must be one of ${[...gemmClasses.keys()].join(", ")}, but is "${record.dtype}".`,
      mend: "Products in other formats have no model of their own: leave their rows out.",
    });
  const made = kernelOf(
    op,
    phase,
    format ?? "gemm_bf16",
    number,
    implementation,
    record.window !== undefined,
  );
  return bad.length > 0 ? { ok: false, problems: bad } : ok({ ...made, implementation });
}

/** Names of the phases in tables. */
const phases: ReadonlyMap<string, "prefill" | "decode"> = new Map([
  ["context", "prefill"],
  ["prefill", "prefill"],
  ["generation", "decode"],
  ["decode", "decode"],
]);

/** Number formats of matrix products that have a model, by the names tables give them. */
const gemmClasses: ReadonlyMap<string, "gemm_bf16" | "gemm_fp8"> = new Map([
  ["bf16", "gemm_bf16"],
  ["bfloat16", "gemm_bf16"],
  ["fp16", "gemm_bf16"],
  ["float16", "gemm_bf16"],
  ["fp8", "gemm_fp8"],
  ["fp8_e4m3", "gemm_fp8"],
  ["fp8_e5m2", "gemm_fp8"],
  ["float8_e4m3fn", "gemm_fp8"],
  ["float8_e5m2", "gemm_fp8"],
]);

/** Kernels of linear attention by name: the short convolution and its updates are told from the recurrence by "conv". */
function kernelOf(
  op: KernelOp,
  phase: "prefill" | "decode",
  gemmClass: "gemm_bf16" | "gemm_fp8",
  number: (column: string, least?: number) => number,
  implementation: string,
  windowed: boolean,
): { readonly kernelClass: KernelClass; readonly kernel: Kernel } {
  const prefill = phase === "prefill";
  switch (op) {
    case "gemm":
      return {
        kernelClass: gemmClass,
        kernel: { op: "gemm", role: "measured", m: number("m"), n: number("n"), k: number("k") },
      };
    case "prefill_attention":
    case "decode_attention": {
      const decode = op === "decode_attention";
      const window = windowed ? number("window", 0) : 0;
      return {
        kernelClass: op,
        kernel: {
          op: "attention",
          phase: decode ? "decode" : "prefill",
          batch: number("batch"),
          tokens: decode ? 1 : number("seq"),
          context: decode ? number("context", 0) : 0,
          heads: number("heads"),
          kvHeads: number("kv_heads"),
          headDim: number("head_dim"),
          window: window === 0 ? null : window,
        },
      };
    }
    case "gdn":
    case "kda": {
      const batch = number("batch");
      const tokens = number("seq");
      const [keyHeads, valueHeads] = [number("k_heads"), number("v_heads")];
      const [keyDim, valueDim] = [number("head_k_dim"), number("head_v_dim")];
      if (implementation.includes("conv"))
        return {
          kernelClass: prefill ? "conv_prefill" : "conv_decode",
          kernel: {
            op: "conv",
            phase,
            batch,
            tokens,
            channels: 2 * keyHeads * keyDim + valueHeads * valueDim,
            width: op === "gdn" ? number("d_conv") : 4,
          },
        };
      const stem = op === "gdn" ? "delta" : "kda";
      return {
        kernelClass: prefill ? `${stem}_prefill` : `${stem}_decode`,
        kernel: {
          op: "recurrence",
          rule: "gated-delta",
          phase,
          batch,
          tokens,
          keyHeads,
          valueHeads,
          keyDim,
          valueDim,
        },
      };
    }
    case "mamba2": {
      const [batch, tokens] = [number("batch"), number("seq")];
      const [heads, headDim] = [number("nheads"), number("head_dim")];
      const [groups, stateSize] = [number("n_groups"), number("d_state")];
      if (implementation.includes("conv"))
        return {
          kernelClass: prefill ? "conv_prefill" : "conv_decode",
          kernel: {
            op: "conv",
            phase,
            batch,
            tokens,
            channels: heads * headDim + 2 * groups * stateSize,
            width: number("d_conv"),
          },
        };
      return {
        kernelClass: prefill ? "ssd_prefill" : "delta_decode",
        kernel: {
          op: "recurrence",
          rule: "mamba2",
          phase,
          batch,
          tokens,
          keyHeads: groups,
          valueHeads: heads,
          keyDim: stateSize,
          valueDim: headDim,
        },
      };
    }
    case "moe":
      return {
        kernelClass: "moe",
        kernel: {
          op: "moe",
          tokens: number("tokens"),
          hidden: number("hidden"),
          expertSize: number("inter"),
          experts: number("experts"),
          topK: number("topk"),
          gated: true,
        },
      };
  }
}
