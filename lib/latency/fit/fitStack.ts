import type { CauseFactors, LayerGroup, RuntimeStack } from "../runtimeStack";
import { chooseParameters, timingsPerParameter } from "./chooseParameters";
import { conformalHalfWidth } from "./conformal";
import { type StackModel, type StackParameter, solve, stackParameters, timeOf } from "./stackModel";
import type { StackRow } from "./stackRows";

/** One parameter after the fit. */
export interface FittedParameter {
  readonly id: StackParameter["id"];
  readonly label: string;
  readonly value: number;
  readonly unit: "x" | "us/layer" | "us/step";
  /** Spread of the value over the fits with one model left out; null when it was not freed. */
  readonly range: readonly [number, number] | null;
  /** Why it was not freed, null when it was. */
  readonly refused: string | null;
}

/** A fitted runtime with its errors. */
export interface StackFit {
  readonly factors: CauseFactors;
  readonly perLayerUs: Readonly<Record<LayerGroup, number>>;
  readonly perStepUs: number;
  readonly parameters: readonly FittedParameter[];
  /** predicted / measured − 1 of each row, fitted to the other models' rows. */
  readonly heldOutErrors: readonly number[];
  /** predicted / measured − 1 of each row in the fit to all rows. */
  readonly errors: readonly number[];
  /** Half-width of the 90 % interval in log latency, from the held-out errors. */
  readonly halfWidth: number;
}

export interface StackFitOptions extends StackModel {
  /** Parameters that may be freed. */
  readonly candidates: readonly StackParameter["id"][];
  /** The same rows lowered on a device that has not seen a model; absent: the rows' device knows of no timing. */
  readonly rowsWithout?: (model: string) => readonly StackRow[];
}

/** Half-width where no model could be left out: as far as runtimes were off that had only one model to learn from. */
const unjudgedHalfWidth = 0.3;

/**
 * Fits a runtime stack to whole-model timings by least squares of relative errors with coefficients of at least 0. Frees at most
 * one parameter for every three timings, the one that explains most first, and none that the data cannot tell from those
 * already freed. Errors come from leaving each model out, with the choice of parameters made anew without it.
 */
export function fitStack(rows: readonly StackRow[], options: StackFitOptions): StackFit {
  const { candidates, launches } = options;
  const { freed, refused } = chooseParameters(rows, candidates, options);
  const coefficients = solve(rows, freed, options);
  const models = [...new Set(rows.map(({ model }) => model))];
  const spans = freed.map((_, index): [number, number] => [coefficients[index]!, coefficients[index]!]);
  const heldOutErrors = new Array<number>(rows.length).fill(Number.NaN);
  for (const model of models) {
    const unseen = options.rowsWithout?.(model) ?? rows;
    const kept = unseen.filter((row) => row.model !== model);
    if (kept.length < timingsPerParameter) continue;
    const own = chooseParameters(kept, candidates, options).freed;
    const without = solve(kept, own, options);
    own.forEach((id, place) => {
      const span = spans[freed.indexOf(id)];
      if (span === undefined) return;
      span[0] = Math.min(span[0], without[place]!);
      span[1] = Math.max(span[1], without[place]!);
    });
    unseen.forEach((row, index) => {
      if (row.model === model) heldOutErrors[index] = timeOf(row, own, without, options) / row.measuredUs - 1;
    });
  }
  const errors = rows.map((row) => timeOf(row, freed, coefficients, options) / row.measuredUs - 1);
  const value = (id: StackParameter["id"]) => {
    const place = freed.indexOf(id);
    return place >= 0 ? coefficients[place]! : stackParameters[id].fixed;
  };
  /** What is in force: a rate that was not freed goes with the kernels. */
  const inForce = (id: StackParameter["id"]) =>
    (id === "cache" || id === "compute") && !freed.includes(id) ? value("kernels") : value(id);
  const kernels = value("kernels");
  return {
    factors: {
      compute: inForce("compute"),
      "weight traffic": kernels,
      "cache traffic": inForce("cache"),
      "state traffic": kernels,
      "activation traffic": kernels,
      overhead: 0,
    },
    perLayerUs: {
      attention: value("layers") * launches.attention,
      linear: value("layers") * launches.linear,
      feedForward: value("layers") * launches.feedForward,
    },
    perStepUs: value("steps"),
    parameters: candidates.map((id): FittedParameter => {
      const place = freed.indexOf(id);
      const scale = id === "layers" ? (launches.attention + launches.feedForward) / 2 : 1;
      return {
        id,
        label: stackParameters[id].label,
        value: inForce(id) * scale,
        unit: id === "layers" ? "us/layer" : id === "steps" ? "us/step" : "x",
        range: place < 0 ? null : [spans[place]![0] * scale, spans[place]![1] * scale],
        refused: refused.get(id) ?? null,
      };
    }),
    heldOutErrors,
    errors,
    halfWidth: heldOutErrors.some(Number.isFinite)
      ? conformalHalfWidth(heldOutErrors.map((error) => Math.log1p(error)))
      : Math.max(unjudgedHalfWidth, conformalHalfWidth(errors.map((error) => Math.log1p(error)))),
  };
}

/** A runtime stack from its fit. */
export function stackFrom(
  fit: StackFit,
  naming: Pick<RuntimeStack, "id" | "name" | "origin" | "calibrated"> &
    Partial<Pick<RuntimeStack, "hostBound" | "halfWidth" | "precision">>,
): RuntimeStack {
  return {
    hostBound: false,
    halfWidth: fit.halfWidth,
    ...naming,
    factors: fit.factors,
    perLayerUs: fit.perLayerUs,
    perStepUs: fit.perStepUs,
  };
}
