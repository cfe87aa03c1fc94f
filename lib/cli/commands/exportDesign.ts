import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { nearestWord } from "../../base/nearest";
import { fail, type Result } from "../../base/result";
import { isInside } from "../../export/archive";
import { makeBundle } from "../../export/bundle";
import type { RecipeWishes } from "../../export/recipe";
import { type ExportFile, targetIds } from "../../export/target";
import { findTarget } from "../../export/targets";
import { type Arguments, type Command, done, failed, refused, textOption, usageError } from "../command";
import { designOptions, readDesignArgument } from "../designArgument";
import { acceptingTargets, reasonAnswer } from "../exportAnswers";
import { predictedFigures } from "../predictedFigures";
import { writeTextFile } from "../writeTextFile";

/** Writes the files a training stack wants, or says why the design does not fit it (exit 3). */
export const exportCommand: Command = {
  usage: `DESIGN --target ID --out DIR [--hidden N] [--tokens N] [--sequence N] (targets: ${targetIds.join(", ")})`,
  summary:
    "Writes a design for a training stack: config or script, recipe, parameter table, figures and README.",
  options: {
    ...designOptions,
    target: { type: "string" },
    out: { type: "string" },
    tokens: { type: "string" },
    sequence: { type: "string" },
  },
  async run(args) {
    const [argument, ...more] = args.words;
    if (argument === undefined || more.length > 0) return usageError("export takes one DESIGN.");
    const id = textOption(args, "target");
    const out = textOption(args, "out");
    if (id === undefined || out === undefined || out === "")
      return usageError("export needs --target and --out.");
    const target = findTarget(id);
    if (target === null) {
      const near = nearestWord(id, targetIds);
      return usageError(
        `there is no target ${id}.${near ? ` Did you mean ${near}?` : ""} Targets are ${targetIds.join(", ")}.`,
      );
    }
    const wishes = wishesOf(args);
    if (!wishes.ok) return failed(wishes);
    const read = await readDesignArgument(argument, args);
    if (!read.ok) return failed(read);
    const { design, assumed } = read.value;
    const bundle = makeBundle(target, design, {
      wishes: wishes.value,
      predicted: predictedFigures(design, wishes.value.tokens),
    });
    if (!bundle.ok)
      return refused({
        target: id,
        ok: false,
        reasons: bundle.reasons.map(reasonAnswer),
        accepting: acceptingTargets(design),
      });
    const written = await writeFiles(out, bundle.files);
    if (!written.ok) return failed(written);
    return done({
      target: id,
      ok: true,
      out,
      files: bundle.files.map(({ path }) => path),
      warnings: bundle.warnings,
      roundTrip: bundle.trip,
      ...(assumed.length > 0 && { assumed }),
    });
  },
};

function wishesOf(args: Arguments): Result<RecipeWishes> {
  const tokens = numberOption(args, "tokens", 1e18);
  if (!tokens.ok) return tokens;
  const sequence = numberOption(args, "sequence", 1e9);
  if (!sequence.ok) return sequence;
  return {
    ok: true,
    value: {
      ...(tokens.value !== null && { tokens: tokens.value }),
      ...(sequence.value !== null && { sequenceLength: sequence.value }),
    },
  };
}

/** A whole number above 0, or null when the option is absent. */
function numberOption(args: Arguments, name: string, most: number): Result<number | null> {
  const text = textOption(args, name);
  if (text === undefined) return { ok: true, value: null };
  const value = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isInteger(value) && value >= 1 && value <= most
    ? { ok: true, value }
    : fail({ field: `--${name}`, message: `must be a whole number from 1 to ${most}, but is ${text}.` });
}

async function writeFiles(out: string, files: readonly ExportFile[]): Promise<Result<null>> {
  for (const { path, text } of files) {
    if (!isInside(path)) return fail({ field: "--out", message: `${path} leaves the folder.` });
    const place = join(out, path);
    const written = await writeTextFile(place, text);
    if (!written.ok) return written;
    if (path.endsWith(".sh")) await chmod(place, 0o755);
  }
  return { ok: true, value: null };
}
