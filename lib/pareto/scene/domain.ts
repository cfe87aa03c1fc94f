import { domainOf, type Interval, type ScaleKind } from "../../plot/axisScale";
import { columnExtent } from "../../plot/columnExtent";
import type { Mark } from "../marks";
import type { MetricId } from "../metrics";
import type { PointSet } from "../pointSet";

/** The stretch of an axis that holds all marks, the intervals of designs in hand, and all points of the sets. */
export function axisDomain(
  axis: "x" | "y",
  metric: MetricId,
  kind: ScaleKind,
  marks: readonly Mark[],
  sets: readonly PointSet[],
): Interval {
  return domainOf(valuesOn(axis, metric, kind, marks, sets), kind);
}

function* valuesOn(
  axis: "x" | "y",
  metric: MetricId,
  kind: ScaleKind,
  marks: readonly Mark[],
  sets: readonly PointSet[],
): Iterable<number> {
  for (const mark of marks) {
    const estimate = mark[axis];
    if (estimate === null) continue;
    yield estimate.value;
    if (mark.subject.series !== "own") continue;
    if (estimate.lo !== null) yield estimate.lo;
    if (estimate.hi !== null) yield estimate.hi;
  }
  for (const { columns } of sets) {
    const column = columns[metric];
    if (column === undefined) continue;
    yield* columnExtent(column)[kind === "log" ? "positive" : "all"] ?? [];
  }
}
