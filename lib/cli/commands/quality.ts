import type { EffectChoices } from "../../quality/effects/effects";
import { predictQuality } from "../../quality/predictQuality";
import { type Command, done, failed, textOption, usageError } from "../command";
import { designOptions, readDesignArgument } from "../designArgument";

/** Predicts loss with its terms, and the commonsense average. */
export const qualityCommand: Command = {
  usage: "DESIGN [--hidden N] [--tokens N] [--anchor ID] [--off EFFECT,…]",
  summary: "Predicts loss with its terms, bands and grades, and the commonsense average of a design.",
  options: {
    ...designOptions,
    tokens: { type: "string" },
    anchor: { type: "string" },
    off: { type: "string" },
  },
  async run(args) {
    const [argument, ...more] = args.words;
    if (argument === undefined || more.length > 0) return usageError("quality takes one DESIGN.");
    const read = await readDesignArgument(argument, args);
    if (!read.ok) return failed(read);
    const tokens = textOption(args, "tokens");
    const anchor = textOption(args, "anchor");
    const effects: EffectChoices = Object.fromEntries(
      (textOption(args, "off") ?? "")
        .split(",")
        .filter((id) => id !== "")
        .map((id) => [id.trim(), "off"]),
    );
    const { design, assumed } = read.value;
    const prediction = predictQuality(design, {
      effects,
      ...(tokens !== undefined && { tokens: tokens.trim() === "" ? Number.NaN : Number(tokens) }),
      ...(anchor !== undefined && { anchor }),
    });
    if (!prediction.ok) return failed(prediction);
    return done({ name: design.name, ...prediction.value, ...(assumed.length > 0 && { assumed }) });
  },
};
