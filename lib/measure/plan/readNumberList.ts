import { fail, ok, type Result } from "../../base/result";

/** Largest size a custom plan may ask for. */
const largest = 1_000_000;

/** Reads `512, 1024`. Hidden sizes are multiples of 64, so that every operator's heads divide them. */
export function readNumberList(text: string, hiddenSizes: boolean): Result<readonly number[]> {
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  if (hiddenSizes && words.length === 0) return fail({ field: "", message: "At least one size is needed." });
  const values = words.map(Number);
  const wrong = values.findIndex(
    (value) =>
      !Number.isInteger(value) ||
      value < 0 ||
      value > largest ||
      (hiddenSizes && (value < 64 || value % 64 !== 0)),
  );
  if (wrong < 0) return ok(values);
  const wanted = hiddenSizes ? "a multiple of 64" : "a whole number";
  return fail({ field: "", message: `${words[wrong]} is not ${wanted}.` });
}
