import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fail, ok, type Result } from "../base/result";

/** Writes a file that `--out` asks for, and the folders above it where they are missing. */
export async function writeTextFile(path: string, text: string): Promise<Result<null>> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    return ok(null);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail({ field: "--out", message: `${path} cannot be written: ${reason}.` });
  }
}
