import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  contentSecurityPolicy,
  hashesOfPages,
  htmlFilesBelow,
  inlineScriptHashes,
} from "./contentSecurityPolicy.mjs";
import { buildInputDigest, projectRoot } from "./project.mjs";
import { runProgram } from "./runProgram.mjs";

const stampFile = join(projectRoot, ".next", "paretoscope-build.json");
const isStaticExport = process.env.STATIC_EXPORT === "1";
const mode = isStaticExport ? `export:${process.env.NEXT_PUBLIC_BASE ?? ""}` : "server";

/** A file that every finished build leaves; without it there is nothing to serve, whatever the stamp says. */
const resultFile = isStaticExport
  ? join(projectRoot, "out", "index.html")
  : join(projectRoot, ".next", "BUILD_ID");

/** The stamp of the last finished build: what it was built from, and the hashes its policy lists. Null without one. */
export function readBuildStamp() {
  return existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, "utf8")) : null;
}

/** Puts the policy into each exported page as a meta tag, with the hashes of that page alone. */
function sealExportedPages() {
  for (const file of htmlFilesBelow(join(projectRoot, "out"))) {
    const html = readFileSync(file, "utf8");
    const policy = contentSecurityPolicy(inlineScriptHashes(html), "meta");
    const tag = `<meta http-equiv="Content-Security-Policy" content="${policy}"/>`;
    writeFileSync(file, html.replace(/<head([^>]*)>/i, `<head$1>${tag}`));
  }
}

/** Builds the workbench unless the last build came from the same inputs and is still there. Exits with Next's message when it fails. */
export async function buildIfNeeded() {
  const inputs = buildInputDigest();
  const last = readBuildStamp();
  if (last?.inputs === inputs && last.mode === mode && existsSync(resultFile)) return;
  process.stderr.write("Building the workbench …\n");
  const next = join(projectRoot, "node_modules", "next", "dist", "bin", "next");
  const code = await runProgram(process.execPath, [next, "build"], {
    cwd: projectRoot,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (code !== 0) {
    process.stderr.write("error: the build failed; the message is above.\n");
    process.exit(1);
  }
  if (isStaticExport) sealExportedPages();
  const scriptHashes = isStaticExport ? [] : hashesOfPages(join(projectRoot, ".next", "server", "app"));
  writeFileSync(stampFile, `${JSON.stringify({ inputs, mode, scriptHashes }, null, 1)}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { ensureInstalled } = await import("./install.mjs");
  await ensureInstalled();
  await buildIfNeeded();
}
