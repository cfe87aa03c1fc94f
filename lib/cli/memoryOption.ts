import { fail, ok, type Result } from "../base/result";
import { type Arguments, textOption } from "./command";

/** The bytes of `--memory GB`; undefined where it is absent. */
export function memoryOption(args: Arguments): Result<number | undefined> {
  const text = textOption(args, "memory");
  if (text === undefined) return ok(undefined);
  const bytes = Number(text) * 1e9;
  return Number.isFinite(bytes) && bytes > 0
    ? ok(bytes)
    : fail({ field: "", message: `--memory takes the device's memory in GB, such as 80, but is ${text}.` });
}
