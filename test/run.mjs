/**
 * `npm test`: installs what it needs, then type check, lint, unit tests and end-to-end tests in a real Chromium.
 * Every stage runs even if an earlier one failed. The last line is `N passed, N failed`.
 * --fast leaves the end-to-end tests out, --e2e runs them alone.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromiumHelp, ensureChromium } from "../lib/host/chromium.mjs";
import { ensureInstalled } from "../lib/host/install.mjs";
import { projectRoot } from "../lib/host/project.mjs";

const only = process.argv.includes("--fast") ? "fast" : process.argv.includes("--e2e") ? "e2e" : "all";
const total = { passed: 0, failed: 0, skipped: 0 };

function add({ passed = 0, failed = 0, skipped = 0 }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

/** Runs a program of node_modules; its output goes straight through. */
function run(title, script, parameters, environment = {}) {
  process.stdout.write(`\n— ${title}\n`);
  const result = spawnSync(process.execPath, [join(projectRoot, "node_modules", script), ...parameters], {
    cwd: projectRoot,
    stdio: ["ignore", 1, 2],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...environment },
  });
  return result.status === 0;
}

/** A stage that either passes or fails as one. */
function check(title, script, parameters) {
  add(run(title, script, parameters) ? { passed: 1 } : { failed: 1 });
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function unitTests(folder) {
  const file = join(folder, "vitest.json");
  const succeeded = run("Unit tests", "vitest/vitest.mjs", [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  const report = readReport(file);
  if (report === null) return add({ failed: 1 });
  add({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  });
  // A file that does not even load has no failed test in it, yet the run failed.
  if (!succeeded && report.numFailedTests === 0) add({ failed: 1 });
}

async function endToEndTests(folder) {
  const chromium = await ensureChromium();
  if (chromium === null) {
    process.stdout.write(`\n${chromiumHelp}\n`);
    return add({ failed: 1 });
  }
  const file = join(folder, "playwright.json");
  const succeeded = run("End-to-end tests", "@playwright/test/cli.js", ["test", "--reporter=list,json"], {
    CHROME_PATH: chromium,
    E2E_PORT: String(await freePort()),
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const stats = readReport(file)?.stats;
  if (stats === undefined) return add({ failed: 1 });
  add({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped });
  if (!succeeded && stats.unexpected === 0) add({ failed: 1 });
}

await ensureInstalled();
const folder = mkdtempSync(join(tmpdir(), "paretoscope-test-"));
try {
  if (only !== "e2e") {
    run("Route types", "next/dist/bin/next", ["typegen"]);
    check("Type check", "typescript/bin/tsc", ["--noEmit"]);
    check("Lint", "@biomejs/biome/bin/biome", ["check", ".", "--diagnostic-level=error"]);
    unitTests(folder);
  }
  if (only !== "fast") await endToEndTests(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
