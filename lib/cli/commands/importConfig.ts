import { importConfig } from "../../design/import/importConfig";
import { type Command, done, failed, usageError } from "../command";
import { readJsonFile } from "../jsonFile";

/** Reads a Hugging Face config.json into a design. */
export const importCommand: Command = {
  usage: "CONFIG",
  summary: "Reads a Hugging Face config.json and prints it as a design.",
  options: {},
  async run({ words }) {
    const [path, ...more] = words;
    if (path === undefined || more.length > 0) return usageError("import takes one CONFIG.");
    const json = await readJsonFile(path);
    if (!json.ok) return failed(json);
    const imported = importConfig(json.value);
    if (!imported.ok) return failed(imported);
    for (const note of imported.value.assumed) console.error(`assumed: ${note}`);
    return done(imported.value.design);
  },
};
