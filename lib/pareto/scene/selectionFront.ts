import { isPlaced, type Mark, sensesOf } from "../marks";
import { paretoFront } from "../paretoFront";
import type { SetBasis } from "../pointSet";
import { candidateOf, type RankedSet } from "./cloud";
import type { PlotFrame } from "./frame";
import { type DrawnFront, drawSteps } from "./fronts";

/** A selected point by its values. */
export interface SelectedPoint {
  readonly id: string;
  readonly basis: SetBasis;
  readonly x: number;
  readonly y: number;
}

/** Selected marks and candidates that are on the plot, by their values on its axes. */
export function selectedPoints(
  selection: readonly string[],
  marks: readonly Mark[],
  ranked: readonly RankedSet[],
): readonly SelectedPoint[] {
  const markOf = new Map(marks.filter(isPlaced).map((mark) => [mark.id, mark]));
  const sets = ranked.map(({ set }) => set);
  const shownOf = new Map(ranked.map(({ set, shown }) => [set, shown]));
  return selection.flatMap((id): SelectedPoint[] => {
    const mark = markOf.get(id);
    if (mark !== undefined) return [{ id, basis: mark.basis, x: mark.x.value, y: mark.y.value }];
    const candidate = candidateOf(sets, id);
    const shown = candidate === null ? null : shownOf.get(candidate.set);
    if (candidate === null || !shown) return [];
    const [x, y] = [shown.x[candidate.index] ?? Number.NaN, shown.y[candidate.index] ?? Number.NaN];
    return Number.isFinite(x) && Number.isFinite(y) ? [{ id, basis: candidate.set.basis, x, y }] : [];
  });
}

/** Where the figures of a selection come from, in the order their fronts are drawn. */
const bases: readonly SetBasis[] = ["published", "measured", "predicted"];

/**
 * The fronts of the selection as a set of its own, one for each origin of figures: published ranks with published, predicted with
 * predicted. A single point has no front worth a line.
 */
export function selectionFronts(points: readonly SelectedPoint[], frame: PlotFrame): readonly DrawnFront[] {
  const senses = sensesOf(frame.x.metric, frame.y.metric);
  return bases.flatMap((basis) => {
    const members = points.filter((point) => point.basis === basis);
    if (members.length < 2) return [];
    const { indices } = paretoFront(
      members.map(({ x }) => x),
      members.map(({ y }) => y),
      senses,
    );
    const front = [...indices].map((index) => members[index]!);
    return [
      {
        id: `selection-${basis}`,
        label: `Selection, ${basis}`,
        series: "selection",
        basis,
        ...drawSteps(front, frame),
        members: front.map(({ id }) => id),
      },
    ];
  });
}
