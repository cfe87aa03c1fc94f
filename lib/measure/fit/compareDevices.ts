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

/** Cases that both devices were timed on, with their ratio. Ids name operator, sizes and step, so equal ids are equal work. */
export function compareDevices(first: MeasuredDevice, second: MeasuredDevice): readonly ComparedCase[] {
  const others = new Map(second.fit.parity.map((point) => [point.id, point.measuredMs]));
  return first.fit.parity.flatMap(({ id, name, measuredMs }) => {
    const secondMs = others.get(id);
    return secondMs === undefined
      ? []
      : [{ id, name, firstMs: measuredMs, secondMs, ratio: secondMs / measuredMs }];
  });
}

/** Geometric mean of the ratios: how many times longer the second device takes. Null without common cases. */
export function meanRatio(cases: readonly ComparedCase[]): number | null {
  if (cases.length === 0) return null;
  return Math.exp(cases.reduce((sum, { ratio }) => sum + Math.log(ratio), 0) / cases.length);
}
