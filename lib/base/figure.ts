import type { Estimate, Unit } from "./estimate";

/** A number as it is set on the page: digits apart from the unit, so that columns line up. */
export interface Figure {
  readonly digits: string;
  /** The unit with its prefix, such as `GB` or `ms/token`. */
  readonly unit: string;
}

interface Scale {
  readonly factor: number;
  readonly unit: string;
  /** Least value (in the base unit) that is shown at this scale. */
  readonly from: number;
}

const countScales = (suffix: string, letters: readonly string[]): readonly Scale[] =>
  letters.map((letter, place) => ({
    factor: 1000 ** place,
    unit: `${letter}${suffix}`,
    from: place === 0 ? 0 : 1000 ** place,
  }));

const byteScales = (suffix: string) => countScales(suffix, ["B", "KB", "MB", "GB", "TB", "PB"]);

/** Scales of each unit, smallest first. Bytes and counts use powers of 1000. */
const scales: { readonly [U in Unit]: readonly Scale[] } = {
  ms: [
    { factor: 0.001, unit: "µs", from: 0 },
    { factor: 1, unit: "ms", from: 0.1 },
    { factor: 1000, unit: "s", from: 1000 },
  ],
  "ms/token": [
    { factor: 0.001, unit: "µs/token", from: 0 },
    { factor: 1, unit: "ms/token", from: 0.01 },
    { factor: 1000, unit: "s/token", from: 10_000 },
  ],
  "tokens/s": [
    { factor: 1, unit: "tokens/s", from: 0 },
    { factor: 1e6, unit: "M tokens/s", from: 1e6 },
  ],
  B: byteScales(""),
  "B/token": byteScales("/token"),
  parameters: [
    { factor: 1, unit: "", from: 0 },
    { factor: 1e3, unit: "K", from: 1e4 },
    { factor: 1e6, unit: "M", from: 1e6 },
    { factor: 1e9, unit: "B", from: 5e8 },
    { factor: 1e12, unit: "T", from: 1e12 },
  ],
  FLOP: countScales("FLOP", ["", "K", "M", "G", "T", "P", "E"]),
  "FLOP/token": countScales("FLOP/token", ["", "K", "M", "G", "T", "P", "E"]),
  "GPU-hours": [
    { factor: 1, unit: "GPU-hours", from: 0 },
    { factor: 1e6, unit: "M GPU-hours", from: 1e6 },
  ],
  "nats/token": [{ factor: 1, unit: "nats/token", from: 0 }],
  "%": [{ factor: 1, unit: "%", from: 0 }],
  sequences: [{ factor: 1, unit: "sequences", from: 0 }],
  tokens: [{ factor: 1, unit: "tokens", from: 0 }],
  layers: [{ factor: 1, unit: "layers", from: 0 }],
  blocks: [{ factor: 1, unit: "blocks", from: 0 }],
};

/** Units of things that are counted and seldom many: shown in full. */
const countedWhole: ReadonlySet<Unit> = new Set(["sequences", "tokens", "layers", "blocks"]);

function scaleFor(value: number, unit: Unit): Scale {
  const size = Math.abs(value);
  const fitting = scales[unit].filter(({ from }) => size >= from);
  const scale = fitting.at(-1) ?? scales[unit][0];
  if (scale === undefined) throw new Error(`no scale for ${unit}`);
  return scale;
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Formatters are costly to make and figures are set thousands of times a second while a plot moves: one is kept of each kind. */
function formatter(least: number, most: number): Intl.NumberFormat {
  const key = `${least} ${most}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat("en-US", {
    minimumSignificantDigits: least,
    maximumSignificantDigits: most,
  });
  formatters.set(key, made);
  return made;
}

/** Digits with `significant` figures; whole thousands keep their separators, never an exponent. */
export function significantDigits(value: number, significant: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : value < 0 ? "−∞" : "unknown";
  const least = value !== 0 && Math.abs(value) < 10 ** (significant - 1) ? significant : 1;
  return unsignedZero(formatter(least, significant).format(value));
}

/**
 * Sets a value in the scale that suits it: three significant figures, four for loss, percentages to a tenth, sequences,
 * tokens, layers and blocks whole and in full.
 */
export function figureOf(value: number, unit: Unit): Figure {
  const scale = scaleFor(value, unit);
  return { digits: digitsAt(value, unit, scale), unit: scale.unit };
}

function digitsAt(value: number, unit: Unit, scale: Scale): string {
  if (!Number.isFinite(value)) return significantDigits(value, 3);
  const scaled = value / scale.factor;
  if (countedWhole.has(unit) || (scale.factor === 1 && (unit === "parameters" || unit === "B")))
    return unsignedZero(Math.round(scaled).toLocaleString("en-US"));
  if (unit === "%") return unsignedZero(scaled.toFixed(1));
  return significantDigits(scaled, unit === "nats/token" ? 4 : 3);
}

/** Digits with a true minus sign, and none before a zero. */
function unsignedZero(digits: string): string {
  return /^-[0.]+$/.test(digits) ? digits.slice(1) : digits.replace("-", "−");
}

/** The factor and the name of the unit that suits a value, so that a whole axis can be written in one unit. */
export function unitFor(value: number, unit: Unit): { readonly factor: number; readonly unit: string } {
  return scaleFor(value, unit);
}

/** A value with its unit, as one text. */
export function figureText(value: number, unit: Unit): string {
  if (Number.isNaN(value)) return "unknown";
  const { digits, unit: name } = figureOf(value, unit);
  return name === "" ? digits : `${digits} ${name}`;
}

/**
 * The 90 % interval beside a figure: `± 0.6` where it is symmetric, `13.1 to 16.0` where it is not, `± < 0.01`
 * where the digits shown do not tell its ends apart, at the scale of the value. Null when the value is exact or has no interval.
 */
export function bandText(estimate: Estimate): string | null {
  const { value, unit, lo, hi } = estimate;
  if (lo === null || hi === null || (lo === value && hi === value)) return null;
  const scale = scaleFor(value, unit);
  const half = (hi - lo) / 2;
  if (Math.abs(hi + lo - 2 * value) <= 0.15 * half)
    return `± ${unit === "%" ? half.toFixed(1) : significantDigits(half / scale.factor, 2)}`;
  const [from, to] = [digitsAt(lo, unit, scale), digitsAt(hi, unit, scale)];
  return from === to ? `± < ${lastPlace(from)}` : `${from} to ${to}`;
}

/** One in the last decimal place of some digits: `0.01` for `1.98`. */
function lastPlace(digits: string): string {
  const [, decimals = ""] = digits.split(".");
  return decimals === "" ? "1" : `0.${"1".padStart(decimals.length, "0")}`;
}

/** The value in full with its base unit, for copying and for hovering. */
export function fullText(value: number, unit: Unit): string {
  return `${value.toLocaleString("en-US", { maximumFractionDigits: 6 })} ${unit === "B" ? "bytes" : unit}`;
}
