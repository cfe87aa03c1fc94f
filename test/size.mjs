/**
 * Prints the JavaScript that the workbench loads before anything is clicked, gzipped, and fails above the limit. It asks
 * the built page in a real Chromium what it fetched, so that preloads and chunks of layout and page are all counted.
 * Needs a build (`npm run build`); browsers with modules skip the polyfills marked `nomodule`, and so does this count.
 */
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { chromiumArguments, chromiumHelp, ensureChromium } from "../lib/host/chromium.mjs";
import { projectRoot } from "../lib/host/project.mjs";

/** Bytes of gzipped JavaScript the first load may take. */
const limitBytes = 300 * 1024;

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function answers(url) {
  for (let attempt = 0; attempt < 300; attempt++) {
    try {
      if ((await fetch(url)).ok) return true;
    } catch {
      // The server is still starting.
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}

const executablePath = await ensureChromium();
if (executablePath === null) {
  process.stderr.write(`error: ${chromiumHelp}\n`);
  process.exit(1);
}
const port = await freePort();
const url = `http://localhost:${port}/`;
const server = spawn(process.execPath, [join(projectRoot, "lib", "host", "start.mjs")], {
  env: { ...process.env, PORT: String(port) },
  stdio: ["ignore", "ignore", "inherit"],
});
try {
  if (!(await answers(url))) throw new Error("the workbench did not start");
  const browser = await chromium.launch({ executablePath, args: chromiumArguments });
  const page = await browser.newPage();
  const scripts = new Map();
  page.on("response", async (response) => {
    if (response.request().resourceType() !== "script" || !response.ok()) return;
    scripts.set(response.url(), gzipSync(await response.body()).length);
  });
  await page.goto(url, { waitUntil: "networkidle" });
  await browser.close();
  let total = 0;
  for (const [script, bytes] of [...scripts].sort((a, b) => b[1] - a[1])) {
    total += bytes;
    process.stdout.write(`${(bytes / 1024).toFixed(1).padStart(8)} KB  ${new URL(script).pathname}\n`);
  }
  const verdict = total <= limitBytes ? "within" : "above";
  process.stdout.write(
    `${(total / 1024).toFixed(1)} KB gzip of first-load JavaScript, ${verdict} the limit of ${limitBytes / 1024} KB\n`,
  );
  process.exitCode = total <= limitBytes ? 0 : 1;
} finally {
  server.kill();
}
