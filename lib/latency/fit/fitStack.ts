import type { TimeCause } from "../prediction";
import type { CauseFactors, LayerGroup, RuntimeStack } from "../runtimeStack";
import { phaseUs } from "../runtimeStack";
import { conformalHalfWidth } from "./conformal";
import { relativeLeastSquares, unexplainedShare } from "./leastSquares";
import { causeSum, type StackRow } from "./stackRows";

/** A parameter of a runtime that a fit may free. */
export interface StackParameter {
  readonly id: "kernels" | "cache" | "compute" | "layers" | "steps";
  readonly label: string;
  /** Its coefficient while it is not freed. */
  readonly fixed: number;
}

/** Everything that moves with the memory rate unless the cache has a parameter of its own. */
const trafficCauses: readonly TimeCause[] = ["weight traffic", "state traffic", "activation traffic"];

const parameters: { readonly [I in StackParameter["id"]]: StackParameter } = {
  kernels: { id: "kernels", label: "kernel time over the measured kernels", fixed: 1 },
  cache: { id: "cache", label: "cost of reading the KV cache", fixed: 1 },
  compute: { id: "compute", label: "compute time", fixed: 1 },
  layers: { id: "layers", label: "overhead a layer", fixed: 0 },
  steps: { id: "steps", label: "overhead a step", fixed: 0 },
};

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

export interface StackFitOptions {
  /** Parameters that may be freed. */
  readonly candidates: readonly StackParameter["id"][];
  /** Microseconds of launch of one layer by group: overhead a layer is in proportion to it. */
  readonly launches: Readonly<Record<LayerGroup, number>>;
  /** Whether the host's overhead overlaps with the kernels. */
  readonly hostBound?: boolean;
  /** The same rows lowered on a device that has not seen a model; absent: the rows' device knows of no timing. */
  readonly rowsWithout?: (model: string) => readonly StackRow[];
}

/** A parameter is refused when the others explain all but this share of it. */
const leastUnexplained = 0.003;
/** Share of the squared error that a further parameter has to take away. */
const leastGain = 0.02;
/** Parameters freed at most. */
const mostParameters = 6;
/** Timings each freed parameter needs. */
export const timingsPerParameter = 3;

/**
 * Fits a runtime stack to whole-model timings by least squares of relative errors with coefficients of at least 0. Frees at most
 * one parameter for every three timings, the one that explains most first, and none that the data cannot tell from those
 * already freed. Errors come from leaving each model out, with the choice of parameters made anew without it.
 */
