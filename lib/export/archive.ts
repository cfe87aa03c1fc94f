import { strToU8, type Zippable, zipSync } from "fflate";
import { byPath } from "./bundle";
import type { ExportFile } from "./target";

/**
 * Packs files into a zip under one folder. Bytes depend on the files alone: sorted paths, and the first moment a zip can
 * express as every file's time (in local time, which is how the format writes it).
 */
export function zipFiles(folder: string, files: readonly ExportFile[]): Uint8Array<ArrayBuffer> {
  const mtime = new Date(1980, 0, 1);
  const entries: Zippable = {};
  for (const { path, text } of [...files].sort(byPath)) {
    if (!isInside(path) || !isInside(folder)) throw new Error(`a bundle may not hold the path ${path}`);
    // Launch scripts keep their right to be run: Unix mode 755 in the upper half of the attributes.
    const mode = path.endsWith(".sh") ? 0o100755 : 0o100644;
    entries[`${folder}/${path}`] = [strToU8(text), { mtime, level: 9, os: 3, attrs: mode << 16 }];
  }
  return new Uint8Array(zipSync(entries));
}

/** Whether a relative path stays in its folder on every system. */
export function isInside(path: string): boolean {
  return (
    path !== "" &&
    !/[\\:\p{Cc}]/u.test(path) &&
    path.split("/").every((part) => part !== "" && part !== "." && part !== "..")
  );
}
