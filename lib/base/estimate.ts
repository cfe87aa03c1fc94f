/**
 * Where a figure comes from, from hardest to softest evidence.
 * - `exact`: counted from the design
 * - `measured`: timed on this device
 * - `published`: stated by a model's authors
 * - `calibrated`: from measured kernels, every dimension inside the measured range of that device and operation
 * - `modelled`: from first principles, a scaling law, or outside the measured range
 */
export const estimateSources = ["exact", "measured", "published", "calibrated", "modelled"] as const;
export type EstimateSource = (typeof estimateSources)[number];

/** Units that appear on screen and in exports. */
export type Unit =
  | "ms"
  | "ms/token"
  | "tokens/s"
  | "B"
  | "B/token"
  | "parameters"
  | "FLOP"
  | "FLOP/token"
  | "GPU-hours"
  | "nats/token"
  | "%"
  | "sequences"
  | "tokens"
  | "layers"
  | "blocks";

/** A figure with its unit, 90 % interval and origin. Every number a user sees is one of these. */
export interface Estimate {
  readonly value: number;
  readonly unit: Unit;
  /** Lower end of the 90 % interval; equals `value` when exact, null when published without an interval. */
  readonly lo: number | null;
  /** Upper end of the 90 % interval; equals `value` when exact, null when published without an interval. */
  readonly hi: number | null;
  readonly source: EstimateSource;
  /** One or two sentences: model, data and assumptions behind the figure. */
  readonly provenance: string;
}

/** A figure counted from the design, without uncertainty. */
export function exact(value: number, unit: Unit, provenance: string): Estimate {
  return { value, unit, lo: value, hi: value, source: "exact", provenance };
}

/** A figure stated by others, without an interval unless they gave one. */
export function published(value: number, unit: Unit, provenance: string): Estimate {
  return { value, unit, lo: null, hi: null, source: "published", provenance };
}
