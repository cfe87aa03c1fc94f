import { describeDesign } from "../../cost/describe";
import { type Command, done, failed, usageError } from "../command";
import { designOptions, readDesignArgument } from "../designArgument";

/** Counts a design exactly: parameters, bytes, states and FLOPs. */
export const describeCommand: Command = {
  usage: "DESIGN [--hidden N]",
  summary: "Counts parameters, weight, cache and state bytes, and FLOPs of a design.",
  options: designOptions,
  async run(args) {
    const [argument, ...more] = args.words;
    if (argument === undefined || more.length > 0) return usageError("describe takes one DESIGN.");
    const read = await readDesignArgument(argument, args);
    if (!read.ok) return failed(read);
    const { design, assumed } = read.value;
    return done({ ...describeDesign(design), ...(assumed.length > 0 && { assumed }) });
  },
};
