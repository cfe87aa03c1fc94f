import type { Estimate } from "../base/estimate";
import { bandText, figureText } from "../base/figure";
import type { Mark } from "./marks";
import { type MetricId, metricOf } from "./metrics";

/** A figure with its unit and band: `14.4 ms/token ± 0.6`. */
export function estimateWords(estimate: Estimate): string {
  const band = bandText(estimate);
  const value = figureText(estimate.value, estimate.unit);
  return band === null ? value : `${value} ${band}`;
}

/** A coordinate as a phrase: `latency 27.6 s`, or that nothing can be said. */
export function coordinateWords(metric: MetricId, estimate: Estimate | null): string {
  const label = metricOf(metric).label.toLowerCase();
  return estimate === null
    ? `${label} not predictable from architecture`
    : `${label} ${estimateWords(estimate)}`;
}

/**
 * The basis of a mark in words, with the axes on which a predicted mark keeps a published figure: no architecture decides
 * them, or the model is its own anchor.
 */
export function basisWords({ basis, x: xAt, y: yAt }: Mark, x: MetricId, y: MetricId): string {
  if (basis === "published") return basis;
  const kept = [
    xAt?.source === "published" && metricOf(x).label.toLowerCase(),
    yAt?.source === "published" && metricOf(y).label.toLowerCase(),
  ].filter((label) => label !== false);
  return kept.length === 0 ? basis : `${basis}, ${kept.join(" and ")} as published`;
}

/** A mark as it is read aloud: name, basis, both coordinates, its place on the front. */
export function markWords(
  mark: Mark,
  x: MetricId,
  y: MetricId,
  place: { readonly front: string; readonly index: number; readonly count: number } | null,
): string {
  const where = place === null ? "" : `; ${place.index + 1} of ${place.count} on the front of ${place.front}`;
  return `${mark.subject.name}, ${basisWords(mark, x, y)}: ${coordinateWords(x, mark.x)}, ${coordinateWords(y, mark.y)}${where}`;
}
