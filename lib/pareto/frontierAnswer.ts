import { fail, ok, type Problem, type Result } from "../base/result";
import { hypervolume2, type ReferencePoint, worstPoint } from "./hypervolume";
import { paretoFront, type Senses } from "./paretoFront";
import { hasColumn, type PointRow, rowId, rowNumber } from "./pointTable";

/** One point of the set, by its place in the list. Coordinates that are not numbers are null, as JSON has no NaN. */
interface ListedPoint {
  readonly index: number;
  readonly id: string;
  readonly x: number | null;
  readonly y: number | null;
}

/** The front of a set of points with the area it dominates. */
export interface FrontierAnswer {
  readonly x: string;
  readonly y: string;
  readonly senses: Senses;
  readonly points: number;
  /** From the best x to the best y. */
  readonly front: readonly ListedPoint[];
  /** Area dominated up to the reference; null without one. */
  readonly hypervolume: number | null;
  /** The corner asked for, else the worst of the finite points; null when neither is there. */
  readonly reference: ReferencePoint | null;
  /** Points with a coordinate that is missing, not a number or infinite. */
  readonly rejected: readonly ListedPoint[];
}

/** The front of rows over two of their fields. The reference defaults to the worst finite x and y of the set. */
export function frontierAnswer(
  rows: readonly PointRow[],
  x: string,
  y: string,
  senses: Senses,
  reference?: ReferencePoint,
): Result<FrontierAnswer> {
  const problems = [x, y].flatMap((path) => (rows.length === 0 ? [] : missingColumn(rows, path)));
  if (problems.length > 0) return fail(...problems);
  const xs = rows.map((row) => rowNumber(row, x));
  const ys = rows.map((row) => rowNumber(row, y));
  const { indices, rejected } = paretoFront(xs, ys, senses);
  const listed = (index: number): ListedPoint => ({
    index,
    id: rowId(rows[index]!, index),
    x: Number.isFinite(xs[index]) ? xs[index]! : null,
    y: Number.isFinite(ys[index]) ? ys[index]! : null,
  });
  const corner = reference ?? worstPoint(xs, ys, senses);
  return ok({
    x,
    y,
    senses,
    points: rows.length,
    front: [...indices].map(listed),
    hypervolume: corner === null ? null : hypervolume2(xs, ys, corner, senses),
    reference: corner,
    rejected: [...rejected].map(listed),
  });
}

function missingColumn(rows: readonly PointRow[], path: string): Problem[] {
  if (hasColumn(rows, path)) return [];
  const fields = Object.keys(rows[0] ?? {}).join(", ");
  return [{ field: path, message: "No point has this field.", mend: `The first point has ${fields}.` }];
}
