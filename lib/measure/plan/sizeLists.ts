import { fail, ok, type Result } from "../../base/result";
import type { PlanOptions } from "./shippedPlans";

/** A list of sizes that a plan varies. */
export type SizeList = keyof Pick<PlanOptions, "hiddenSizes" | "contexts" | "batches" | "prompts">;

interface SizeRule {
  /** Its name in the address. */
  readonly field: string;
  readonly least: number;
  readonly most: number;
  readonly multipleOf: number;
  /** Empty leaves prompts out; of everything else a plan needs one. */
  readonly mayBeEmpty: boolean;
}

/** What each list takes, in the form and in the address alike. Heads of every operator divide multiples of 64. */
export const sizeRules: Readonly<Record<SizeList, SizeRule>> = {
  hiddenSizes: { field: "hidden", least: 64, most: 16_384, multipleOf: 64, mayBeEmpty: false },
  contexts: { field: "contexts", least: 0, most: 1_000_000, multipleOf: 1, mayBeEmpty: false },
  batches: { field: "batches", least: 1, most: 1024, multipleOf: 1, mayBeEmpty: false },
  prompts: { field: "prompts", least: 1, most: 65_536, multipleOf: 1, mayBeEmpty: true },
};

/** Reads `512, 1024`, parted by commas or spaces; each size counts once. Problems name the list as the address does. */
export function readSizeList(text: string, list: SizeList): Result<readonly number[]> {
  const { field, least, most, multipleOf, mayBeEmpty } = sizeRules[list];
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  if (words.length === 0 && !mayBeEmpty) return fail({ field, message: "At least one size is needed." });
  const values = words.map(Number);
  const refused = (holds: (value: number) => boolean) => words[values.findIndex((value) => !holds(value))];
  const outside = refused((value) => Number.isInteger(value) && value >= least && value <= most);
  if (outside !== undefined)
    return fail({
      field,
      message: `${outside} is not a whole number from ${least} to ${most.toLocaleString("en-US")}.`,
    });
  const uneven = refused((value) => value % multipleOf === 0);
  if (uneven !== undefined) return fail({ field, message: `${uneven} is not a multiple of ${multipleOf}.` });
  return ok([...new Set(values)]);
}
