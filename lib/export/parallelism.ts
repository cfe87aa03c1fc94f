import { parameterTable, sumParameters } from "../cost/parameters";
import type { Design } from "../design/design";
import { countLayers } from "../design/flatten";
import { kindOf } from "../design/operatorKinds";
import { settingsOfKind } from "./edits";

/** bf16 weights and gradients (2 + 2), fp32 master weights and two Adam moments (4 + 4 + 4). */
const bytesPerParameter = 16;
/** Memory of an 80 GB GPU that is left for weights and optimiser state beside activations. */
const roomBytes = 40e9;

/** How to spread a training run over GPUs, as sentences. */
export function parallelismHints(design: Design): readonly string[] {
  const { total } = sumParameters(parameterTable(design));
  const bytes = total * bytesPerParameter;
  const shards = Math.max(1, Math.ceil(bytes / roomBytes));
  const hints = [
    `Weights, gradients and Adam's state take ${(bytes / 1e9).toFixed(1)} GB at ${bytesPerParameter} bytes a parameter (bf16 with fp32 master weights), before activations.`,
    shards === 1
      ? "One 80 GB GPU holds them: data parallelism alone is enough; shard the optimiser state to make room for larger micro-batches."
      : `Shard them over at least ${shards} GPUs of 80 GB (FSDP2, or ZeRO with a distributed optimiser); tensor parallelism is not needed for memory.`,
  ];
  const limit = tensorParallelLimit(design);
  hints.push(
    limit === 1
      ? "Tensor parallelism does not fit: heads, KV heads or groups have no common divisor above 1."
      : `Tensor parallelism, where wanted, must divide ${limit} (the common divisor of heads, KV heads and groups).`,
  );
  return hints;
}

/** The largest number of parts all heads, KV heads and groups can be split into. */
function tensorParallelLimit(design: Design): number {
  let limit = 0;
  const must = (...counts: readonly number[]) => {
    for (const count of counts) limit = greatestCommonDivisor(limit, count);
  };
  for (const ref of countLayers(design.stages).keys()) {
    switch (kindOf(ref)) {
      case "attention":
      case "swa": {
        const { heads, kvHeads } = settingsOfKind<"attention">(design, ref);
        must(heads, kvHeads);
        break;
      }
      case "mamba2":
        must(settingsOfKind<"mamba2">(design, ref).groups);
        break;
      case "deltanet":
        must(settingsOfKind<"deltanet">(design, ref).heads);
        break;
      case "gated-deltanet": {
        const { keyHeads, valueHeads } = settingsOfKind<"gated-deltanet">(design, ref);
        must(keyHeads, valueHeads);
        break;
      }
      case "gla":
        must(settingsOfKind<"gla">(design, ref).heads);
        break;
      case "mamba":
      case "rwkv7":
      case "conv":
      case "ffn":
      case "moe":
        must(design.hiddenSize);
    }
  }
  return Math.max(1, limit);
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}
