import { type CompiledGoal, figureCount } from "./goal";
import { type ChangeKind, changeKinds } from "./mutate";
import type { RecordChunk } from "./records";

/** What one kind of change led to. */
export interface ChangeCount {
  readonly change: ChangeKind;
  /** Candidates made by it. */
  readonly tried: number;
  /** Of these, the ones better than their parent: fewer limits broken, else a lower first objective. */
  readonly paid: number;
  /** Sum of the first objective's improvement over the parent, both within the limits. */
  readonly gained: number;
}

export const noChanges: readonly ChangeCount[] = changeKinds.map((change) => ({
  change,
  tried: 0,
  paid: 0,
  gained: 0,
}));

interface Place {
  chunk: RecordChunk | null;
  row: number;
}

/** Adds a chunk's rows to the counts; `place` finds the record of a parent and may reuse its argument. */
export function countChanges(
  before: readonly ChangeCount[],
  chunk: RecordChunk,
  goal: CompiledGoal,
  place: (id: number, into: Place) => Place,
): readonly ChangeCount[] {
  const counts = before.map((count) => ({ ...count }));
  const { column, sign } = goal.objectives[0]!;
  const found: Place = { chunk: null, row: 0 };
  for (let row = 0; row < chunk.count; row++) {
    const count = counts[chunk.changes[row]!]!;
    count.tried++;
    const parent = chunk.parents[row]!;
    if (parent < 0) continue;
    const { chunk: home, row: at } = place(parent, found);
    if (home === null) continue;
    const own = sign * chunk.figures[row * figureCount + column]!;
    const old = sign * home.figures[at * figureCount + column]!;
    const violation = chunk.violations[row]!;
    const oldViolation = home.violations[at]!;
    if (violation < oldViolation || (violation === oldViolation && own < old)) count.paid++;
    if (violation === 0 && oldViolation === 0 && own < old) count.gained += old - own;
  }
  return counts;
}
