import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Runs every benchmark of this folder in a process of its own, so that none warms up the next. Names given run alone. */
const folder = fileURLToPath(new URL(".", import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".bench.ts"))
  .filter((name) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
  .sort();

let failed = 0;
for (const name of files) {
  process.stdout.write(`\n${name}\n`);
  const { status } = spawnSync(process.execPath, ["--import", "tsx", folder + name], { stdio: "inherit" });
  if (status !== 0) failed += 1;
}
if (failed > 0) process.stdout.write(`\n${failed} of ${files.length} benchmarks failed\n`);
process.exitCode = failed > 0 ? 1 : 0;
