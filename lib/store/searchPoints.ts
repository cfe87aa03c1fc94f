import type { MetricId } from "../pareto/metrics";
import type { PointSet } from "../pareto/pointSet";
import type { Archive } from "../search/archive";
import { figureAt, searchMetrics } from "../search/goal";

/** Candidates drawn at most; the rest of a large run is thinned evenly, the front always stays whole. */
const drawnAtMost = 20_000;

/** The id of the search's set on the plot. */
export const searchSetId = "search";

/** A run's candidates as a set for the plot, and the record each point stands for. */
export interface SearchPoints {
  readonly set: PointSet;
  readonly ids: Int32Array;
}

/** The front, and an even sample of the other feasible candidates, as points for the plot. */
export function searchPoints(archive: Archive): SearchPoints {
  const sample = archive.sample(
    searchMetrics.map((metric) => figureAt[metric]),
    drawnAtMost,
  );
  const front = archive.front.ids.map((id) => archive.record(id));
  const members = new Set(archive.front.ids);
  const others = Array.from(sample.ids.keys()).filter((at) => !members.has(sample.ids[at]!));
  const size = front.length + others.length;
  const columns: { [M in MetricId]?: Float64Array } = {};
  for (const [index, metric] of searchMetrics.entries()) {
    const column = new Float64Array(size);
    column.set(front.map((record) => record.figures[figureAt[metric]]!));
    const sampled = sample.values[index]!;
    for (const [place, at] of others.entries()) column[front.length + place] = sampled[at]!;
    columns[metric] = column;
  }
  const ids = new Int32Array(size);
  ids.set(front.map((record) => record.id));
  for (const [place, at] of others.entries()) ids[front.length + place] = sample.ids[at]!;
  const names = Array.from(ids, (id, at) => (at < front.length ? `front ${at + 1}` : `candidate ${id}`));
  return {
    ids,
    set: { id: searchSetId, name: "Search", basis: "predicted", size, names, columns },
  };
}

/** The record a selected point of the plot stands for, or null when it is none of the search's. */
export function recordOfPoint(points: SearchPoints | null, pointId: string): number | null {
  if (points === null || !pointId.startsWith(`${searchSetId}/`)) return null;
  return points.ids[Number(pointId.slice(searchSetId.length + 1))] ?? null;
}
