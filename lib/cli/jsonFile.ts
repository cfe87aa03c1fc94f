import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { fail, ok, type Result } from "../base/result";
import { fileSizeProblem, readJsonText } from "../design/readDesignText";

/** Whether a path names something that exists. */
export async function fileExists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Reads a JSON file; a directory stands for its config.json. A file above 8 MB is refused without being read. */
export async function readJsonFile(path: string): Promise<Result<unknown>> {
  const text = await readTextFile(path);
  return text.ok ? readJsonText(text.value) : text;
}

/** Reads a text file; a directory stands for its config.json. A file above 8 MB is refused without being read. */
export async function readTextFile(path: string): Promise<Result<string>> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return await readTextFile(join(path, "config.json"));
    const tooLarge = fileSizeProblem(found.size);
    if (tooLarge) return fail({ ...tooLarge, field: path });
    return ok(await readFile(path, "utf8"));
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return fail({
      field: path,
      message: reason === "ENOENT" ? "There is no such file." : `The file cannot be read (${reason}).`,
    });
  }
}
