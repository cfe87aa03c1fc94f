import type { Estimate } from "../../base/estimate";
import { metricOf, metrics } from "../metrics";
import type { ModelFigures } from "../modelFigures";

/** A design in a comparison: its figures as counted or predicted here, and as published. */
export interface ComparedFigures {
  readonly name: string;
  readonly predicted: ModelFigures;
  readonly published: ModelFigures;
}

/** Header of the rows of `figureRows`. */
export const figureColumns = [
  "metric",
  "unit",
  "design",
  "value",
  "lo",
  "hi",
  "source",
  "provenance",
] as const;

/** All figures of several designs as plain rows, one a figure, with interval (90 %), source and provenance. */
export function figureRows(designs: readonly ComparedFigures[]): readonly (string | number | null)[][] {
  return metrics.flatMap(({ id }) =>
    designs.flatMap(({ name, predicted, published }) =>
      [predicted[id], published[id]]
        .filter((estimate) => estimate !== undefined)
        .map(({ value, lo, hi, source, provenance }: Estimate) => [
          id,
          metricOf(id).unit,
          name,
          value,
          lo,
          hi,
          source,
          provenance,
        ]),
    ),
  );
}
