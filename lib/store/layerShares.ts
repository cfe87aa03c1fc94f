import { cacheTable, kvCacheBytes, stateBytes } from "../cost/cache";
import { parameterTable, sumParameters } from "../cost/parameters";
import { formatsOf } from "../cost/precision";
import { finalContext, type Workload } from "../cost/workload";
import type { Design } from "../design/design";
import { countLayers } from "../design/flatten";
import type { LayerRef } from "../design/operatorKinds";
import type { OperatorTime } from "../latency/prediction";
import type { LaneMeasure } from "./viewChoices";

/** One layer's share of the whole model, 0 to 1, by layer reference. References without a share are left out. */
export type LayerShares = ReadonlyMap<LayerRef, number>;

/**
 * How the time, the parameters or the cache and state of a design divide over its layers. Time needs a prediction's
 * breakdown; without one the shares are empty. Cache is that of one sequence at the workload's final context.
 */
export function layerShares(
  measure: LaneMeasure,
  design: Design,
  workload: Workload,
  breakdown: readonly OperatorTime[] | null,
): LayerShares {
  switch (measure) {
    case "time":
      return timeShares(design, breakdown ?? []);
    case "parameters":
      return parameterShares(design);
    case "cache":
      return cacheShares(design, workload);
  }
}

function timeShares(design: Design, breakdown: readonly OperatorTime[]): LayerShares {
  const counts = countLayers(design.stages);
  const shares = new Map<LayerRef, number>();
  for (const { operator, share } of breakdown) {
    const count = counts.get(operator as LayerRef);
    if (count !== undefined) shares.set(operator as LayerRef, share / count);
  }
  return shares;
}

function parameterShares(design: Design): LayerShares {
  const table = parameterTable(design);
  const { total } = sumParameters(table);
  const counts = countLayers(design.stages);
  const shares = new Map<LayerRef, number>();
  for (const { operator, parameters } of table)
    if (counts.has(operator as LayerRef)) shares.set(operator as LayerRef, parameters / total);
  return shares;
}

function cacheShares(design: Design, workload: Workload): LayerShares {
  const formats = formatsOf(workload);
  const positions = finalContext(workload) + (design.metaTokens ?? 0);
  const bytes = cacheTable(design).map(({ operator, count, shape }) => {
    const one = [{ operator, count: 1, shape }];
    return { operator, count, each: kvCacheBytes(one, positions, formats) + stateBytes(one, formats) };
  });
  const total = bytes.reduce((sum, { count, each }) => sum + count * each, 0);
  return new Map(bytes.map(({ operator, each }) => [operator, total === 0 ? 0 : each / total]));
}
