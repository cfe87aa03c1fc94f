import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileDigest, projectRoot } from "./project.mjs";
import { runProgram } from "./runProgram.mjs";

const lockFile = join(projectRoot, "package-lock.json");
const stampFile = join(projectRoot, "node_modules", ".paretoscope-lock");

/**
 * Installs exactly the lock file, unless node_modules already holds it. The stamp is written after a successful
 * install only, so an interrupted one is repeated.
 */
export async function ensureInstalled() {
  const wanted = fileDigest(lockFile);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted) return;
  process.stderr.write("Installing the packages of package-lock.json …\n");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const code = await runProgram(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: projectRoot,
    shell: process.platform === "win32",
  });
  if (code !== 0) {
    process.stderr.write(
      "error: npm ci failed. Its message is above; check the network and run the command again.\n",
    );
    process.exit(1);
  }
  writeFileSync(stampFile, wanted);
}
