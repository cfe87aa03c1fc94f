import { parameterTable } from "../cost/parameters";
import type { Design } from "../design/design";

/** Which weights are projected to unit norm after each optimiser step, by tensor name and operator. */
export interface WeightProjection {
  /** Matrices applied to hidden features: every row gets norm 1. */
  readonly rows: readonly string[];
  /** Matrices whose output is added back to hidden features: every column gets norm 1. */
  readonly columns: readonly string[];
}

/** Output matrices of mixers and FFNs, in the names of the reference implementations. */
const outputs: ReadonlySet<string> = new Set([
  "o_proj.weight",
  "out_proj.weight",
  "down_proj.weight",
  "experts.down_proj",
  "shared.down_proj.weight",
]);

/**
 * Weight normalisation of arXiv:2511.18890, section 3.3: after every step, rows of matrices that read hidden features and
 * columns of matrices that write them are scaled to L2 norm 1. The paper names no more than these two cases, so
 * embeddings, convolutions and norms are left alone.
 */
export function weightProjection(design: Design): WeightProjection {
  const rows: string[] = [];
  const columns: string[] = [];
  for (const { operator, tensors } of parameterTable(design)) {
    if (operator === "embedding" || operator === "head") continue;
    for (const { name, matrix } of tensors)
      if (matrix) (outputs.has(name) ? columns : rows).push(`${operator} ${name}`);
  }
  return { rows, columns };
}
