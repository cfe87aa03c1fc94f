/**
 * Prints the JavaScript of the workbench's first load, gzipped, and fails above the limit: the scripts its HTML names. What
 * the page fetches afterwards, before anything is clicked, is printed beside it. A real Chromium says what was fetched, so
 * the polyfills marked `nomodule`, which it skips, are not counted. Builds first if needed.
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
    scripts.set(new URL(response.url()).pathname, gzipSync(await response.body()).length);
  });
  await page.goto(url, { waitUntil: "networkidle" });
  await browser.close();
  const html = await (await fetch(url)).text();
  let first = 0;
  let later = 0;
  for (const [path, bytes] of [...scripts].sort((a, b) => b[1] - a[1])) {
    const inHtml = html.includes(`src="${path}`);
    if (inHtml) first += bytes;
    else later += bytes;
    process.stdout.write(
      `${(bytes / 1024).toFixed(1).padStart(8)} KB  ${inHtml ? "first" : "later"}  ${path}\n`,
    );
  }
  process.stdout.write(`${(later / 1024).toFixed(1)} KB gzip loaded once the page stands\n`);
  process.stdout.write(
    `${(first / 1024).toFixed(1)} KB gzip of first-load JavaScript, ${first <= limitBytes ? "within" : "above"} the limit of ${limitBytes / 1024} KB\n`,
  );
  process.exitCode = first <= limitBytes ? 0 : 1;
} finally {
  server.kill();
}