export function fitStack(rows: readonly StackRow[], options: StackFitOptions): StackFit {
  const { freed, refused } = choose(rows, options);
  const coefficients = solve(rows, freed, options);
  const models = [...new Set(rows.map(({ model }) => model))];
  const spans = freed.map((_, index): [number, number] => [coefficients[index]!, coefficients[index]!]);
  const heldOutErrors = new Array<number>(rows.length).fill(Number.NaN);
  for (const model of models) {
    const unseen = options.rowsWithout?.(model) ?? rows;
    const kept = unseen.filter((row) => row.model !== model);
    if (kept.length < timingsPerParameter) continue;
    const own = choose(kept, options).freed;
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
  const judged = heldOutErrors.some(Number.isFinite) ? heldOutErrors : errors;
  const value = (id: StackParameter["id"]) => {
    const place = freed.indexOf(id);
    return place >= 0 ? coefficients[place]! : parameters[id].fixed;
  };
  const kernels = value("kernels");
  const cache = freed.includes("cache") ? value("cache") : kernels;
  const compute = freed.includes("compute") ? value("compute") : kernels;
  const { launches } = options;
  return {
    factors: {
      compute,
      "weight traffic": kernels,
      "cache traffic": cache,
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
    parameters: options.candidates.map((id): FittedParameter => {
      const place = freed.indexOf(id);
      const scale = id === "layers" ? (launches.attention + launches.feedForward) / 2 : 1;
      return {
        id,
        label: parameters[id].label,
        value: value(id) * scale,
        unit: id === "layers" ? "us/layer" : id === "steps" ? "us/step" : "x",
        range: place < 0 ? null : [spans[place]![0] * scale, spans[place]![1] * scale],
        refused: refused.get(id) ?? null,
      };
    }),
    heldOutErrors,
    errors,
    halfWidth: conformalHalfWidth(judged.map((error) => Math.log1p(error))),
  };
}

/** Contribution of a unit of each parameter to a row, in microseconds. */
function column(
  row: StackRow,
  id: StackParameter["id"],
  freed: readonly string[],
  options: StackFitOptions,
): number {
  switch (id) {
    case "kernels":
      return causeSum(row, [
        ...trafficCauses,
        ...(freed.includes("cache") ? [] : (["cache traffic"] as const)),
        ...(freed.includes("compute") ? [] : (["compute"] as const)),
      ]);
    case "cache":
      return causeSum(row, ["cache traffic"]);
    case "compute":
      return causeSum(row, ["compute"]);
    case "layers": {
      const { layerRuns } = row;
      const { launches } = options;
      return (
        layerRuns.attention * launches.attention +
        layerRuns.linear * launches.linear +
        layerRuns.feedForward * launches.feedForward
      );
    }
    case "steps":
      return row.steps;
  }
}

/** Which parameters the rows can tell, and why not the others. */
function choose(rows: readonly StackRow[], options: StackFitOptions) {
  const limit = Math.min(mostParameters, Math.floor(rows.length / timingsPerParameter));
  let freed: readonly StackParameter["id"][] = [];
  let loss = lossOf(rows, freed, solve(rows, freed, options), options);
  while (freed.length < limit) {
    const steps = options.candidates.flatMap((id) => {
      if (freed.includes(id)) return [];
      const wider = options.candidates.filter((each) => each === id || freed.includes(each));
      if (!tellsApart(rows, wider, options)) return [];
      return [{ wider, loss: lossOf(rows, wider, solve(rows, wider, options), options) }];
    });
    const [best] = steps.sort((a, b) => a.loss - b.loss);
    if (best === undefined || best.loss > (1 - leastGain) * loss) break;
    freed = best.wider;
    loss = best.loss;
  }
  const refused = new Map(
    options.candidates
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
  options: StackFitOptions,
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
  options: StackFitOptions,
): boolean {
  const targets = rows.map(({ measuredUs }) => measuredUs);
  const columns = ids.map((id) => rows.map((row) => column(row, id, ids, options)));
  return columns.every((own, place) => {
    const others = columns.filter((_, other) => other !== place);
    return unexplainedShare(own, others, targets) >= leastUnexplained;
  });
}

/** Sum of squared relative errors. */
function lossOf(
  rows: readonly StackRow[],
  freed: readonly StackParameter["id"][],
  values: readonly number[],
  options: StackFitOptions,
): number {
  return rows.reduce((sum, row) => sum + (timeOf(row, freed, values, options) / row.measuredUs - 1) ** 2, 0);
}

function solve(
  rows: readonly StackRow[],
  freed: readonly StackParameter["id"][],
  options: StackFitOptions,
): readonly number[] {
  if (options.hostBound) return solveHostBound(rows, freed, options);
  return relativeLeastSquares(
    freed.map((id) => rows.map((row) => column(row, id, freed, options))),
    rows.map(({ measuredUs }) => measuredUs),
    rows.map((row) => (freed.includes("kernels") ? 0 : column(row, "kernels", freed, options))),
  );
}

/** Coordinate search on the logarithm of each coefficient, for the runtimes whose overhead overlaps with the kernels. */
function solveHostBound(
  rows: readonly StackRow[],
  freed: readonly StackParameter["id"][],
  options: StackFitOptions,
): readonly number[] {
  let best: readonly number[] = freed.map((id) => (id === "layers" || id === "steps" ? 20 : 1));
  const loss = (values: readonly number[]) => lossOf(rows, freed, values, options);
  let least = loss(best);
  for (let step = 0.5; step > 1e-4; step /= 2)
    for (let moved = true; moved; ) {
      moved = false;
      for (let index = 0; index < freed.length; index++)
        for (const factor of [Math.exp(step), Math.exp(-step)]) {
          const tried = best.map((value, place) => (place === index ? value * factor : value));
          const triedLoss = loss(tried);
          if (triedLoss < least - 1e-12) {
            best = tried;
            least = triedLoss;
            moved = true;
          }
        }
    }
  return best;
}

function timeOf(
  row: StackRow,
  freed: readonly StackParameter["id"][],
  values: readonly number[],
  options: StackFitOptions,
): number {
  let kernels = freed.includes("kernels") ? 0 : column(row, "kernels", freed, options);
  let overhead = 0;
  freed.forEach((id, index) => {
    const us = values[index]! * column(row, id, freed, options);
    if (id === "layers" || id === "steps") overhead += us;
    else kernels += us;
  });
  return phaseUs({ hostBound: options.hostBound ?? false }, kernels, overhead);
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
