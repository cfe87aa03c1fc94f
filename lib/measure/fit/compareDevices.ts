import { blockKey } from "../graph/blockKey";
import type { MeasuredDevice } from "../record/measuredDevice";

/** One case timed on both devices; times in ms. */
export interface ComparedCase {
  readonly id: string;
  readonly name: string;
  readonly firstMs: number;
  readonly secondMs: number;
  /** second / first. */
  readonly ratio: number;
}

/**
 * Cases that both devices were timed on, with their ratio: the same block in the same role. Ids do not decide, because
 * equal ones may stand for blocks of other settings in plans of other designs.
 */
export function compareDevices(first: MeasuredDevice, second: MeasuredDevice): readonly ComparedCase[] {
  const keys = workKeys(first);
  const otherKeys = workKeys(second);
  const others = new Map(
    second.fit.parity.map(({ id, measuredMs }) => [otherKeys.get(id), measuredMs] as const),
  );
  return first.fit.parity.flatMap(({ id, name, measuredMs }) => {
    const key = keys.get(id);
    const secondMs = key === undefined ? undefined : others.get(key);
    return secondMs === undefined
      ? []
      : [{ id, name, firstMs: measuredMs, secondMs, ratio: secondMs / measuredMs }];
  });
}

/** What each case of a measurement is, by its id. */
function workKeys({ measurement }: MeasuredDevice): ReadonlyMap<string, string> {
  return new Map(measurement.plan.cases.map(({ id, role, block }) => [id, `${role} ${blockKey(block)}`]));
}

/** Geometric mean of the ratios: how many times longer the second device takes. Null without common cases. */
export function meanRatio(cases: readonly ComparedCase[]): number | null {
  if (cases.length === 0) return null;
  return Math.exp(cases.reduce((sum, { ratio }) => sum + Math.log(ratio), 0) / cases.length);
}
