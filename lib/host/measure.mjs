/**
 * `npm run measure -- --plan quick`: measures this machine in a local Chromium and prints the measurement as JSON on
 * standard output. Builds and serves the workbench where needed; progress and messages go to standard error. Exit 0; 1
 * for an error; 2 for wrong usage; 3 when the fit is refused (the JSON holds the samples and the reason).
 */
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { chromiumArguments, chromiumHelp, ensureChromium } from "./chromium.mjs";
import { ensureInstalled } from "./install.mjs";
import { projectRoot } from "./project.mjs";

const usage = `Usage: npm run measure -- [options]
  --plan quick|full|design|custom
                                 what to measure (quick); design is the one the page opens with
  --backend webgpu|wasm-threads|wasm|webnn
                                 where; the best usable one when absent
  --precision fp32|fp16|int4|int4-fp16
  --operators attention,ffn,...  operator kinds
  --hidden 512,1024              hidden sizes
  --contexts 128,1024            cache lengths
  --batches 1,4                  sequences at once
  --prompts 64                   prompt lengths
  --rounds 40                    counted runs of each decode step
  --cold 128                     MB of distinct weights between two runs of a case
  --profile FILE                 also writes the device profile, which the command line takes as --device
  --timeout 900                  seconds until it is given up
  --url http://localhost:3000    a workbench that is already served
`;

const optionNames = [
  "plan",
  "backend",
  "precision",
  "operators",
  "hidden",
  "contexts",
  "batches",
  "prompts",
  "rounds",
  "cold",
];

function refuse(message, code) {
  process.stderr.write(`error: ${message}\n`);
  process.exit(code);
}

function readOptions() {
  const names = [...optionNames, "profile", "timeout", "url"];
  const options = Object.fromEntries(names.map((name) => [name, { type: "string" }]));
  try {
    return parseArgs({ options: { ...options, help: { type: "boolean" } } }).values;
  } catch (error) {
    process.stderr.write(usage);
    return refuse(error.message, 2);
  }
}

/** The address of a measurement with these options. */
function addressOf(base, options) {
  const query = new URLSearchParams({ measure: options.plan ?? "quick" });
  for (const name of optionNames.slice(1)) if (options[name] !== undefined) query.set(name, options[name]);
  return `${base}/?${query}`;
}

/** Serves the workbench on a free port; resolves to its address. */
function serve() {
  const server = spawn(process.execPath, ["lib/host/start.mjs"], {
    cwd: projectRoot,
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    let output = "";
    server.stdout.on("data", (data) => {
      output += data;
      const found = /http:\/\/localhost:\d+/.exec(output);
      if (found) resolve({ address: found[0], stop: () => server.kill() });
    });
    server.once("exit", (code) => reject(new Error(`the server ended with code ${code}`)));
  });
}

const options = readOptions();
if (options.help) {
  process.stdout.write(usage);
  process.exit(0);
}
const seconds = Number(options.timeout ?? 900);
if (!(seconds > 0)) refuse(`--timeout must be a number of seconds, but is ${options.timeout}.`, 2);

await ensureInstalled();
const executablePath = await ensureChromium();
if (executablePath === null) refuse(chromiumHelp, 1);
const { chromium } = await import("@playwright/test");
const server = options.url === undefined ? await serve() : { address: options.url, stop: () => {} };
let browser = null;
let code = 1;
try {
  browser = await chromium.launch({
    executablePath,
    args: [...chromiumArguments, "--enable-unsafe-webgpu"],
  });
  const page = await browser.newPage();
  await page.goto(addressOf(server.address.replace(/\/$/, ""), options));
  const ended = page.waitForFunction(
    () => ["finished", "failed", "cancelled"].includes(window.paretoscopeMeasurement?.state),
    null,
    { timeout: seconds * 1000, polling: 250 },
  );
  const progress = setInterval(async () => {
    const status = page.getByTestId("measure-status");
    const text = await status.textContent({ timeout: 500 }).catch(() => "");
    if (text) process.stderr.write(`${text}\n`);
  }, 5000);
  await ended.finally(() => clearInterval(progress));
  const { state, reason, document } = await page.evaluate(() => window.paretoscopeMeasurement);
  if (state === "finished") {
    process.stdout.write(`${JSON.stringify(document, null, 1)}\n`);
    const { refusal, validationErrorPercent, profile } = document.result;
    if (options.profile !== undefined && profile !== null)
      writeFileSync(options.profile, `${JSON.stringify(profile)}\n`);
    process.stderr.write(
      refusal === null
        ? `${document.name}: stacks outside the fit are predicted within ${validationErrorPercent.toFixed(1)} %.\n`
        : `${document.name}: ${refusal.reason}\n`,
    );
    code = refusal === null ? 0 : 3;
  } else process.stderr.write(`error: ${reason ?? `the measurement was ${state}`}\n`);
} catch (error) {
  process.stderr.write(`error: ${error.message}\n`);
} finally {
  await browser?.close();
  server.stop();
}
process.exit(code);
