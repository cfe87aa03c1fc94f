/** Number formats of weights. Group-quantised int4 carries one 16-bit scale for each group of 32 weights. */
export type WeightPrecision = "fp32" | "fp16" | "bf16" | "fp8" | "int8" | "int4";

/** Number formats of the KV cache. */
export type CachePrecision = "fp32" | "fp16" | "bf16" | "fp8" | "int8";

/**
 * What is asked of the model. `prefill` processes `prompt` tokens; `decode` generates `new` tokens after `prompt`
 * tokens are in the cache; `both` does one after the other.
 */
export interface Workload {
  readonly id: string;
  readonly name: string;
  readonly phase: "prefill" | "decode" | "both";
  /** Sequences at once; "max" is the largest batch whose weights, caches and states fit the device. */
  readonly batch: number | "max";
  readonly prompt: number;
  readonly new: number;
  readonly precision: WeightPrecision;
  readonly cachePrecision: CachePrecision;
}

/** Tokens each sequence generates: none in a prefill, whatever its `new` says. */
export function generatedTokens({ phase, new: generated }: Pick<Workload, "phase" | "new">): number {
  return phase === "prefill" ? 0 : generated;
}

/** Positions of each sequence at the end: the prompt and what is generated; meta tokens come on top. */
export function finalContext(workload: Pick<Workload, "phase" | "prompt" | "new">): number {
  return workload.prompt + generatedTokens(workload);
}
