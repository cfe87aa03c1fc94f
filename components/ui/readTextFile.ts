import { fail, ok, type Result } from "@/lib/base/result";
import { fileSizeProblem } from "@/lib/design/readDesignText";

/** The text of a file somebody chose or dropped. A file that is too large is refused unread. */
export async function readTextFile(file: File): Promise<Result<string>> {
  const tooLarge = fileSizeProblem(file.size);
  if (tooLarge !== null) return fail({ ...tooLarge, field: file.name });
  try {
    return ok(await file.text());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail({
      field: file.name,
      message: `The browser could not read the file (${reason}).`,
      mend: "It may have been moved, changed or locked: choose it again.",
    });
  }
}
