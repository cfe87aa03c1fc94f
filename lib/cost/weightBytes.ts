import { elements } from "../design/tensor";
import type { ParameterGroup } from "./parameters";
import { activationElementBytes, type Formats, weightElementBytes } from "./precision";

/**
 * Bytes of all weights in memory: matrices, embeddings and LM head at the weight precision; vectors, norms and
 * convolutions, which quantisation leaves alone, at activation precision.
 */
export function weightBytes(table: readonly ParameterGroup[], formats: Formats): number {
  let matrices = 0;
  let others = 0;
  for (const { count, tensors } of table)
    for (const tensor of tensors) {
      if (tensor.matrix) matrices += count * elements(tensor);
      else others += count * elements(tensor);
    }
  return matrices * weightElementBytes(formats.weights) + others * activationElementBytes(formats);
}
