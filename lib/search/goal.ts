import { fail, ok, type Problem, type Result } from "../base/result";
import type { Constraints } from "../pareto/constraints";
import { minimising, type Sense } from "../pareto/sense";

/** What a search can rank by and limit, in the order of a candidate's figures. */
export const searchMetrics = [
  "latencyMs",
  "tokensPerSecond",
  "memoryBytes",
  "params",
  "loss",
  "cr6",
] as const;

export type SearchMetric = (typeof searchMetrics)[number];

/** Figures of a candidate in this order: the search metrics, then the pessimistic ends of those that are predicted. */
export const figureNames = [...searchMetrics, "latencyHi", "tokensPerSecondLo", "lossHi", "cr6Lo"] as const;
export type FigureName = (typeof figureNames)[number];
export const figureCount = figureNames.length;

export const figureAt: Readonly<Record<FigureName, number>> = {
  latencyMs: 0,
  tokensPerSecond: 1,
  memoryBytes: 2,
  params: 3,
  loss: 4,
  cr6: 5,
  latencyHi: 6,
  tokensPerSecondLo: 7,
  lossHi: 8,
  cr6Lo: 9,
};

/** The end of the 90 % interval that robust goals use; what is counted has none. */
export const pessimisticFigure: { readonly [M in SearchMetric]?: FigureName } = {
  latencyMs: "latencyHi",
  tokensPerSecond: "tokensPerSecondLo",
  loss: "lossHi",
  cr6: "cr6Lo",
};

export const searchSense: Readonly<Record<SearchMetric, Sense>> = {
  latencyMs: "min",
  tokensPerSecond: "max",
  memoryBytes: "min",
  params: "min",
  loss: "min",
  cr6: "max",
};

/** What is sought: one to three objectives, and the limits every design has to keep. */
export interface Goal {
  readonly objectives: readonly SearchMetric[];
  readonly limits: Pick<Constraints, SearchMetric>;
  /** Ranks and limits by the pessimistic end of the 90 % band instead of the central value. */
  readonly robust: boolean;
}

/** A goal as columns of figures. */
export interface CompiledGoal {
  readonly goal: Goal;
  readonly objectives: readonly { readonly column: number; readonly sign: 1 | -1 }[];
  readonly limits: readonly { readonly column: number; readonly sign: 1 | -1; readonly bound: number }[];
  /** The axes the run's front is kept on. */
  readonly front: readonly { readonly column: number; readonly sign: 1 | -1 }[];
  /** The latency limit as a column and bound, for choosing the largest width that meets it. */
  readonly latencyLimit: { readonly column: number; readonly bound: number } | null;
}

/** The column a metric is ranked by: its central value, or under a robust goal its pessimistic end. */
function columnOf(metric: SearchMetric, robust: boolean): { readonly column: number; readonly sign: 1 | -1 } {
  const figure = (robust ? pessimisticFigure[metric] : undefined) ?? metric;
  return { column: figureAt[figure], sign: minimising(searchSense[metric]) };
}

/** Checks a goal and turns it into columns. Limits that no value can meet are named with both ends. */
export function compileGoal(goal: Goal): Result<CompiledGoal> {
  const problems: Problem[] = [];
  if (goal.objectives.length < 1 || goal.objectives.length > 3)
    problems.push({
      field: "objectives",
      message: `needs one to three objectives, but has ${goal.objectives.length}.`,
      mend: "Choose latency and loss, for example.",
    });
  if (new Set(goal.objectives).size < goal.objectives.length)
    problems.push({ field: "objectives", message: "names an objective twice.", mend: "Remove one." });
  const limits: CompiledGoal["limits"][number][] = [];
  for (const metric of searchMetrics) {
    const { min, max } = goal.limits[metric] ?? {};
    if (min !== undefined && max !== undefined && min > max)
      problems.push({
        field: `limits.${metric}`,
        message: `contradicts itself: at least ${min} and at most ${max}.`,
        mend: "Raise the maximum or lower the minimum.",
      });
    if ([min, max].some((end) => end !== undefined && !Number.isFinite(end)))
      problems.push({ field: `limits.${metric}`, message: "is not a finite number." });
    if (max !== undefined) limits.push({ ...limitColumn(metric, goal.robust, "max"), bound: max });
    if (min !== undefined) limits.push({ ...limitColumn(metric, goal.robust, "min"), bound: min });
  }
  if (problems.length > 0) return fail(...problems);
  const latencyMax = goal.limits.latencyMs?.max;
  return ok({
    goal,
    objectives: goal.objectives.map((metric) => columnOf(metric, goal.robust)),
    limits,
    front: frontAxes(goal).map((metric) => columnOf(metric, goal.robust)),
    latencyLimit:
      latencyMax === undefined
        ? null
        : { column: columnOf("latencyMs", goal.robust).column, bound: latencyMax },
  });
}

/** Limits against the good direction use the central value: a design is not refused for its own uncertainty. */
function limitColumn(metric: SearchMetric, robust: boolean, end: "min" | "max") {
  const sign: 1 | -1 = end === "max" ? 1 : -1;
  const guardsAgainstWorse = searchSense[metric] === (end === "max" ? "min" : "max");
  return { column: columnOf(metric, robust && guardsAgainstWorse).column, sign };
}

/** The metric a column tells of, and whether it is the pessimistic end of its interval. */
export function metricAt(column: number): { readonly metric: SearchMetric; readonly isPessimistic: boolean } {
  const name = figureNames[column]!;
  const metric = searchMetrics.find((known) => known === name || pessimisticFigure[known] === name);
  if (metric === undefined) throw new Error(`no metric at column ${column}`);
  return { metric, isPessimistic: metric !== name };
}

/** True when an objective, a limit or an axis of the front reads this figure. */
export function readsFigure({ objectives, limits, front }: CompiledGoal, figure: FigureName): boolean {
  return [...objectives, ...limits, ...front].some(({ column }) => column === figureAt[figure]);
}

/** The objectives of a candidate, all to be minimised. */
export function scoresOf(goal: CompiledGoal, figures: ArrayLike<number>): number[] {
  return goal.objectives.map(({ column, sign }) => sign * figures[column]!);
}

/**
 * Sum of relative excesses over the limits; 0 when all are kept. A figure that is not finite breaks its limit, and an objective
 * that is not finite counts as a broken limit.
 */
export function excess(goal: CompiledGoal, figures: ArrayLike<number>): number {
  let sum = 0;
  for (const { column } of goal.objectives) if (!Number.isFinite(figures[column])) sum += 1;
  for (const { column, sign, bound } of goal.limits) {
    const over = sign * (figures[column]! - bound);
    if (over > 0) sum += over / Math.max(Math.abs(bound), 1e-12);
    else if (!(over <= 0)) sum += 1;
  }
  return sum;
}

/**
 * The axes a run's front is kept on, of which the first two are drawn: two or three objectives, or the one objective
 * against latency (against loss, when latency is the objective).
 */
export function frontAxes(goal: Goal): readonly SearchMetric[] {
  const [first, ...others] = goal.objectives;
  if (first === undefined) return ["latencyMs", "loss"];
  if (others.length > 0) return goal.objectives;
  return first === "latencyMs" ? ["latencyMs", "loss"] : ["latencyMs", first];
}
