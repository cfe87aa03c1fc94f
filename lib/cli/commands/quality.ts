import { fail, ok, type Result } from "../../base/result";
import type { EffectChoices } from "../../quality/effects/effects";
import { predictQuality } from "../../quality/predictQuality";
import { type Command, done, failed, textOption, usageError } from "../command";
import { designOptions, readDesignArgument } from "../designArgument";

/** Predicts loss with its terms, and the commonsense average. */
export const qualityCommand: Command = {
  usage: "DESIGN [--hidden N] [--tokens N] [--anchor ID] [--off EFFECT,…] [--weights EFFECT=MEAN:SD,…]",
  summary: "Predicts loss with its terms, bands and grades, and the commonsense average of a design.",
  options: {
    ...designOptions,
    tokens: { type: "string" },
    anchor: { type: "string" },
    off: { type: "string" },
    weights: { type: "string" },
  },
  async run(args) {
    const [argument, ...more] = args.words;
    if (argument === undefined || more.length > 0) return usageError("quality takes one DESIGN.");
    const read = await readDesignArgument(argument, args);
    if (!read.ok) return failed(read);
    const tokens = textOption(args, "tokens");
    const anchor = textOption(args, "anchor");
    const effects = readChoices(textOption(args, "off") ?? "", textOption(args, "weights") ?? "");
    if (!effects.ok) return failed(effects);
    const { design, assumed } = read.value;
    const prediction = predictQuality(design, {
      effects: effects.value,
      ...(tokens !== undefined && { tokens: tokens.trim() === "" ? Number.NaN : Number(tokens) }),
      ...(anchor !== undefined && { anchor }),
    });
    if (!prediction.ok) return failed(prediction);
    return done({ name: design.name, ...prediction.value, ...(assumed.length > 0 && { assumed }) });
  },
};

/** Effects to leave out, and weights of the user's own in nats a token: `operator:gla=0.01:0.005,weight-norm=0:0.01`. */
function readChoices(off: string, weights: string): Result<EffectChoices> {
  const choices: Record<string, EffectChoices[string]> = {};
  for (const id of off.split(",")) if (id.trim() !== "") choices[id.trim()] = "off";
  for (const entry of weights.split(",")) {
    if (entry.trim() === "") continue;
    const found = /^(?<id>[^=]+)=(?<mean>[^:]+):(?<sd>.+)$/.exec(entry.trim())?.groups;
    if (found === undefined)
      return fail({
        field: "--weights",
        message: `${entry} is no weight.`,
        mend: "Write EFFECT=MEAN:SD in nats a token, such as operator:gla=0.01:0.005.",
      });
    choices[found.id!.trim()] = { mean: Number(found.mean), sd: Number(found.sd) };
  }
  return ok(choices);
}
