import type { MetricId } from "./metrics";

/** Limits on metrics, both ends inclusive; an absent end does not limit. */
export type Constraints = {
  readonly [M in MetricId]?: { readonly min?: number; readonly max?: number };
};

/** True when a value is within a limit. A value that is not known passes none. */
export function withinLimit(
  value: number | null,
  limit: { readonly min?: number; readonly max?: number },
): boolean {
  if (value === null || !Number.isFinite(value)) return false;
  return (limit.min === undefined || value >= limit.min) && (limit.max === undefined || value <= limit.max);
}

/** The limits in force, as pairs. */
export function limitsOf(constraints: Constraints) {
  return Object.entries(constraints) as [MetricId, { readonly min?: number; readonly max?: number }][];
}

/** True when every limited metric is known and within its limit. */
export function meets(constraints: Constraints, read: (metric: MetricId) => number | null): boolean {
  return limitsOf(constraints).every(([metric, limit]) => withinLimit(read(metric), limit));
}
