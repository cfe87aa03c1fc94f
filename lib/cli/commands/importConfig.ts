import { importConfig } from "../../design/import/importConfig";
import { importMegatronScript, looksLikeMegatronScript } from "../../design/import/megatronScript";
import { readJsonText } from "../../design/readDesignText";
import { type Command, done, failed, usageError } from "../command";
import { readTextFile } from "../jsonFile";

/** Reads a Hugging Face config.json, or a launch script of Megatron-LM, into a design. */
export const importCommand: Command = {
  usage: "CONFIG",
  summary: "Reads a Hugging Face config.json, or a Megatron-LM launch script, and prints it as a design.",
  options: {},
  async run({ words }) {
    const [path, ...more] = words;
    if (path === undefined || more.length > 0) return usageError("import takes one CONFIG.");
    const text = await readTextFile(path);
    if (!text.ok) return failed(text);
    if (looksLikeMegatronScript(text.value)) {
      const script = importMegatronScript(text.value);
      return script.ok ? done(script.value) : failed(script);
    }
    const json = readJsonText(text.value);
    if (!json.ok) return failed(json);
    const imported = importConfig(json.value);
    if (!imported.ok) return failed(imported);
    for (const note of imported.value.assumed) console.error(`assumed: ${note}`);
    return done(imported.value.design);
  },
};
