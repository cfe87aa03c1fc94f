import { ok, type Problem, type Result } from "../base/result";
import { readCount } from "../base/tokenCount";
import { parseWorkload } from "./parseWorkload";
import type { CachePrecision, WeightPrecision, Workload } from "./workload";

/** Number formats of weights a workload can ask for, as menus show them. */
export const weightPrecisions: readonly WeightPrecision[] = ["bf16", "fp16", "fp32", "fp8", "int8", "int4"];

/** Number formats of the KV cache. */
export const cachePrecisions: readonly CachePrecision[] = ["bf16", "fp16", "fp32", "fp8", "int8"];

/** What the phases are called. */
export const phaseWords: { readonly [P in Workload["phase"]]: string } = {
  prefill: "Read the prompt only",
  decode: "Generate after the prompt, which is in the cache",
  both: "Read the prompt, then generate",
};

/** A workload as a form holds it: numbers as text, an empty name for the one that follows from the rest. */
export interface WorkloadDraft extends Omit<Workload, "id" | "batch" | "prompt" | "new"> {
  /** Null for the largest batch that fits. */
  readonly batch: string | null;
  readonly prompt: string;
  readonly new: string;
}

/** The id of a workload that lives in a document. */
const customId = "custom";

/** A workload as a form shows it. */
export function draftOfWorkload(workload: Workload): WorkloadDraft {
  const { id, name, batch, prompt, new: generated, ...rest } = workload;
  const own = id === customId && name !== workloadName(workload);
  return {
    ...rest,
    name: own ? name : "",
    batch: batch === "max" ? null : String(batch),
    prompt: String(prompt),
    new: String(generated),
  };
}

/** Reads a form into a workload of the document. Every problem names its field. */
export function readWorkloadDraft(draft: WorkloadDraft): Result<Workload> {
  const workload = {
    ...draft,
    id: customId,
    name: draft.name.trim() || customId,
    batch: draft.batch === null ? "max" : (readCount(draft.batch) ?? Number.NaN),
    prompt: readCount(draft.prompt) ?? Number.NaN,
    new: draft.phase === "prefill" ? 0 : (readCount(draft.new) ?? Number.NaN),
  };
  const missing = (["batch", "prompt", "new"] as const).flatMap((field): readonly Problem[] =>
    Number.isNaN(workload[field]) ? [{ field, message: "must be a whole number, such as 512 or 8k." }] : [],
  );
  if (missing.length > 0) return { ok: false, problems: missing };
  const parsed = parseWorkload(workload);
  if (!parsed.ok || draft.name.trim() !== "") return parsed;
  return ok({ ...parsed.value, name: workloadName(parsed.value) });
}

/** A workload in words: what is processed, at which batch, in which formats where they are not bf16. */
export function workloadName(workload: Omit<Workload, "id" | "name">): string {
  const { batch, precision, cachePrecision } = workload;
  const formats = [
    ...(precision === "bf16" ? [] : [precision]),
    ...(cachePrecision === "bf16" ? [] : [`${cachePrecision} cache`]),
  ];
  const sequences = batch === "max" ? "largest batch" : `batch ${batch.toLocaleString("en-US")}`;
  return [tokensInWords(workload), sequences, ...formats].join(", ");
}

function tokensInWords({ phase, prompt, new: generated }: Omit<Workload, "id" | "name">): string {
  const [given, made] = [prompt, generated].map((count) => count.toLocaleString("en-US"));
  switch (phase) {
    case "prefill":
      return `Prefill ${given} tokens`;
    case "decode":
      return prompt === 0 ? `Decode ${made} tokens` : `Decode ${made} after ${given}`;
    case "both":
      return `Prompt ${given}, then ${made} new`;
  }
}
