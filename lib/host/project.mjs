import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder, wherever it was cloned. */
export const projectRoot = fileURLToPath(new URL("../..", import.meta.url));

/** What a build is made from; a change in any of these makes the last build stale. */
const buildInputs = [
  "app",
  "components",
  "lib",
  "public",
  "next.config.js",
  "package-lock.json",
  "package.json",
  "postcss.config.mjs",
  "tsconfig.json",
];

/** Every file below `path`, in a stable order. */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

/** A digest of names and contents of all build inputs, so that an unchanged tree is never built twice. */
export function buildInputDigest() {
  const digest = createHash("sha256");
  for (const input of buildInputs) {
    for (const file of filesBelow(join(projectRoot, input))) {
      digest.update(file.slice(projectRoot.length)).update("\0").update(readFileSync(file)).update("\0");
    }
  }
  return digest.digest("hex");
}

/** A digest of one file's contents, or null where there is none. */
export function fileDigest(path) {
  return existsSync(path) ? createHash("sha256").update(readFileSync(path)).digest("hex") : null;
}
