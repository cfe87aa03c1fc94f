import { describeDesign } from "../../cost/describe";
import { presets } from "../../design/presets";
import { type Command, done, usageError } from "../command";

/** Lists the published models one can start from. */
export const presetsCommand: Command = {
  usage: "",
  summary: "Lists the presets with their pattern, parameters and assumptions.",
  options: {},
  run({ words }) {
    if (words.length > 0) return usageError("presets takes no arguments.");
    return done(
      presets.map(({ id, name, design, publishedId, source, assumptions }) => {
        const { notation, params, depthBlocks, kvBytesPerToken } = describeDesign(design);
        return {
          id,
          name,
          notation,
          hiddenSize: design.hiddenSize,
          depthBlocks,
          params: params.total,
          kvBytesPerToken,
          published: publishedId ?? null,
          source,
          assumptions,
        };
      }),
    );
  },
};
