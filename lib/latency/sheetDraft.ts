import { ok, type Problem, type Result } from "../base/result";
import type { DataSheet } from "./dataSheet";

/** The figures of a data sheet a person types, in the units data sheets use. */
export type SheetFieldId = keyof DataSheet;

/** A typed device as text, field by field. */
export type SheetDraft = Readonly<Record<SheetFieldId | "name", string>>;

interface SheetField {
  readonly id: SheetFieldId;
  readonly label: string;
  readonly unit: string;
  /** Base units (bytes, bytes/s, FLOP/s) in one unit of the field. */
  readonly factor: number;
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
  readonly optional: boolean;
  readonly help: string;
}

/** Limits are a decade or more beyond what has been built, from embedded GPUs to whole racks: they catch wrong units. */
export const sheetFields: readonly SheetField[] = [
  field(
    "memoryBytes",
    "Memory",
    "GB",
    1e9,
    0.5,
    20_000,
    "Capacity the runtime can use for weights and caches.",
  ),
  field("bandwidth", "Memory bandwidth", "GB/s", 1e9, 5, 200_000, "Peak rate of the device's main memory."),
  field(
    "peakBf16",
    "Peak, bf16",
    "TFLOP/s",
    1e12,
    0.05,
    100_000,
    "Dense matrix rate with fp32 accumulation; sheets often print the sparse one, which is twice that.",
  ),
  {
    ...field(
      "peakFp8",
      "Peak, fp8",
      "TFLOP/s",
      1e12,
      0.05,
      200_000,
      "Dense; empty where there are no fp8 units.",
    ),
    optional: true,
  },
  field("cacheBytes", "Last-level cache", "MB", 1e6, 0.1, 20_000, "The cache all compute units share."),
  {
    ...field("sms", "Compute units", "", 1, 1, 20_000, "Streaming multiprocessors, compute units or cores."),
    whole: true,
  },
];

function field(
  id: SheetFieldId,
  label: string,
  unit: string,
  factor: number,
  least: number,
  most: number,
  help: string,
): SheetField {
  return { id, label, unit, factor, least, most, help, whole: false, optional: false };
}

/** FLOP a byte at the ridge beyond which a sheet more likely has a wrong unit than a strange machine: known devices lie in 10 to 700. */
const ridgeLimits = [0.5, 20_000] as const;

export const longestName = 80;

/** Reads a typed device. Every problem names its field, so that the form can show it there. */
export function readSheetDraft(
  draft: SheetDraft,
  takenNames: readonly string[],
): Result<{ readonly name: string; readonly sheet: DataSheet }> {
  const problems: Problem[] = [];
  const name = draft.name.trim();
  const nameProblem = problemOfName(name, takenNames);
  if (nameProblem !== null) problems.push({ field: "name", message: nameProblem });
  const values = new Map<SheetFieldId, number>();
  for (const each of sheetFields) {
    const read = readField(each, draft[each.id]);
    if (typeof read === "string") problems.push({ field: each.id, message: read });
    else if (read !== null) values.set(each.id, read * each.factor);
  }
  const value = (id: SheetFieldId) => values.get(id) ?? Number.NaN;
  const ridge = value("peakBf16") / value("bandwidth");
  if (ridge < ridgeLimits[0] || ridge > ridgeLimits[1])
    problems.push({
      field: "bandwidth",
      message: `With this peak it gives ${ridge.toPrecision(2)} FLOP a byte, which no device has.`,
      mend: "Check the units: GB/s and TFLOP/s.",
    });
  if (value("peakFp8") < value("peakBf16"))
    problems.push({
      field: "peakFp8",
      message: "is below the bf16 peak.",
      mend: "Leave it empty without fp8 units.",
    });
  if (value("cacheBytes") > value("memoryBytes"))
    problems.push({ field: "cacheBytes", message: "is larger than the memory.", mend: "It is in MB." });
  if (problems.length > 0) return { ok: false, problems };
  return ok({
    name,
    sheet: {
      memoryBytes: value("memoryBytes"),
      bandwidth: value("bandwidth"),
      peakBf16: value("peakBf16"),
      peakFp8: values.get("peakFp8") ?? null,
      cacheBytes: value("cacheBytes"),
      sms: value("sms"),
    },
  });
}

/** What is wrong with a device's name, as a sentence; null when nothing is. */
export function problemOfName(name: string, takenNames: readonly string[]): string | null {
  if (name === "") return "A device needs a name.";
  if (name.length > longestName)
    return `A name has at most ${longestName} characters; this has ${name.length}.`;
  const wanted = name.toLowerCase();
  if (takenNames.some((taken) => taken.toLowerCase() === wanted)) return "Another device has this name.";
  return null;
}

/** Digits with or without separators of thousands: `989`, `3,350`, `4.5e3`; a lone comma is refused, as it may mean a point. */
export const plainNumber = /^[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?(e[+-]?\d+)?$/i;

/** The number in a field, null where an optional one is empty, or what is wrong with it. */
function readField({ unit, least, most, whole, optional }: SheetField, text: string): number | null | string {
  const trimmed = text.trim().replaceAll(/[\s_]/g, "");
  if (trimmed === "") return optional ? null : "A number is needed here.";
  const value = plainNumber.test(trimmed) ? Number(trimmed.replaceAll(",", "")) : Number.NaN;
  if (!Number.isFinite(value)) {
    const comma = /^\d+,\d+$/.test(trimmed) ? ` Write ${trimmed.replace(",", ".")} with a point.` : "";
    return `This is not a number.${comma}`;
  }
  if (whole && !Number.isInteger(value)) return "must be a whole number.";
  if (value < least || value > most) {
    const range = `${least.toLocaleString("en-US")} to ${most.toLocaleString("en-US")}${unit === "" ? "" : ` ${unit}`}`;
    return `must be from ${range}.`;
  }
  return value;
}

/** A device as the form shows it. */
export function draftOfSheet(name: string, sheet: DataSheet): SheetDraft {
  const text = ({ id, factor }: SheetField) => {
    const value = sheet[id];
    return value === null ? "" : String(Number((value / factor).toPrecision(12)));
  };
  const entries = sheetFields.map((each) => [each.id, text(each)]);
  return { name, ...Object.fromEntries(entries) } as SheetDraft;
}

/** A form nobody has filled in yet. */
export const emptySheetDraft: SheetDraft = {
  name: "",
  memoryBytes: "",
  bandwidth: "",
  peakBf16: "",
  peakFp8: "",
  cacheBytes: "",
  sms: "",
};
