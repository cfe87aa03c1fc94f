import { fail } from "../../base/result";
import type { ConfigReader } from "./configReader";
import type { ConfigFamily } from "./imported";

/**
 * Falcon-H1 runs attention and Mamba2 side by side on one normed input and adds their outputs. Layers of a design run one
 * after the other, so every Falcon-H1 model is refused, with the nearest pattern in series.
 */
function readFalconH1(config: ConfigReader) {
  const blocks = config.has("num_hidden_layers") ? config.layerCount() : null;
  return fail({
    field: "model_type",
    message:
      "falcon_h1 runs attention and Mamba2 in parallel on one normed input; layers of a design run in series, so its layers cannot be expressed.",
    mend: `Nearest: the same mixers in series, (m2 a f)x${blocks ?? "N"}, which has one norm more in each block.`,
  });
}

export const falconH1Family: ConfigFamily = { modelTypes: ["falcon_h1"], read: readFalconH1 };
