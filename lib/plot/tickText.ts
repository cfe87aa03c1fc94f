import type { Unit } from "../base/estimate";
import { significantDigits, unitFor } from "../base/figure";
import type { Tick } from "./axisScale";

/** Labels of an axis in one unit, and the unit to write beside its name. */
export interface AxisText {
  readonly unit: string;
  readonly labels: readonly string[];
}

/** Spans above which one unit would need too many zeros or digits; each tick then carries its own power of ten. */
const widestSpan = 1e6;

/** Writes the ticks of an axis in the unit that suits its larger values. */
export function axisText(ticks: readonly Tick[], unit: Unit): AxisText {
  const values = ticks.map((tick) => tick.value);
  const sizes = values.map(Math.abs).filter((size) => size > 0);
  const largest = Math.max(...sizes, 0);
  const smallest = Math.min(...sizes, largest);
  const scale = unitFor(Math.sqrt(largest * smallest) || largest, unit);
  const apart = smallestStep(values) / scale.factor;
  const label = (value: number) => tickLabel(value / scale.factor, apart, largest / smallest > widestSpan);
  return { unit: scale.unit, labels: values.map(label) };
}

/** Formatters by the decimals they leave: made once, as ticks are set anew at every step of a pan or zoom. */
const formatters = Array.from(
  { length: 7 },
  (_, decimals) => new Intl.NumberFormat("en-US", { maximumFractionDigits: decimals }),
);

/** One tick, with as many decimals as tell it from its neighbours. */
function tickLabel(value: number, apart: number, wide: boolean): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return powerText(value);
  if (wide) return significantDigits(value, 1);
  const needed = Math.max(decimalsOf(apart), apart > size ? decimalsOf(size) : 0);
  const decimals = Math.min(6, needed);
  return formatters[decimals]!.format(value).replace("-", "−");
}

/** Decimals that show the first digit of a number below one. */
function decimalsOf(size: number): number {
  return Math.max(0, -Math.floor(Math.log10(size) + 1e-9));
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A number as digit times a power of ten: 5×10⁻⁹. */
function powerText(value: number): string {
  const [digits = "", power = "0"] = value.toExponential(1).split("e");
  const exponent = Number(power);
  const raised = [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join("");
  const mantissa = digits.replace(/\.0$/, "").replace("-", "−");
  return `${mantissa === "1" ? "" : `${mantissa}×`}10${exponent < 0 ? "⁻" : ""}${raised}`;
}

/** Least distance between neighbours; the size of a lone value. */
function smallestStep(values: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (let at = 1; at < values.length; at++) least = Math.min(least, Math.abs(values[at]! - values[at - 1]!));
  return Number.isFinite(least) && least > 0 ? least : Math.abs(values[0] ?? 1) || 1;
}
