import { parameterTable, type WeightPart } from "../cost/parameters";
import type { Design } from "../design/design";
import type { LayerRef } from "../design/operatorKinds";
import { memoise } from "./memoise";

/** Parameters of one operator (all its layers) or part, exact, and its share of the whole, 0 to 1. */
export interface ParameterShare {
  readonly id: LayerRef | WeightPart;
  readonly parameters: number;
  readonly share: number;
}

/** The parameters of a design by operator and part, largest first. */
export const parameterSharesOf = memoise((design: Design): readonly ParameterShare[] => {
  const groups = parameterTable(design).map(({ operator, count, parameters }) => ({
    id: operator,
    parameters: count * parameters,
  }));
  const total = groups.reduce((sum, group) => sum + group.parameters, 0);
  return groups
    .map((group) => ({ ...group, share: total === 0 ? 0 : group.parameters / total }))
    .sort((a, b) => b.parameters - a.parameters);
});
