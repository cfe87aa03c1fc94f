import { figureText, significantDigits, unitFor } from "../base/figure";
import type { GainStatement } from "./gainWords";
import { hypervolume2, worstPoint } from "./hypervolume";
import { isPlaced, type Mark, marksOfSeries, sensesOf } from "./marks";
import { type MetricId, metricOf } from "./metrics";

/**
 * The hypervolumes of the published series in words, up to the worst x and y among all marks of their basis: the area of
 * the plot (in the units of its linear axes) within which a series has something at least as good. One basis at a time.
 */
export function hypervolumeStatements(
  marks: readonly Mark[],
  x: MetricId,
  y: MetricId,
): readonly GainStatement[] {
  const senses = sensesOf(x, y);
  return (["published", "predicted"] as const).flatMap((basis) => {
    const placed = marks
      .filter(isPlaced)
      .filter((mark) => mark.basis === basis && mark.subject.series !== "own");
    const corner = worstPoint(
      placed.map((mark) => mark.x.value),
      placed.map((mark) => mark.y.value),
      senses,
    );
    if (corner === null) return [];
    const [xScale, yScale] = [unitFor(corner.x, metricOf(x).unit), unitFor(corner.y, metricOf(y).unit)];
    const areaOf = (series: "nemotron-flash" | "transformers") => {
      const members = marksOfSeries(marks, [series], basis);
      const area = hypervolume2(
        members.map((mark) => mark.x.value),
        members.map((mark) => mark.y.value),
        corner,
        senses,
      );
      return area / (xScale.factor * yScale.factor);
    };
    const [flash, transformers] = [areaOf("nemotron-flash"), areaOf("transformers")];
    if (flash === 0 || transformers === 0) return [];
    const unit = `${unitName(xScale.unit, x)} × ${unitName(yScale.unit, y)}`;
    const footing = basis === "published" ? basis : `${basis}, central values`;
    const edge = `${figureText(corner.x, metricOf(x).unit)} and ${figureText(corner.y, metricOf(y).unit)}`;
    const text = `Hypervolume up to ${edge}, ${footing}: Nemotron-Flash ${significantDigits(flash, 3)}, transformers ${significantDigits(transformers, 3)} ${unit}`;
    return [{ id: `hypervolume-${basis}`, basis, text }];
  });
}

/** The unit of an area's side; counts, which have none but their prefix, bear the metric's name. */
function unitName(unit: string, metric: MetricId): string {
  const { unit: base, label } = metricOf(metric);
  return base === "parameters" ? `${unit} ${label.toLowerCase()}`.trim() : unit;
}
