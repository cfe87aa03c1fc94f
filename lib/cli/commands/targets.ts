import { capabilities } from "../../export/targets";
import { type Command, done, failed, usageError } from "../command";
import { designOptions, readDesignArgument } from "../designArgument";
import { capabilityAnswer } from "../exportAnswers";

/** Which training stacks take a design, and why others do not. */
export const targetsCommand: Command = {
  usage: "DESIGN [--hidden N]",
  summary: "Says for each training stack whether it takes a design, with reasons, edits and warnings.",
  options: designOptions,
  async run(args) {
    const [argument, ...more] = args.words;
    if (argument === undefined || more.length > 0) return usageError("targets takes one DESIGN.");
    const read = await readDesignArgument(argument, args);
    return read.ok ? done(capabilities(read.value.design).map(capabilityAnswer)) : failed(read);
  },
};
