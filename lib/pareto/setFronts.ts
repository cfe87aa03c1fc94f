import type { FrontPoint } from "./attainment";
import { frontOfMarks, type Mark, marksOfSeries } from "./marks";
import { paretoFront, type Senses } from "./paretoFront";
import type { SetBasis } from "./pointSet";
import type { RankedSet } from "./scene/cloud";
import type { SelectedPoint } from "./scene/selectionFront";

/** The front of a set people work with, by values on the axes, from the best x to the best y. */
export interface SetFront {
  readonly id: string;
  readonly name: string;
  readonly basis: SetBasis;
  readonly points: readonly FrontPoint[];
}

/** The fronts of saved designs, of each set of candidates, and of what is selected; sets without a front are left out. */
export function setFronts(
  marks: readonly Mark[],
  ranked: readonly RankedSet[],
  selected: readonly SelectedPoint[],
  senses: Senses,
): readonly SetFront[] {
  const saved = frontOfMarks(marksOfSeries(marks, ["saved"], "predicted"), senses);
  // One point is no set: what it gains is its own business, and its front is not drawn either.
  const bases = [...new Set(selected.map(({ basis }) => basis))].filter(
    (basis) => selected.filter((point) => point.basis === basis).length > 1,
  );
  return [
    {
      id: "saved",
      name: "Saved designs",
      basis: "predicted",
      points: saved.map(({ x, y }) => ({ x: x.value, y: y.value })),
    } as const,
    ...ranked.map(({ set, shown, front }) => ({
      id: `set-${set.id}`,
      name: set.name,
      basis: set.basis,
      points:
        shown === null ? [] : Array.from(front, (index) => ({ x: shown.x[index]!, y: shown.y[index]! })),
    })),
    ...bases.map((basis) => ({
      id: `selection-${basis}`,
      name: "Selection",
      basis,
      points: frontOf(
        selected.filter((point) => point.basis === basis),
        senses,
      ),
    })),
  ].filter(({ points }) => points.length > 0);
}

function frontOf(points: readonly SelectedPoint[], senses: Senses): readonly FrontPoint[] {
  const { indices } = paretoFront(
    points.map(({ x }) => x),
    points.map(({ y }) => y),
    senses,
  );
  return Array.from(indices, (index) => ({ x: points[index]!.x, y: points[index]!.y }));
}
