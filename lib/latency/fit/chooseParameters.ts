import { unexplainedShare } from "./leastSquares";
import { column, lossOf, type StackModel, type StackParameter, solve } from "./stackModel";
import type { StackRow } from "./stackRows";

/** A parameter is refused when the others explain all but this share of it. */
const leastUnexplained = 0.003;
/** Share of the squared error that a further parameter has to take away. */
const leastGain = 0.02;
/** Parameters freed at most. */
const mostParameters = 6;
/** Timings each freed parameter needs. */
export const timingsPerParameter = 3;

export interface ParameterChoice {
  readonly freed: readonly StackParameter["id"][];
  /** Why each of the other candidates was not freed. */
  readonly refused: ReadonlyMap<StackParameter["id"], string>;
}

/**
 * Which parameters the rows can tell: at most one for every three rows, the one that explains most first, until no further one takes
 * away a visible share of the error or can be told from those already freed.
 */
export function chooseParameters(
  rows: readonly StackRow[],
  candidates: readonly StackParameter["id"][],
  options: StackModel,
): ParameterChoice {
  const limit = Math.min(mostParameters, Math.floor(rows.length / timingsPerParameter));
  let freed: readonly StackParameter["id"][] = [];
  let loss = lossOf(rows, freed, solve(rows, freed, options), options);
  while (freed.length < limit) {
    const steps = candidates.flatMap((id) => {
      if (freed.includes(id)) return [];
      const wider = candidates.filter((each) => each === id || freed.includes(each));
      if (!tellsApart(rows, wider, options)) return [];
      return [{ wider, loss: lossOf(rows, wider, solve(rows, wider, options), options) }];
    });
    const [best] = steps.sort((a, b) => a.loss - b.loss);
    if (best === undefined || best.loss > (1 - leastGain) * loss) break;
    freed = best.wider;
    loss = best.loss;
  }
  const refused = new Map(
    candidates
      .filter((id) => !freed.includes(id))
      .map((id) => [id, refusal(rows, freed, id, limit, options)]),
  );
  return { freed, refused };
}

function refusal(
  rows: readonly StackRow[],
  freed: readonly StackParameter["id"][],
  id: StackParameter["id"],
  limit: number,
  options: StackModel,
): string {
  if (freed.length >= limit) return `${rows.length} timings free at most ${limit} parameters.`;
  return tellsApart(rows, [...freed, id], options)
    ? "The timings are explained as well without it."
    : "The timings do not tell it from the parameters that are free.";
}

/** Whether no parameter's column is explained by the others'. */
function tellsApart(
  rows: readonly StackRow[],
  ids: readonly StackParameter["id"][],
  options: StackModel,
): boolean {
  const targets = rows.map(({ measuredUs }) => measuredUs);
  const columns = ids.map((id) => rows.map((row) => column(row, id, ids, options)));
  return columns.every((own, place) => {
    const others = columns.filter((_, other) => other !== place);
    return unexplainedShare(own, others, targets) >= leastUnexplained;
  });
}
