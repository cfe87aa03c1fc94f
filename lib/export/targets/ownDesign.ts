import { fail } from "../../base/result";
import { readDesignText } from "../../design/readDesignText";
import { jsonText } from "../configFile";
import type { Target } from "../target";

/** Paretoscope's own file: holds every design as it is. */
export const ownDesignTarget: Target = {
  id: "design",
  name: "Design file",
  about: "design.json, Paretoscope's own format; holds every design in full. No training stack reads it.",
  check: () => [],
  warnings: () => [],
  emit: (design) => [{ path: "design.json", text: jsonText(design) }],
  readBack(files) {
    const file = files.find(({ path }) => path === "design.json");
    return file === undefined
      ? fail({ field: "design.json", message: "The export has no design.json." })
      : readDesignText(file.text);
  },
  omits: [],
  install: () => [],
  commands: ["npm run -s cli -- describe design.json"],
  supplies: [],
  untried: [],
};
