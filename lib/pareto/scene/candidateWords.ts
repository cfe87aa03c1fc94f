import { figureText } from "../../base/figure";
import { type MetricId, metricOf } from "../metrics";
import { setValue } from "../pointSet";
import { type Candidate, type Cloud, placeOf } from "./cloud";
import type { PlotFrame } from "./frame";

/** A candidate as it is read aloud: name, set, basis, both coordinates, its place on the front of its set. */
export function candidateWords(candidate: Candidate, cloud: Cloud, { x, y }: PlotFrame): string {
  const { set, index } = candidate;
  const place = placeOf(cloud, candidate);
  const front = cloud.fronts[cloud.sets.indexOf(set)];
  const at = place === null ? -1 : (front?.indexOf(place) ?? -1);
  const where =
    front === undefined || at < 0 ? "" : `; ${at + 1} of ${front.length} on the front of ${set.name}`;
  const name = set.names[index] ?? String(index);
  return `${name} of ${set.name}, ${set.basis}: ${valueWords(candidate, x.metric)}, ${valueWords(candidate, y.metric)}${where}`;
}

function valueWords({ set, index }: Candidate, metric: MetricId): string {
  const { label, unit } = metricOf(metric);
  const value = setValue(set, metric, index);
  return `${label.toLowerCase()} ${value === null ? "unknown" : figureText(value, unit)}`;
}
