import { ticks as linearTicks } from "d3-array";
import { scaleLinear, scaleLog } from "d3-scale";

export type ScaleKind = "linear" | "log";

export type Interval = readonly [number, number];

/** A stretch of values and the stretch of pixels it is drawn on. */
export interface AxisScale {
  readonly kind: ScaleKind;
  readonly domain: Interval;
  readonly range: Interval;
  /** Pixel of a value; NaN for values a logarithmic axis cannot hold. */
  readonly at: (value: number) => number;
  /** Value at a pixel. */
  readonly invert: (pixel: number) => number;
}

/** A scale between a domain of values and a range of pixels. */
export function axisScale(kind: ScaleKind, domain: Interval, range: Interval): AxisScale {
  const scale = kind === "log" ? scaleLog(domain, range) : scaleLinear(domain, range);
  const at = (value: number) => (kind === "log" && value <= 0 ? Number.NaN : scale(value));
  return { kind, domain, range, at, invert: (pixel) => scale.invert(pixel) };
}

/** Domains of an axis without any value to show. */
const emptyDomain: { readonly [K in ScaleKind]: Interval } = { linear: [0, 1], log: [1, 10] };

/**
 * A domain that holds all values an axis of this kind can show, with `margin` of its length free at both ends. A single
 * value stands in the middle of its own size.
 */
export function domainOf(values: Iterable<number>, kind: ScaleKind, margin = 0.06): Interval {
  let lo = Number.POSITIVE_INFINITY;
  let hi = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value) || (kind === "log" && value <= 0)) continue;
    if (value < lo) lo = value;
    if (value > hi) hi = value;
  }
  if (lo > hi) return emptyDomain[kind];
  if (kind === "log") {
    if (hi / lo < 1.0001) return [lo / 2, hi * 2];
    const stretch = (hi / lo) ** margin;
    return [lo / stretch, hi * stretch];
  }
  if (hi - lo <= Math.max(Math.abs(lo), Math.abs(hi)) * 1e-9) {
    const room = Math.abs(lo) > 0 ? Math.abs(lo) / 2 : 1;
    return [lo - room, hi + room];
  }
  const room = (hi - lo) * margin;
  return [lo - room, hi + room];
}

/** The part of a scale that a pan and zoom leaves in view: `pixel → pixel * k + shift`. */
export function zoomed(scale: AxisScale, k: number, shift: number): AxisScale {
  const [start, end] = scale.range;
  const domain = [scale.invert((start - shift) / k), scale.invert((end - shift) / k)] as const;
  return axisScale(scale.kind, domain, scale.range);
}

/** Where an axis bears a line and a label. */
export interface Tick {
  readonly value: number;
  readonly at: number;
}

/**
 * Ticks at round values, about `count` of them. A logarithmic axis is labelled at 1, 2, 5 where they fit, at powers
 * of ten where it spans many, and like a linear one where it spans less than one.
 */
export function axisTicks(scale: AxisScale, count: number): Tick[] {
  const lo = Math.min(...scale.domain);
  const hi = Math.max(...scale.domain);
  const decades = scale.kind === "log" ? Math.log10(hi / lo) : 0;
  const values =
    scale.kind === "log" && decades >= 0.8
      ? logTicks(lo, hi, decades, count)
      : linearTicks(lo, hi, count).filter((value) => scale.kind === "linear" || value > 0);
  return values.map((value) => ({ value, at: scale.at(value) }));
}

/** Leading digits tried in turn, densest first. */
const mantissas = [[1, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]] as const;

function logTicks(lo: number, hi: number, decades: number, count: number): number[] {
  const step = Math.max(1, Math.ceil(decades / count));
  const digits = mantissas.find((set) => set.length * decades <= count + 1) ?? [1];
  const values: number[] = [];
  const first = Math.floor(Math.log10(lo));
  const last = Math.ceil(Math.log10(hi));
  for (let exponent = first; exponent <= last; exponent++) {
    if (digits.length === 1 && (exponent - first) % step !== 0) continue;
    for (const digit of digits) {
      // Through text, so that 1e-9 is the number people write and not a product next to it.
      const value = Number(`${digit}e${exponent}`);
      if (value >= lo && value <= hi) values.push(value);
    }
  }
  return values;
}
