import { nearestWord } from "../base/nearest";
import { fail, ok, type Result } from "../base/result";
import type { Design } from "../design/design";
import { findPreset, presets } from "../design/presets";
import type { FindDesign } from "../latency/fit/readTimingsCsv";
import { readDesignFile } from "./designArgument";

/** Finds designs named in a table: a path in `design`, a preset's id or name in `model`. */
export const findDesign: FindDesign = async ({ column, text }): Promise<Result<Design>> => {
  if (column === "design" && !text.startsWith("preset:")) {
    const named = await readDesignFile(text);
    return named.ok ? ok(named.value.design) : named;
  }
  const name = text.replace(/^preset:/, "");
  const preset = findPreset(name) ?? presets.find((known) => known.name.toLowerCase() === name.toLowerCase());
  if (preset) return ok(preset.design);
  const near = nearestWord(
    name,
    presets.map(({ id }) => id),
  );
  return fail({
    field: "model",
    message: `There is no preset named ${name}.`,
    mend: near === null ? "Give a path in a column design." : `Did you mean ${near}?`,
  });
};
